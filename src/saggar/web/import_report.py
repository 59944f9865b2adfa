"""What a page shows of an import: its counts in words, and its faults as a table and a file.

return render(request, "levy/import.jinja", {"imported": pages.shown(run)})     the page
return pages.faults_file(run)                                                   its CSV download
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http.response import HttpResponseBase

from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.report import MOST_FAULTS, Fault, Report
from saggar.web.downloads import csv_response
from saggar.web.formats import count
from saggar.web.tables import Column, Table

SHOWN_FAULTS = 100
FAULT_COLUMNS: list[Column[Fault]] = [
    Column("line", "Line", lambda fault: fault.line, kind="number"),
    Column("column", "Column", lambda fault: fault.column or "whole line"),
    Column("fault", "What is wrong", lambda fault: fault.fault),
    Column("value", "Value", lambda fault: fault.value),
]


@dataclass(frozen=True, slots=True)
class Shown:
    """An import as `components/import_report.jinja` shows it."""

    run: ImportRun
    outcome: str
    counts: list[tuple[str, int]]
    notes: list[str]
    faults: Table[Fault]
    faults_found: int
    faults_left_off: int


def shown(run: ImportRun) -> Shown:
    """What the page says of `run`: the outcome, the counts, and the first SHOWN_FAULTS faults."""
    report = run.report
    return Shown(
        run=run,
        outcome=outcome(run, report),
        counts=[] if run.refusal else _counts(report, dry_run=run.dry_run),
        notes=report.notes,
        faults=Table(FAULT_COLUMNS, report.faults[:SHOWN_FAULTS], "Rows that were refused"),
        faults_found=report.faults_found,
        faults_left_off=report.faults_found - min(len(report.faults), SHOWN_FAULTS),
    )


def outcome(run: ImportRun, report: Report) -> str:
    """One sentence: what happened to the file."""
    if run.refusal:
        return run.refusal
    loaded = count(report.new + report.changed, "row")
    if run.dry_run:
        return f"Nothing was changed yet. {loaded} of {report.read:,} would be new or changed."
    return f"{loaded} of {report.read:,} were new or changed."


def _counts(report: Report, *, dry_run: bool) -> list[tuple[str, int]]:
    would = "would be " if dry_run else ""
    counts = [
        ("Rows in the file", report.read),
        (f"{would}new".capitalize(), report.new),
        (f"{would}changed".capitalize(), report.changed),
        ("Already the same", report.unchanged),
        ("Not for this import", report.skipped),
        ("Refused", report.refused),
    ]
    return [(words, number) for words, number in counts if number or words != "Not for this import"]


def faults_file(run: ImportRun) -> HttpResponseBase:
    """All kept faults (at most MOST_FAULTS) as a CSV file."""
    return csv_response(FAULT_COLUMNS, run.report.faults[:MOST_FAULTS], f"{run.kind} faults {run.pk}")
