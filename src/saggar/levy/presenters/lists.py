"""Columns of the lists of transactions, standards and donors; the same make page and file."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from saggar.levy.derivations import pence
from saggar.levy.kinds import KINDS
from saggar.levy.queries.system import DonorLine
from saggar.web.filters import Filter
from saggar.web.tables import Column

TRANSACTION_COLUMNS: list[Column[Any]] = [
    Column("on", "Date", lambda row: row.on, kind="date", sortable=True),
    Column("kind", "What", lambda row: row.get_kind_display()),
    Column("course", "Course or description", lambda row: row.course or row.description),
    Column("provider", "Training provider", lambda row: row.provider),
    Column("amount", "Effect on the balance", lambda row: pence(row.amount), kind="money_pence"),
    Column("declared", "Levy declared", lambda row: pence(row.declared), kind="money_pence", on_page=False),
    Column("level", "Level", lambda row: row.level, kind="number", on_page=False),
    Column("cohort", "Cohort reference", lambda row: row.cohort_reference, on_page=False),
    Column("paye", "PAYE scheme", lambda row: row.paye_scheme, on_page=False),
]
STANDARD_COLUMNS: list[Column[Any]] = [
    Column("title", "Standard", lambda row: row.title),
    Column("level", "Level", lambda row: row.level, kind="number"),
    Column("months", "Months", lambda row: row.months, kind="number"),
    Column("cap", "Highest funding", lambda row: _cap(row), kind="money"),
    Column("route", "Route", lambda row: row.route),
    Column("lars", "LARS code", lambda row: str(row.lars_code)),
]
DONOR_COLUMNS: list[Column[DonorLine]] = [
    Column("name", "Donor", lambda d: d.name, href=lambda d: reverse("levy:account-forecast", args=[d.key])),
    Column("balance", "Balance", lambda d: pence(d.balance), kind="money"),
    Column("year", "Expires in 12 months", lambda d: pence(d.lost_in_a_year), kind="money"),
    Column("lost", "Expires in 5 years", lambda d: pence(d.lost), kind="money"),
    Column("allowance", "Allowance left", lambda d: pence(d.allowance_left), kind="money"),
    Column(
        "needed", "Spend more a month", lambda d: pence(d.advice.monthly) if d.advice else 0, kind="money"
    ),
    Column("until", "Files end", lambda d: d.read_until, kind="date"),
]

LOSS_COLUMNS = [column for column in DONOR_COLUMNS if column.key in ("name", "year", "lost")]


def _cap(row: Any) -> int | None:
    return None if row.cap_pounds is None else row.cap_pounds * 100


def transaction_filters(years: list[str]) -> list[Filter]:
    """The filter panel of the list of transactions."""
    return [
        Filter("words", "Course or provider", kind="words"),
        Filter("kind", "What", tuple((kind.key, kind.title) for kind in KINDS.values())),
        Filter("year", "Financial year", tuple((year, year) for year in years), kind="one"),
    ]


def standard_filters() -> list[Filter]:
    """The filter panel of the list of standards."""
    levels = tuple((str(level), f"Level {level}") for level in range(2, 8))
    return [Filter("words", "Title", kind="words"), Filter("level", "Level", levels, kind="one")]
