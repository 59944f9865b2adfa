"""A levy file as people upload it, or as the command line names it: which import it is for."""

from __future__ import annotations

from saggar.levy.actions.accounts import open_account
from saggar.levy.actions.declarations import import_declarations
from saggar.levy.actions.standards import import_standards
from saggar.levy.actions.transactions import import_transactions
from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.reading import File
from saggar.platform.imports.registry import Scope
from saggar.platform.permits import Actor


def import_levy_file(actor: Actor, *, file: File, dry_run: bool = False) -> ImportRun:
    """Read a file of the actor's own organisation: declarations when it is JSON, else transactions.

    Opens the organisation's levy account when this is its first file.
    """
    return _read(actor, actor.organisation_id or 0, file, dry_run)


def _read(actor: Actor, organisation_id: int, file: File, dry_run: bool) -> ImportRun:
    open_account(actor, organisation_id=organisation_id)
    if _is_json(file):
        return import_declarations(actor, organisation_id=organisation_id, file=file, dry_run=dry_run)
    return import_transactions(actor, organisation_id=organisation_id, file=file, dry_run=dry_run)


def _is_json(file: File) -> bool:
    return file.name.lower().endswith(".json") or file.data.lstrip()[:1] == b"{"


def transactions_from_command(actor: Actor, *, file: File, scope: Scope, dry_run: bool) -> ImportRun:
    """`saggar import levy-transactions FILE --organisation KEY`."""
    return _read(actor, scope.organisation_id or 0, file, dry_run)


def standards_from_command(actor: Actor, *, file: File, scope: Scope, dry_run: bool) -> ImportRun:
    """`saggar import standards FILE`."""
    return import_standards(actor, file=file, dry_run=dry_run)
