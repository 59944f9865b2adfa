"""Importing HMRC's levy declarations into a levy account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from functools import partial

from saggar.levy import policies
from saggar.levy.actions.accounts import account_or_new, opened
from saggar.levy.events import DeclarationsImported
from saggar.levy.imports import declarations
from saggar.levy.models import Declaration
from saggar.platform.decisions import require
from saggar.platform.imports.loading import upsert
from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.reading import File, UnreadableFileError, decoded
from saggar.platform.imports.report import Fault, Report
from saggar.platform.imports.rows import Row
from saggar.platform.imports.running import Import, run_import
from saggar.platform.permits import Actor
from saggar.platform.work import Work

KIND = "levy-declarations"
KEY = ("account_id", "paye_scheme", "declaration_id")
COLUMNS = ("submitted_at", "payroll_year", "payroll_month", "levy_due_to_date", "allowance_for_year")


def import_declarations(
    actor: Actor, *, organisation_id: int | None, file: File, dry_run: bool = False
) -> ImportRun:
    """Read HMRC's declarations (JSON) into the organisation's account; importing again changes nothing.

    A declaration that cannot be read is reported by its place in the list and stops no other one.
    """
    account = account_or_new(organisation_id)
    require(policies.may_import(actor, account))
    wanted = Import(KIND, file, organisation_id=organisation_id, dry_run=dry_run, reader=_rows)
    return run_import(actor, wanted=wanted, load=partial(_load, account.organisation_id))


def _rows(file: File, report: Report) -> Iterator[Row]:
    try:
        good, faults = declarations.read(decoded(file.data).text)
    except declarations.DeclarationsError as error:
        raise UnreadableFileError(str(error)) from error
    report.read = len(good) + len(faults)
    for fault in faults:
        report.refuse(Fault(fault.place, fault.field, fault.fault))
    yield from (Row(place, asdict(row)) for place, row in enumerate(good, start=1))


def _load(organisation_id: int, work: Work, rows: Iterator[Row], report: Report) -> None:
    locked = opened(work, organisation_id)
    counts = upsert(
        work,
        Declaration,
        _last_of_each(rows),
        key=KEY,
        columns=COLUMNS,
        fixed={"account_id": locked.pk},
    )
    report.add(counts)
    if counts.new or counts.changed:
        event = DeclarationsImported(counts.new, counts.changed, counts.unchanged, report.refused)
        work.record(event, subject=locked, organisation_id=organisation_id)


def _last_of_each(rows: Iterator[Row]) -> list[dict[str, object]]:
    """A declaration sent again under its number replaces the one before it."""
    latest = {(row.values["paye_scheme"], row.values["declaration_id"]): row.values for row in rows}
    return list(latest.values())
