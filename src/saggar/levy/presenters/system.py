"""The system page's cards, chart and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from markupsafe import Markup

from saggar.levy.derivations import pence
from saggar.levy.queries.system import DonorLine, SystemPage
from saggar.web import formats
from saggar.web.charts import Series, line_chart, ranked_chart
from saggar.web.tables import Column

SIZE = 25
"""Donors on a page."""
MOST_IN_CHART = 20
"""Bars of the chart of losses: more of them nobody can compare."""


@dataclass(frozen=True, slots=True)
class SystemMonth:
    """One month of all donors together; pence."""

    month: date
    balance: int
    at_risk: int
    expired: int


@dataclass(frozen=True, slots=True)
class DonorsPart:
    """A part of the donors, those who will lose most first, and where the parts around it begin.

    after, before: as the page's links carry them, empty where there is no such part.
    """

    rows: Sequence[DonorLine]
    after: str = ""
    before: str = ""


def part_of(page: SystemPage, query: QueryDict) -> DonorsPart:
    """The part of the donors that `?after=` or `?before=` asks for; the first for anything else."""
    after, before = _place(query.get("after")), _place(query.get("before"))
    start = after if after < len(page.donors) else 0
    if before:
        start = max(min(before, len(page.donors)) - SIZE, 0)
    end = start + SIZE
    more = str(end) if end < len(page.donors) else ""
    return DonorsPart(page.donors[start:end], more, str(start) if start else "")


def _place(typed: str | None) -> int:
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) < 7 else 0


MONTH_COLUMNS: list[Column[SystemMonth]] = [
    Column("month", "Month", lambda m: m.month, kind="month"),
    Column("balance", "All balances", lambda m: m.balance, kind="money"),
    Column("at_risk", "At risk within a year", lambda m: m.at_risk, kind="money"),
    Column("expired", "Expires in the month", lambda m: m.expired, kind="money"),
]


def months(page: SystemPage) -> list[SystemMonth]:
    """Every month of the forecast of all donors together."""
    sums = page.sums or {}
    columns = (sums.get(name, ()) for name in ("balance", "at_risk", "expired"))
    rows = zip(page.calendar, *columns, strict=False)
    return [SystemMonth(month, pence(b), pence(r), pence(e)) for month, b, r, e in rows]


def cards(page: SystemPage) -> list[dict[str, Any]]:
    """The figures at the top of the system page."""
    return [
        {"label": "Donors", "value": formats.number(len(page.donors)), "note": "With files read in"},
        {"label": "In all accounts", "value": formats.pounds(pence(page.balance))},
        {
            "label": "Will expire in 5 years",
            "value": formats.pounds(pence(page.lost)),
            "note": "With present training and transfers",
            "attention": page.lost > 0,
        },
        {
            "label": "In the double cliff",
            "value": formats.pounds(pence(page.cliff_lost)),
            "note": "August 2027 to July 2028",
            "attention": page.cliff_lost > 0,
        },
    ]


def balance_chart(page: SystemPage) -> Markup:
    """All balances together, by month, and what of them is at risk."""
    assert page.sums is not None  # noqa: S101  the template asks only with donors
    series = [
        Series("All balances", [float(amount) for amount in page.sums["balance"]], area=True),
        Series("At risk within a year", [float(amount) for amount in page.sums["at_risk"]]),
    ]
    return line_chart(
        "balance",
        "Levy balances of all donors by month",
        balance_sentence(page),
        [formats.month_short(month) for month in page.calendar],
        series,
        write=_pounds,
    )


def balance_sentence(page: SystemPage) -> str:
    """The chart of balances in words."""
    assert page.sums is not None  # noqa: S101
    first, last = page.sums["balance"][0], page.sums["balance"][-1]
    return (
        f"All accounts together hold {formats.pounds(pence(first))} at the end of "
        f"{formats.month(page.calendar[0])} and {formats.pounds(pence(last))} in "
        f"{formats.month(page.calendar[-1])}."
    )


def loss_chart(page: SystemPage) -> Markup:
    """What the donors that lose most will lose in five years, most first."""
    rows = [(donor.name, float(donor.lost)) for donor in page.donors[:MOST_IN_CHART]]
    return ranked_chart(
        "losses", "What each donor will lose in five years", loss_sentence(page), rows, write=_pounds
    )


def loss_sentence(page: SystemPage) -> str:
    """The chart of losses in words."""
    if not page.lost:
        return "No donor loses money with present training and transfers."
    worst = page.donors[0]
    most = f"{worst.name} loses most: {formats.pounds(pence(worst.lost))} in five years."
    if len(page.donors) <= MOST_IN_CHART:
        return most
    return f"{most} These are the {MOST_IN_CHART} that lose most of {len(page.donors)} donors."


def _pounds(value: float) -> str:
    return formats.pounds_short(round(value * 100))
