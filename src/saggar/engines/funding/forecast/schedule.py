"""What enters, falls due and is owed in each month: the problem laid out as arrays of exact money.

All arrays are int64 in hundred-thousandths of a pound, the month first: [month, donor]. They run
`AT_RISK_MONTHS` past the forecast, so that what is at risk in its last months is known too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from saggar.engines.funding.forecast.problem import Commitment, Donor, ForecastProblem
from saggar.engines.funding.money import rounded, units
from saggar.rules.dated import Rule, Version
from saggar.rules.levy import (
    RuleSet,
    add_months,
    months_between,
    submission_cut_off,
    tax_year_starts_on,
)

Money = NDArray[np.int64]

AT_RISK_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Cohort:
    """Funds of one lifetime that entered in consecutive months: within it, oldest is also first to expire.

    `entered` is what has come in by the end of each month, opening funds included; `due` the part of it
    whose expiry month has come.
    """

    lifetime: int
    entered: Money
    due: Money


@dataclass(frozen=True, slots=True)
class Schedule:
    """The laid-out problem. `own` has one array for each co-investment rate, oldest starts first."""

    months: tuple[date, ...]
    levy_in: Money
    cohorts: tuple[Cohort, ...]
    own: tuple[Money, ...]
    own_rates: tuple[Fraction, ...]
    sent: Money
    received: Money
    planned: Money

    @property
    def demand(self) -> Money:
        """What the account is asked to pay: own training and transfers sent."""
        return sum(self.own, start=self.sent)


def schedule_of(problem: ForecastProblem) -> Schedule:
    """Lay out `problem`, which has no what-if left to make, for its months and twelve more."""
    donors, rules = problem.donors, problem.rules
    span = problem.months + AT_RISK_MONTHS
    months = tuple(add_months(problem.first_month, t) for t in range(span))
    credits = [_credit_month(month, rules) for month in months]
    levy_in = np.array([_levy_of(donor, credits) for donor in donors], dtype=np.int64).T
    rates = rules.co_investment_levy_exhausted.versions
    owed = _Owed.nothing(span, len(donors), len(rates))
    for column, donor in enumerate(donors):
        for commitment in donor.commitments:
            owed.add(column, commitment, problem.first_month, rates)
    return Schedule(
        months,
        levy_in,
        _cohorts(donors, months, levy_in, rules.expiry_months),
        owed.own,
        tuple(Fraction(version.value) for version in rates),
        owed.sent,
        owed.received,
        owed.planned,
    )


@dataclass(frozen=True, slots=True)
class _CreditMonth:
    """A month in which levy enters, the year in which its tax year began, and the top-up it gets."""

    month: date
    tax_year: int
    top_up: Decimal


def _credit_month(month: date, rules: RuleSet) -> _CreditMonth:
    """May's levy is that of April's tax month: the first of the tax year, submitted by 20 May."""
    tax_month = add_months(month, -1)
    return _CreditMonth(month, _tax_year(month), rules.top_up.on(submission_cut_off(tax_month)))


@cache
def _tax_year(month: date) -> int:
    return tax_year_starts_on(add_months(month, -1).replace(day=6)).year


def _levy_of(donor: Donor, credits: list[_CreditMonth]) -> list[int]:
    """The levy that enters in each month: declared x growth x English share x (1 + top-up)."""
    growth = 1 + Fraction(donor.growth_per_year)
    levy: list[int] = []
    before: tuple[Decimal, int, Decimal, Decimal] | None = None
    for credit in credits:
        stated, declared = donor.levy_declared.step(credit.month)
        percent = donor.english_percent.step(credit.month)[1]
        now = (declared, credit.tax_year - _tax_year(stated), percent, credit.top_up)
        # Most months are like the one before, and exact fractions are slow.
        if now == before:
            levy.append(levy[-1])
            continue
        grown = units(declared) * growth ** now[1]
        levy.append(rounded(grown * Fraction(percent) / 100 * (1 + Fraction(credit.top_up))))
        before = now
    return levy


@dataclass(frozen=True, slots=True)
class _Owed:
    """The payments of all commitments as they are added up."""

    own: tuple[Money, ...]
    sent: Money
    received: Money
    planned: Money

    @classmethod
    def nothing(cls, span: int, donors: int, rates: int) -> _Owed:
        def empty() -> Money:
            return np.zeros((span, donors), dtype=np.int64)

        return cls(tuple(empty() for _ in range(rates)), empty(), empty(), empty())

    def add(
        self, column: int, commitment: Commitment, first: date, rates: tuple[Version[Decimal], ...]
    ) -> None:
        """Add what `commitment` costs in each month from `first` on; earlier payments are history."""
        begin = months_between(first, commitment.first_month)
        monthly, completion = units(commitment.monthly), commitment.completion
        for owed in self._accounts_of(commitment, rates):
            owed[max(begin, 0) : max(begin + commitment.months, 0), column] += monthly
            at = months_between(first, completion.month) if completion else -1
            if completion and 0 <= at < len(owed):
                owed[at, column] += units(completion.amount)

    def _accounts_of(self, commitment: Commitment, rates: tuple[Version[Decimal], ...]) -> list[Money]:
        if commitment.kind == "transfer-received":
            return [self.received]
        planned = [self.planned] if commitment.certainty == "planned" else []
        if commitment.kind == "transfer-sent":
            return [self.sent, *planned]
        later = sum(1 for version in rates[1:] if version.starts_on <= commitment.starts_in)
        return [self.own[later], *planned]


def _cohorts(
    donors: tuple[Donor, ...], months: tuple[date, ...], levy_in: Money, expiry: Rule[int]
) -> tuple[Cohort, ...]:
    """The funds split where the lifetime changes, oldest first."""
    earliest = min((month for donor in donors for month in donor.opening), default=months[0])
    past = months_between(earliest, months[0])
    inflow = np.zeros((past + len(months), len(donors)), dtype=np.int64)
    for column, donor in enumerate(donors):
        for month, amount in donor.opening.items():
            inflow[months_between(earliest, month), column] = units(amount)
    inflow[past:] = levy_in
    lives = [expiry.on(add_months(earliest, e)) for e in range(len(inflow))]
    breaks = [0, *(e for e in range(1, len(lives)) if lives[e] != lives[e - 1]), len(lives)]
    return tuple(_cohort(inflow, begin, end, lives[begin], past) for begin, end in pairwise(breaks))


def _cohort(inflow: Money, begin: int, end: int, lifetime: int, past: int) -> Cohort:
    """The cohort of entry rows [begin, end); the first month of the forecast is entry row `past`."""
    total = np.zeros((end - begin + 1, inflow.shape[1]), dtype=np.int64)
    np.cumsum(inflow[begin:end], axis=0, out=total[1:])
    rows = np.arange(past, len(inflow))
    by_now = np.clip(rows + 1 - begin, 0, end - begin)
    by_expiry = np.clip(rows - lifetime + 1 - begin, 0, end - begin)
    return Cohort(lifetime, total[by_now], total[by_expiry])
