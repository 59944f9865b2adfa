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
from saggar.platform.imports.report import Counts, Report
from saggar.platform.imports.rows import Row
from saggar.platform.imports.running import Import, run_import
from saggar.platform.permits import Actor
from saggar.platform.work import Work

KIND = "standards"
FIRST_BANDS_FROM = date(2017, 5, 1)
"""Start of a first band whose list gives no date: bands began with the levy's payments in May 2017."""

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
    standards, bands = _put_standards(work, ours), _put_bands(work, ours)
    report.add(bands if any("type" in row for row in ours) else _together(standards, bands))
    touched = standards.new + standards.changed + bands.new + bands.changed
    if touched:
        event = StandardsImported(standards.new, standards.changed, bands.new, bands.changed, report.refused)
        work.record(event)


def _together(standards: Counts, bands: Counts) -> Counts:
    """Rows of a list that gives both: one whose standard is the same but whose band is not has changed."""
    beside = min(max(bands.new + bands.changed - standards.new, 0), standards.unchanged)
    return Counts(standards.new, standards.changed + beside, standards.unchanged - beside)


def _put_standards(work: Work, rows: Sequence[Values]) -> Counts:
    known = {standard.lars_code: standard for standard in Standard.objects.all()}
    latest = {row["lars_code"]: row for row in rows}
    wanted = [_standard(row, known.get(code)) for code, row in latest.items()]
    columns = ("title", "reference", "level", "route", "last_starts_on", "source")
    return upsert(work, Standard, wanted, key=("lars_code",), columns=columns)


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


def _put_bands(work: Work, rows: Sequence[Values]) -> Counts:
    given = [row for row in rows if row.get("cap_pounds") is not None and row.get("months") is not None]
    newest = dict(FundingBand.objects.order_by("starts_on").values_list("standard__lars_code", "starts_on"))
    bands = {(row["lars_code"], _starts_on(row, newest)): row for row in given}
    ids = dict(Standard.objects.values_list("lars_code", "id"))
    columns = ("ends_on", "cap_pounds", "months")
    key = ("standard_id", "starts_on")
    return upsert(work, FundingBand, _bands(bands, ids), key=key, columns=columns)


def _starts_on(row: Values, newest: Mapping[int, date]) -> date:
    """From when the band holds; a list without dates speaks of the newest band that is known."""
    return row.get("starts_on") or newest.get(row["lars_code"], FIRST_BANDS_FROM)


def _bands(bands: Mapping[tuple[int, date], Values], ids: Mapping[int, int]) -> Iterable[dict[str, Any]]:
    for (code, starts_on), row in bands.items():
        yield {
            "standard_id": ids[code],
            "starts_on": starts_on,
            "ends_on": row.get("ends_on"),
            "cap_pounds": row["cap_pounds"],
            "months": row["months"],
        }
