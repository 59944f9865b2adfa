"""Importing national lists of organisations into a system."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from saggar.organisations import policies
from saggar.organisations.events import ListImported
from saggar.organisations.imports.intake import Intake, There
from saggar.organisations.imports.national import LISTS, NationalList
from saggar.organisations.models import Organisation, System
from saggar.organisations.own_words import OWN_FIELDS
from saggar.platform.decisions import require
from saggar.platform.imports.loading import upsert
from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.reading import File, UnreadableFileError
from saggar.platform.imports.registry import Scope
from saggar.platform.imports.report import Counts, Report
from saggar.platform.imports.rows import Row
from saggar.platform.imports.running import Import, run_import
from saggar.platform.permits import Actor
from saggar.platform.work import Work


def import_organisations(
    actor: Actor,
    *,
    list_key: str,
    file: File,
    system_id: int | None,
    dry_run: bool = False,
    everywhere: bool = False,
) -> ImportRun:
    """Import a national list (a key of LISTS) into a system and keep the report; a dry run only reports.

    Takes the rows of the system's area, or every row when `everywhere`. Importing a file again changes
    nothing. Organisations that stand in the system but not in the file are left as they are. Raises
    NotAllowedError by policy, UnreadableFileError when no system is meant, BusyError from the unit of work.
    """
    national = LISTS[list_key]
    system = _system(actor, system_id)
    require(policies.may_import_lists(actor, system.pk))
    areas = None if everywhere else _areas(national, system)
    wanted = Import(
        list_key, file, national.layout_of(file), organisation_id=actor.organisation_id, dry_run=dry_run
    )
    return run_import(actor, wanted=wanted, load=partial(_load, national, system, areas))


def import_trusts(actor: Actor, *, file: File, scope: Scope, dry_run: bool) -> ImportRun:
    """The command line's import of the list of NHS trusts."""
    return _from_command(actor, "ods-trusts", file, scope, dry_run)


def import_practices(actor: Actor, *, file: File, scope: Scope, dry_run: bool) -> ImportRun:
    """The command line's import of the list of GP practices."""
    return _from_command(actor, "gp-practices", file, scope, dry_run)


def import_care_services(actor: Actor, *, file: File, scope: Scope, dry_run: bool) -> ImportRun:
    """The command line's import of the CQC care directory."""
    return _from_command(actor, "cqc-directory", file, scope, dry_run)


def _from_command(actor: Actor, list_key: str, file: File, scope: Scope, dry_run: bool) -> ImportRun:
    return import_organisations(
        actor, list_key=list_key, file=file, system_id=scope.system_id, dry_run=dry_run
    )


def _load(
    national: NationalList,
    system: System,
    areas: frozenset[str] | None,
    work: Work,
    rows: Iterator[Row],
    report: Report,
) -> None:
    intake = Intake(national, areas, _there(system))
    fixed = {"system_id": system.pk, "source": national.source}
    of_rows = (row.values for row in rows)
    counts = upsert(
        work, Organisation, intake.organisations(of_rows), key=("key",), columns=intake.columns, fixed=fixed
    )
    beside = upsert(
        work, Organisation, intake.second_organisations(), key=("key",), columns=intake.columns, fixed=fixed
    )
    report.add(counts)
    report.skipped += intake.left_out.total()
    report.notes.extend(_notes(intake, beside, _no_longer_listed(system, national, intake)))
    both = (counts.new + beside.new, counts.changed + beside.changed, counts.unchanged + beside.unchanged)
    work.record(ListImported(national.key, *both, left_out=report.skipped), subject=system)


def _notes(intake: Intake, beside: Counts, gone: int) -> Iterator[str]:
    """What the report says besides its counts."""
    for because, count in intake.left_out.items():
        yield f"Left out: {count:,} {because}."
    if intake.beside:
        yield (
            f"The rows name {len(intake.beside):,} primary care networks: {beside.new:,} new, "
            f"{beside.changed:,} changed, {beside.unchanged:,} as they were."
        )
    if gone:
        yield (
            f"{gone:,} open organisations that an earlier copy of this list brought are not in this file. "
            "They were left as they are: close them one by one if they have closed."
        )


def _no_longer_listed(system: System, national: NationalList, intake: Intake) -> int:
    stored = Organisation.objects.filter(system=system, source=national.source, closed_on=None)
    return len(set(stored.values_list("key", flat=True)) - intake.keys)


def _there(system: System) -> There:
    elsewhere = Organisation.objects.exclude(system=system).values_list("key", flat=True)
    described = Organisation.objects.filter(system=system).exclude(described_on=None)
    own = described.values("key", *OWN_FIELDS)
    return There(frozenset(elsewhere), {words.pop("key"): words for words in own})


def _system(actor: Actor, system_id: int | None) -> System:
    """The system meant; the only one when none is named."""
    chosen = system_id or actor.system_id
    systems = list(System.objects.filter(pk=chosen) if chosen else System.objects.order_by("pk")[:2])
    if len(systems) != 1:
        raise UnreadableFileError("Say which system the organisations belong to.")
    return systems[0]


def _areas(national: NationalList, system: System) -> frozenset[str]:
    """The words by which the list says that a row is of this system's area, in small letters."""
    if national.area == "health geography":
        return frozenset({system.ods_code.casefold()})
    if not system.local_authorities:
        raise UnreadableFileError(
            "This list says where a service is by its local authority, and the system names none of its own."
        )
    return frozenset(name.casefold() for name in system.local_authorities)
