"""The forecast page's cards, charts, tables and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from saggar.engines.funding.forecast import AccountForecast, Advice, Comparison, MonthLine, YearLine
from saggar.engines.funding.money import UNITS_PER_POUND
from saggar.levy.derivations import pence
from saggar.levy.queries.forecasts import ForecastPage
from saggar.web import formats
from saggar.web.charts import Event, Series, bar_chart, line_chart
from saggar.web.tables import Column, Table


def _of(name: str) -> Any:
    return lambda line: pence(line.amounts[name])


MONTH_COLUMNS: list[Column[MonthLine]] = [
    Column("month", "Month", lambda m: m.month, kind="month"),
    Column("levy_in", "Levy in", _of("levy_in"), kind="money"),
    Column("spent", "Training paid", _of("spent_own"), kind="money"),
    Column("sent", "Transfers sent", _of("sent"), kind="money"),
    Column("expired", "Expired", _of("expired"), kind="money"),
    Column("balance", "Balance", _of("balance"), kind="money"),
    Column("at_risk", "At risk within a year", _of("at_risk"), kind="money"),
    Column("allowance_left", "Transfer allowance left", _of("allowance_left"), kind="money"),
    Column("co_employer", "You pay on top", _of("co_employer"), kind="money"),
    Column("co_government", "Government pays on top", _of("co_government"), kind="money", on_page=False),
]
YEAR_COLUMNS: list[Column[YearLine]] = [
    Column("year", "Financial year", lambda y: y.financial_year),
    Column("levy_in", "Levy in", _of("levy_in"), kind="money"),
    Column("spent", "Training paid", _of("spent_own"), kind="money"),
    Column("sent", "Transfers sent", _of("sent"), kind="money"),
    Column("expired", "Expired", _of("expired"), kind="money"),
    Column("balance", "Balance at the end", lambda y: pence(y.balance), kind="money"),
]
COMPARED = {"spent_own": "Training paid", "sent": "Transfers sent", "expired": "Expired"}


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One figure as things stand and under the what-if; pence."""

    words: str
    baseline: int
    other: int


COMPARED_COLUMNS: list[Column[ComparedRow]] = [
    Column("figure", "Over the whole forecast", lambda row: row.words),
    Column("baseline", "As things stand", lambda row: row.baseline, kind="money"),
    Column("other", "With your changes", lambda row: row.other, kind="money"),
    Column("change", "Difference", lambda row: row.other - row.baseline, kind="money"),
]


def cards(page: ForecastPage) -> list[dict[str, Any]]:
    """The figures at the top of the forecast page."""
    account = page.account
    assert account is not None  # noqa: S101  the template asks only with a forecast
    lost = account.totals["expired"]
    first = page.months[0].amounts
    return [
        {
            "label": "Will expire in 5 years",
            "value": formats.pounds(pence(lost)),
            "note": "With present training and transfers",
            "attention": lost > 0,
        },
        {
            "label": "Under the rules before August 2026",
            "value": formats.pounds(pence(page.before_reform_lost)),
            "note": "24 months to use the money, and the 10% top-up",
        },
        {
            "label": "Transfer allowance left",
            "value": formats.pounds(pence(first["allowance_left"])),
            "note": f"For the year from 20 April, in {formats.month(page.months[0].month)}",
        },
        {
            "label": "Levy a month",
            "value": formats.pounds(pence(page.monthly_levy)),
            "note": f"{page.facts.english_percent.normalize():f}% counts for England" if page.facts else "",
        },
    ]


@dataclass(frozen=True, slots=True)
class Counsel:
    """What to do over one look ahead: its title, and sentences not said over a shorter one."""

    title: str
    sentences: Sequence[str]


def counsels(page: ForecastPage) -> list[Counsel]:
    """The advice by how far it looks ahead, shortest first; a sentence is said once."""
    said: set[str] = set()
    counsels = []
    for advice in _by_length(page.advice):
        fresh = [sentence for sentence in advice.sentences if sentence not in said]
        said.update(fresh)
        if fresh:
            counsels.append(Counsel(f"To {formats.month(advice.until)}", fresh))
    return counsels


