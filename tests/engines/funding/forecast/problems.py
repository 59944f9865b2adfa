"""Forecast problems for tests: the trust of the known figures, and random ones of every shape."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from saggar.engines.funding.forecast import (
    AllowanceHistory,
    Commitment,
    Donor,
    ExtraSpend,
    ForecastProblem,
    FromMonth,
    Payment,
    Pledge,
    WhatIf,
)
from saggar.rules.dated import Rule, Version
from saggar.rules.levy import IN_FORCE, RULE_SETS, RuleSet, add_months

AUGUST_2026 = date(2026, 8, 1)


def constant(amount: str, since: date = AUGUST_2026) -> FromMonth:
    """One figure for ever."""
    return FromMonth(((since, Decimal(amount)),))


def training(monthly: str, first: date = AUGUST_2026, months: int = 120, **more) -> Commitment:
    """Own training of a steady monthly cost, of apprentices who started long ago."""
    more = {"label": "training", "kind": "own", "started": date(2024, 1, 1)} | more
    return Commitment(first_month=first, months=months, monthly=Decimal(monthly), **more)


def steady_trust(months: int = 24, rules: RuleSet = IN_FORCE) -> ForecastProblem:
    """A trust with 90,000 a month in and 55,000 out since August 2024, seen at the start of August 2026.

    24 months of 90,000 came in and 24 of 55,000 (1,320,000) went out, oldest first: that is all of the
    first 14 months and 60,000 of October 2025's. So 30,000 of October 2025 is left and all of November
    2025 to July 2026, 840,000 together, and nothing has expired yet: August 2024's funds would have had
    until August 2026.
    """
    opening = {date(2025, 10, 1): Decimal(30_000)}
    opening |= {add_months(date(2025, 11, 1), k): Decimal(90_000) for k in range(9)}
    trust = Donor(
        "trust", "A trust", constant("90000"), opening, constant("100"), commitments=(training("55000"),)
    )
    return ForecastProblem(AUGUST_2026, (trust,), months, rules)


pounds = st.integers(0, 300_000_00000).map(lambda units: Decimal(units).scaleb(-5)) | st.integers(0, 300).map(
    lambda thousands: Decimal(thousands * 1000)
)


@st.composite
def rule_sets(draw: st.DrawFn) -> RuleSet:
    """A named set, or the law with the lifetimes of funds changed on other dates."""
    base = draw(st.sampled_from(list(RULE_SETS.values())))
    if draw(st.booleans()):
        return base
    lives = draw(st.lists(st.integers(3, 30), min_size=1, max_size=3))
    days = sorted(draw(st.sets(st.integers(1, 40), min_size=len(lives) - 1, max_size=len(lives) - 1)))
    starts = [date(2017, 5, 1), *(add_months(date(2025, 1, 1), day) for day in days)]
    ends = [*starts[1:], None]
    versions = tuple(
        Version(life, starts_on, "test", ends_on=ends_on)
        for life, starts_on, ends_on in zip(lives, starts, ends, strict=True)
    )
    expiry = Rule("levy.expiry_months", "lifetimes", "months", versions)
    return replace(base, key="changed", expiry_months=expiry)


@st.composite
def commitments(draw: st.DrawFn, first: date) -> Commitment:
    """Training before, during or after the forecast."""
    begins = add_months(first, draw(st.integers(-12, 30)))
    months = draw(st.integers(0, 36))
    completed = Payment(add_months(begins, draw(st.integers(0, 40))), draw(pounds))
    return Commitment(
        draw(st.sampled_from(["a", "b"])),
        draw(st.sampled_from(["own", "own", "transfer-sent", "transfer-received"])),
        begins,
        months,
        draw(pounds),
        draw(st.none() | st.just(completed)),
        draw(st.sampled_from(["planned", "actual"])),
        draw(st.none() | st.just(add_months(begins, -draw(st.integers(0, 30))))),
    )


@st.composite
def figures(draw: st.DrawFn, first: date, values: st.SearchStrategy[Decimal]) -> FromMonth:
    """A figure with one to three steps, the first of them in force when the forecast begins."""
    later = sorted(draw(st.sets(st.integers(1, 30), max_size=2)))
    months = [add_months(first, -draw(st.integers(0, 20))), *(add_months(first, k) for k in later)]
    return FromMonth(tuple((month, draw(values)) for month in months))


@st.composite
def donors(draw: st.DrawFn, donor_id: str, first: date, rules: tuple[RuleSet, ...]) -> Donor:
    """A donor with any history that has not expired under `rules` yet."""
    earlier = [add_months(first, -k) for k in range(1, 31)]
    alive = [m for m in earlier if all(add_months(m, r.expiry_months.on(m)) >= first for r in rules)]
    months = draw(st.sets(st.sampled_from(alive))) if alive else set()
    credited = draw(st.sets(st.sampled_from(earlier)))
    percent = st.integers(0, 10_000_000).map(lambda n: Decimal(n).scaleb(-5))
    return Donor(
        donor_id,
        f"Employer {donor_id}",
        draw(figures(first, pounds)),
        {month: draw(pounds) for month in sorted(months)},
        draw(figures(first, percent)),
        draw(st.sampled_from([Decimal(0), Decimal("0.02"), Decimal("-0.015"), Decimal("0.33333")])),
        AllowanceHistory({month: draw(pounds) for month in sorted(credited)}, draw(pounds)),
        tuple(draw(st.lists(commitments(first), max_size=5))),
        tuple(Pledge("open", first.year + draw(st.integers(-1, 2)), draw(pounds)) for _ in range(2)),
    )


@st.composite
def what_ifs(draw: st.DrawFn, first: date, months: int, ids: list[str], rules: RuleSet) -> WhatIf:
    """Any change to any part."""
    extra = st.tuples(st.sampled_from(ids), commitments(first))
    spend = ExtraSpend(
        add_months(first, draw(st.integers(0, months - 1))),
        draw(pounds),
        tuple(draw(st.sets(st.sampled_from(ids)))),
    )
    return WhatIf(
        "a change",
        draw(st.none() | st.just(Decimal("0.04"))),
        draw(st.none() | st.just(rules)),
        tuple(draw(st.lists(extra, max_size=2))),
        draw(st.none() | st.just(spend)),
    )


@st.composite
def problems(draw: st.DrawFn) -> ForecastProblem:
    """Any problem the engine must answer."""
    first = add_months(date(2025, 10, 1), draw(st.integers(0, 20)))
    months = draw(st.integers(1, 36))
    rules, other = draw(rule_sets()), draw(rule_sets())
    ids = draw(st.permutations(["c", "a", "b"][: draw(st.integers(1, 3))]))
    return ForecastProblem(
        first,
        tuple(draw(donors(donor_id, first, (rules, other))) for donor_id in ids),
        months,
        rules,
        draw(st.none() | st.just(add_months(first, draw(st.integers(0, months - 1))))),
        draw(st.none() | what_ifs(first, months, ids, other)),
    )
