"""What apprenticeships cost in each financial year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.calculators.faults import BadInput
from saggar.calculators.levy_cost import by_financial_year, by_year_of_training, month_costs
from saggar.calculators.registry import run


def _cost(**arguments: object) -> dict[str, Any]:
    return run("levy.cost-by-year", {"start": "2026-09", "duration_months": 18, **arguments})


def test_two_of_9_000_over_18_months_touch_three_financial_years() -> None:
    """800 a month from October 2026; the 3,600 for completion fall in April 2028."""
    result = _cost(cap=9_000, apprentices=2)
    assert result["by_year"] == {"2026/27": 4_800.0, "2027/28": 9_600.0, "2028/29": 3_600.0}
    assert (result["total"], result["one_year_cost"]) == (18_000.0, 9_600.0)


def test_april_belongs_to_the_new_financial_year() -> None:
    """A start in February pays in March, the last month of one year, and from April in the next."""
    result = _cost(total=15_000, start="2027-02-15", duration_months=12)
    assert result["by_year"] == {"2026/27": 1_000.0, "2027/28": 14_000.0}


@pytest.mark.parametrize(
    ("total", "duration", "one_year"), [(48_000, 24, 19_200.0), (18_000, 18, 9_600.0), (18_000, 12, 18_000.0)]
)
def test_one_year_cost_is_twelve_payments_or_all(total: int, duration: int, one_year: float) -> None:
    """The government's service sets aside the whole only of apprenticeships of up to a year."""
    assert _cost(total=total, duration_months=duration)["one_year_cost"] == one_year


def test_by_year_of_training_completion_is_in_the_last() -> None:
    """18 months are a year of twelve payments and one of six with completion."""
    assert _cost(total=18_000)["yearly"] == [
        {"year": 1, "instalments": 9_600.0, "completion": 0.0, "amount": 9_600.0},
        {"year": 2, "instalments": 4_800.0, "completion": 3_600.0, "amount": 8_400.0},
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "total: is missing; give it, or a cap"),
        ({"total": 1, "cap": 1}, "cap: give a total or a cap, not both"),
        ({"cap": 1, "apprentices": 0}, "apprentices: must be from 1"),
        ({"total": 1, "duration_months": 0}, "duration_months: must be from 1"),
        ({"total": 1, "start": "2016-09"}, "has no value on"),
    ],
)
def test_what_cannot_be_costed_is_refused(arguments: dict[str, object], message: str) -> None:
    """In words, with the path."""
    with pytest.raises(BadInput, match=message):
        _cost(**arguments)


@given(st.integers(0, 10**7).map(Decimal), st.dates(date(2017, 5, 1), date(2040, 1, 1)), st.integers(1, 120))
def test_every_view_sums_to_the_total(total: Decimal, start: date, months: int) -> None:
    """By month, by financial year and by year of training it is the same money."""
    costs = month_costs(total, start, months)
    years = by_financial_year(costs)
    assert len(costs) == months + 1
    assert round(sum(cost.amount for cost in costs), 8) == total
    assert round(sum(years.values(), Decimal(0)), 8) == total
    assert round(sum(year.amount for year in by_year_of_training(costs)), 8) == total
    assert sorted(years) == list(years)
