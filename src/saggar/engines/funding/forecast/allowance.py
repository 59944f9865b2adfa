"""The transfer allowance: last year's levy funds x the rate, less what was sent since 20 April.

A month belongs to the allowance year of its last day: levy is credited after the 20th, so April's credit
is the first of the new year. Source: rules.levy TRANSFER_ALLOWANCE_BASE, TRANSFER_ALLOWANCE_RATE.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

import numpy as np

from saggar.engines.funding.forecast.problem import Donor, ForecastProblem
from saggar.engines.funding.forecast.schedule import Money
from saggar.engines.funding.money import rounded, units
from saggar.rules.levy import (
    add_months,
    allowance_year_starts_on,
    last_day_of,
    months_between,
)

FIRST_MONTH = 4


@dataclass(frozen=True, slots=True)
class Allowances:
    """Per [month, donor]: the year's allowance, sent of it so far, left of it, and left after open pledges.

    `left` is never negative: what was sent beyond the allowance is in `over`.
    """

    allowance: Money
    used: Money
    left: Money
    over: Money
    unpledged: Money


@cache
def allowance_year(month: date) -> int:
    """The year of the 20 April that starts the allowance year of the calendar month `month`."""
    return allowance_year_starts_on(last_day_of(month)).year


def allowances_of(problem: ForecastProblem, levy_in: Money, sent: Money) -> Allowances:
    """Each month's allowances, from the levy that entered and the transfers that went out, [month, donor]."""
    calendar, donors = problem.calendar, problem.donors
    years = np.array([allowance_year(month) for month in calendar])
    allowance, used, pledged = (np.zeros_like(sent) for _ in range(3))
    for year in dict.fromkeys(years.tolist()):
        rows = years == year
        credited = np.array([_credited(donor, year - 1) for donor in donors], dtype=np.int64)
        base = credited + levy_in[years == year - 1].sum(axis=0)
        allowance[rows] = _rated(problem, year, base)
        used[rows] = sent[rows].cumsum(axis=0)
        pledged[rows] = [sum(units(p.amount) for p in donor.pledges if p.year == year) for donor in donors]
    used[years == years[0]] += np.array([units(donor.history.sent_this_year) for donor in donors])
    left = np.maximum(allowance - used, 0)
    return Allowances(allowance, used, left, np.maximum(used - allowance, 0), np.maximum(left - pledged, 0))


def months_of_history(first_month: date) -> tuple[date, ...]:
    """The months before the forecast whose levy counts towards an allowance of it, in order."""
    begins = date(allowance_year(first_month) - 1, FIRST_MONTH, 1)
    return tuple(add_months(begins, t) for t in range(months_between(begins, first_month)))


def _credited(donor: Donor, year: int) -> int:
    credited = donor.history.credited.items()
    return sum(units(amount) for month, amount in credited if allowance_year(month) == year)


def _rated(problem: ForecastProblem, year: int, base: Money) -> Money:
    rate = problem.rules.transfer_allowance_rate.on(date(year, 4, 20))
    return np.array([rounded(total * Fraction(rate)) for total in base.tolist()], dtype=np.int64)
