"""Importing lists of apprenticeship standards and of their funding bands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from saggar.levy import policies
from saggar.levy.events import StandardsImported
from saggar.levy.imports.standards import LAYOUTS, STANDARD
from saggar.levy.models import FundingBand, Standard
from saggar.platform.decisions import require
from saggar.platform.imports.loading import upsert
from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.reading import File
from saggar.platform.imports.report import Report
from saggar.platform.imports.rows import Row
from saggar.platform.imports.running import Import, run_import
from saggar.platform.permits import Actor
from saggar.platform.work import Work

KIND = "standards"
FIRST_BANDS_FROM = date(2017, 5, 1)
"""Start of a band whose list gives no date: funding bands began with the levy's payments in May 2017."""

Values = Mapping[str, Any]


def import_standards(actor: Actor, *, file: File, dry_run: bool = False) -> ImportRun:
    """Read a list of standards or of funding bands, recognised by its heading.

    What a list does not say of a standard stays as it is. Needs `standards.import`.
    """
    require(policies.may_import_standards(actor))
    wanted = Import(KIND, file, LAYOUTS, organisation_id=actor.organisation_id, dry_run=dry_run)
    return run_import(actor, wanted=wanted, load=_load)


def _load(work: Work, rows: Iterator[Row], report: Report) -> None:
    ours = [row.values for row in rows if row.values.get("type", STANDARD) == STANDARD]
    report.skipped = report.read - report.refused - len(ours)
    before = report.new, report.changed
    _put_standards(work, ours, report)
    _put_bands(work, ours, report)
    if (report.new, report.changed) != before:
        work.record(StandardsImported(report.new, report.changed, report.unchanged, report.refused))


def _put_standards(work: Work, rows: Sequence[Values], report: Report) -> None:
    known = {standard.lars_code: standard for standard in Standard.objects.all()}
    latest = {row["lars_code"]: row for row in rows}
    wanted = [_standard(row, known.get(code)) for code, row in latest.items()]
    columns = ("title", "reference", "level", "route", "last_starts_on", "source")
    report.add(upsert(work, Standard, wanted, key=("lars_code",), columns=columns))


def _standard(row: Values, known: Standard | None) -> dict[str, Any]:
    code = row["lars_code"]
    old = known or Standard(lars_code=code, title=f"Standard {code}")
    return {
        "lars_code": code,
        "title": row.get("title") or old.title,
        "reference": row.get("reference") or old.reference,
        "level": row.get("level") or old.level,
        "route": row.get("route") or old.route,
        "last_starts_on": row.get("last_starts_on") or old.last_starts_on,
        "source": "plain list" if row.get("title") else old.source or "LARS",
    }


def _put_bands(work: Work, rows: Sequence[Values], report: Report) -> None:
    bands = {
        (row["lars_code"], row.get("starts_on") or FIRST_BANDS_FROM): row
        for row in rows
        if row.get("cap_pounds") is not None and row.get("months") is not None
    }
    if bands:
        columns = ("ends_on", "cap_pounds", "months")
        ids = dict(Standard.objects.values_list("lars_code", "id"))
        key = ("standard_id", "starts_on")
        counts = upsert(work, FundingBand, _bands(bands, ids), key=key, columns=columns)
        report.changed += counts.changed


def _bands(bands: Mapping[tuple[int, date], Values], ids: Mapping[int, int]) -> Iterable[dict[str, Any]]:
    for (code, starts_on), row in bands.items():
        yield {
            "standard_id": ids[code],
            "starts_on": starts_on,
            "ends_on": row.get("ends_on"),
            "cap_pounds": row["cap_pounds"],
            "months": row["months"],
        }