def _by_length(advice: Sequence[Advice]) -> list[Advice]:
    return sorted({each.until: each for each in advice}.values(), key=lambda each: each.until)


def balance_chart(page: ForecastPage) -> Markup:
    """Balance by month as things stand, and with the what-if beside it."""
    account = page.account
    assert account is not None  # noqa: S101
    series = [Series("As things stand", _line(account, "balance"), area=page.other is None)]
    if page.other is not None:
        series.append(Series("With your changes", _line(page.other.accounts[0], "balance")))
    return line_chart(
        "balance",
        "Balance of the levy account by month",
        balance_sentence(page),
        [formats.month_short(month) for month in account.calendar],
        series,
        write=_pounds,
        events=_events(page, account),
    )


def expiry_chart(page: ForecastPage) -> Markup:
    """What expires in each financial year, by how long the money had to be used."""
    account = page.account
    assert account is not None  # noqa: S101
    years = [line.financial_year for line in account.years]
    series = []
    for lifetime in sorted(account.lost, reverse=True):
        by_year = dict.fromkeys(years, Decimal(0))
        for line in page.months:
            by_year[line.financial_year] += line.expired_by_lifetime[lifetime]
        series.append(Series(f"{lifetime}-month money", [float(amount) for amount in by_year.values()]))
    return bar_chart(
        "expiry",
        "Money that expires in each financial year",
        expiry_sentence(page),
        years,
        series,
        write=_pounds,
    )


def balance_sentence(page: ForecastPage) -> str:
    """The balance chart in words."""
    account = page.account
    assert account is not None  # noqa: S101
    highest = max(page.months, key=lambda line: line.amounts["balance"])
    last = page.months[-1]
    return (
        f"The balance is highest in {formats.month(highest.month)} at "
        f"{formats.pounds(pence(highest.amounts['balance']))} and stands at "
        f"{formats.pounds(pence(last.amounts['balance']))} in {formats.month(last.month)}."
    )


def expiry_sentence(page: ForecastPage) -> str:
    """The expiry chart in words."""
    account = page.account
    assert account is not None  # noqa: S101
    worst = max(account.years, key=lambda line: line.amounts["expired"])
    total = account.totals["expired"]
    if not total:
        return "Nothing expires with present training and transfers."
    return (
        f"{formats.pounds(pence(total))} expires in all, most of it in {worst.financial_year}: "
        f"{formats.pounds(pence(worst.amounts['expired']))}."
    )


def tables(page: ForecastPage) -> dict[str, Table[Any]]:
    """Months, years and the comparison as tables."""
    account = page.account
    assert account is not None  # noqa: S101
    made: dict[str, Table[Any]] = {
        "months": Table(MONTH_COLUMNS, page.months, "Forecast by month"),
        "years": Table(YEAR_COLUMNS, account.years, "Forecast by financial year"),
    }
    if page.comparison:
        made["compared"] = Table(COMPARED_COLUMNS, _compared(page.comparison), "What your changes do")
    return made


def _compared(comparison: Comparison) -> list[ComparedRow]:
    totals = comparison.system.totals
    return [
        ComparedRow(words, pence(totals[name].baseline), pence(totals[name].other))
        for name, words in COMPARED.items()
    ]


def _line(account: AccountForecast, name: str) -> list[float | None]:
    return [amount / UNITS_PER_POUND for amount in account.amounts[name].tolist()]


def _events(page: ForecastPage, account: AccountForecast) -> list[Event]:
    if page.cliff is None or not sum(page.cliff.lost.values()):
        return []
    begins = account.calendar.index(page.cliff.from_month)
    ends = account.calendar.index(page.cliff.until)
    return [Event(begins, "Double cliff begins"), Event(ends, "Double cliff ends")]


def _pounds(value: float) -> str:
    return formats.pounds_short(round(value * 100))
