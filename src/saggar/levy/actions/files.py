"""A levy file as people upload it, or as the command line names it: which import it is for."""

from __future__ import annotations

from saggar.levy.actions.declarations import import_declarations
from saggar.levy.actions.standards import import_standards
from saggar.levy.actions.transactions import import_transactions
from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.reading import File, UnreadableFileError
from saggar.platform.imports.registry import Scope
from saggar.platform.permits import Actor


def import_levy_file(actor: Actor, *, file: File, dry_run: bool = False) -> ImportRun:
    """Read a file of the actor's own organisation: declarations when it is JSON, else transactions."""
    act = import_declarations if _is_json(file) else import_transactions
    return act(actor, organisation_id=actor.organisation_id, file=file, dry_run=dry_run)


def _is_json(file: File) -> bool:
    return file.name.lower().endswith(".json") or file.data.lstrip()[:1] == b"{"


def transactions_from_command(actor: Actor, *, file: File, scope: Scope, dry_run: bool) -> ImportRun:
    """`saggar import levy-transactions FILE --organisation KEY`."""
    owner = _owner(scope)
    return import_transactions(actor, organisation_id=owner, file=file, dry_run=dry_run)


def declarations_from_command(actor: Actor, *, file: File, scope: Scope, dry_run: bool) -> ImportRun:
    """`saggar import levy-declarations FILE --organisation KEY`."""
    owner = _owner(scope)
    return import_declarations(actor, organisation_id=owner, file=file, dry_run=dry_run)


def standards_from_command(actor: Actor, *, file: File, scope: Scope, dry_run: bool) -> ImportRun:
    """`saggar import standards FILE`."""
    return import_standards(actor, file=file, dry_run=dry_run)


def _owner(scope: Scope) -> int:
    if scope.organisation_id is None:
        raise UnreadableFileError("Say whose levy account the file is of: --organisation KEY.")
    return scope.organisation_id
