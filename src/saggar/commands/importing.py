"""`saggar import`: load a file of records from the command line, with the same report as the page."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from saggar.commands.tables import require_tables
from saggar.platform.faults import InstallationError
from saggar.platform.imports.reading import UnreadableFileError, from_path
from saggar.platform.postgres import served_database

if TYPE_CHECKING:
    from saggar.platform.imports.models import ImportRun
    from saggar.platform.imports.registry import Scope
    from saggar.platform.imports.report import Report

LOADED, SOME_REFUSED, NOT_LOADED = 0, 1, 2
SHOWN_FAULTS = 20


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "import",
        help="load a file of records",
        description="Loads a file and reports every row it refused, by line and column. "
        "Exit codes: 0 all rows loaded, 1 some rows refused, 2 nothing loaded.",
    )
    parser.add_argument("kind", metavar="KIND", help="what the file holds; 'list' names the kinds")
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="the file, in CSV as downloaded")
    parser.add_argument("--system", metavar="KEY", help="the system whose records these are")
    parser.add_argument("--organisation", metavar="KEY", help="the organisation whose records these are")
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
    parser.add_argument("--faults", metavar="CSV", type=Path, help="write the refused rows to this file")


def run(args: argparse.Namespace) -> int:
    """Load the file; LOADED, SOME_REFUSED or NOT_LOADED, else the exit code of what was in the way."""
    try:
        with served_database():
            import django

            django.setup()
            require_tables()
            return _list_kinds() if args.kind == "list" else _import(args)
    except InstallationError as error:
        return error.tell()


def _list_kinds() -> int:
    from saggar.platform.imports.registry import kinds

    for kind in kinds():
        sys.stdout.write(f"{kind}\n")
    return LOADED


def _import(args: argparse.Namespace) -> int:
    from saggar.platform.imports.registry import UnknownImportError, importer
    from saggar.platform.permits import PRODUCT

    try:
        load = importer(args.kind)
        if args.file is None:
            raise UnreadableFileError("Say which file to import: saggar import KIND FILE.")
        file = from_path(args.file)
        done = load(PRODUCT, file=file, scope=_scope(args.system, args.organisation), dry_run=args.dry_run)
    except (UnknownImportError, UnreadableFileError) as error:
        sys.stderr.write(f"{error}\n")
        return NOT_LOADED
    return _tell(done, args.faults)


def _scope(system: str | None, organisation: str | None) -> Scope:
    """The scope named by the keys; UnreadableFileError when no system or organisation has such a key."""
    from saggar.organisations.models import Organisation, System
    from saggar.platform.imports.registry import Scope

    if organisation:
        found = Organisation.objects.filter(key=organisation).values_list("system_id", "id").first()
        if found is None:
            raise UnreadableFileError(f"There is no organisation with the key {organisation}.")
        return Scope(*found)
    chosen = System.objects.filter(key=system) if system else System.objects.all()[:2]
    ids = list(chosen.values_list("id", flat=True))
    if system and not ids:
        raise UnreadableFileError(f"There is no system with the key {system}.")
    return Scope(ids[0] if len(ids) == 1 else None)


def _tell(done: ImportRun, faults_to: Path | None) -> int:
    from saggar.web import import_report

    report = done.report
    for line in (import_report.outcome(done, report), *report.notes):
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(
        f"read {report.read}, new {report.new}, changed {report.changed}, unchanged {report.unchanged}, "
        f"skipped {report.skipped}, refused {report.refused}\n"
    )
    for fault in report.faults[:SHOWN_FAULTS]:
        place = f"line {fault.line}" + (f", {fault.column}" if fault.column else "")
        sys.stdout.write(f"{place}: {fault.fault}" + (f" ({fault.value})\n" if fault.value else "\n"))
    if report.faults_found > SHOWN_FAULTS:
        sys.stdout.write(f"... {report.faults_found - SHOWN_FAULTS} more faults\n")
    if faults_to is not None:
        _write_faults(report, faults_to)
    if done.refusal:
        return NOT_LOADED
    return LOADED if report.is_clean else SOME_REFUSED


def _write_faults(report: Report, path: Path) -> None:
    from saggar.web.tables import neutral

    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["line", "column", "fault", "value"])
        for fault in report.faults:
            writer.writerow([fault.line, fault.column, fault.fault, neutral(fault.value)])
