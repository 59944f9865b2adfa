"""The account page's cards and tables."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from saggar.levy.declared import CreditCheck
from saggar.levy.derivations import pence
from saggar.levy.queries.accounts import AccountPage, Tranche, YearSums
from saggar.platform.imports.models import ImportRun
from saggar.web import formats
from saggar.web.tables import Column, Table

TRANCHE_COLUMNS: list[Column[Tranche]] = [
    Column("entered", "Month the money came in", lambda t: t.entered, kind="month"),
    Column("left", "Left", lambda t: t.left_pence, kind="money"),
    Column("lifetime", "Months to use it", lambda t: t.lifetime, kind="number"),
    Column("expires", "Expires at the end of", lambda t: t.expires, kind="month"),
]
YEAR_COLUMNS: list[Column[YearSums]] = [
    Column("year", "Financial year", lambda y: y.year),
    Column("in", "Levy in", lambda y: y.funds_in, kind="money"),
    Column("received", "Transfers received", lambda y: y.received, kind="money"),
    Column("spent", "Training paid", lambda y: y.spent, kind="money"),
    Column("sent", "Transfers sent", lambda y: y.sent, kind="money"),
    Column("expired", "Expired", lambda y: y.expired, kind="money"),
]
CHECK_COLUMNS: list[Column[CreditCheck]] = [
    Column("month", "Tax month from the 6th of", lambda c: c.tax_month, kind="month"),
    Column("due", "Declared to HMRC", lambda c: pence(c.due), kind="money"),
    Column("expected", "Should come in", lambda c: pence(c.expected), kind="money"),
    Column("enters", "In the account in", lambda c: c.enters, kind="month"),
    Column("credited", "Came in", lambda c: None if c.credited is None else pence(c.credited), kind="money"),
    Column("verdict", "Result", lambda c: _verdict(c)),
]
KIND_WORDS = {
    "levy-transactions": "Transactions",
    "levy-declarations": "HMRC declarations",
    "standards": "Standards",
}
RUN_COLUMNS: list[Column[ImportRun]] = [
    Column("file", "File", lambda r: r.file_name, href=lambda r: reverse("levy:import-report", args=[r.pk])),
    Column("kind", "What it is", lambda r: KIND_WORDS.get(r.kind, r.kind)),
    Column("at", "When", lambda r: r.at, kind="moment"),
    Column("outcome", "Outcome", lambda r: _outcome(r)),
]


def _verdict(check: CreditCheck) -> str:
    if check.difference is None:
        return "Your files end before it"
    if not check.is_off:
        return "As expected"
    more = "more" if check.difference > 0 else "less"
    return f"{formats.pounds(abs(pence(check.difference)))} {more} than expected"


def _outcome(run: ImportRun) -> str:
    if run.refusal:
        return "Refused"
    if run.dry_run:
        return "Checked only"
    refused = run.report.refused
    return f"Imported, {formats.count(refused, 'row')} refused" if refused else "Imported"


def cards(page: AccountPage) -> list[dict[str, Any]]:
    """The figures at the top of the account page."""
    assert page.account is not None  # noqa: S101  the template asks only with an account
    until = page.account.read_until
    return [
        {
            "label": "Balance",
            "value": formats.pounds(page.balance_pence),
            "note": f"At the end of your files, {formats.date(until)}",
        },
        {
            "label": "Could expire within a year",
            "value": formats.pounds(page.expiring_within_a_year),
            "note": "If nothing more is spent or transferred",
            "attention": page.expiring_within_a_year > 0,
        },
        {
            "label": "Reconciled",
            "value": formats.date(page.stated.on) if page.stated else "Not yet",
            "note": _reconciled(page),
            "attention": page.stated is None or page.difference_pence != 0,
        },
    ]


def _reconciled(page: AccountPage) -> str:
    if page.stated is None:
        return "Enter the balance that the service shows"
    if page.difference_pence == 0:
        return "Your files and the service agree"
    more = "more" if page.difference_pence > 0 else "less"
    return f"The service shows {formats.pounds_pence(abs(page.difference_pence))} {more} than your files"


def tables(page: AccountPage) -> dict[str, Table[Any]]:
    """Tranches, years and imports as tables."""
    return {
        "tranches": Table(TRANCHE_COLUMNS, page.tranches, "What is left of each month's money"),
        "years": Table(YEAR_COLUMNS, page.years, "Movements by financial year"),
        "checks": Table(CHECK_COLUMNS, page.checks, "Levy declared and levy credited"),
        "runs": Table(RUN_COLUMNS, page.runs, "Latest imports"),
    }
