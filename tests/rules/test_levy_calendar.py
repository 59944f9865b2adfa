"""The dates the levy runs on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.rules import levy

DAYS = st.dates(date(2017, 5, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("on", "tax_month"),
    [
        (date(2026, 7, 5), date(2026, 6, 1)),
        (date(2026, 7, 6), date(2026, 7, 1)),
        (date(2027, 1, 3), date(2026, 12, 1)),
    ],
)
def test_a_tax_month_runs_from_the_6th_to_the_5th(on: date, tax_month: date) -> None:
    """The 5th still belongs to the month before."""
    assert levy.tax_month_of(on) == tax_month


@pytest.mark.parametrize(
    ("tax_month", "cut_off"),
    [(date(2026, 6, 1), date(2026, 7, 20)), (date(2026, 12, 1), date(2027, 1, 20))],
)
def test_the_submission_cut_off_is_the_20th_of_the_next_month(tax_month: date, cut_off: date) -> None:
    """The cut-off decides the top-up; the funds enter in its month."""
    assert levy.submission_cut_off(tax_month) == cut_off
    assert levy.entry_month(tax_month) == cut_off.replace(day=1)


@pytest.mark.parametrize(
    ("month", "label"),
    [
        (date(2026, 3, 1), "2025/26"),
        (date(2026, 4, 1), "2026/27"),
        (date(2027, 3, 31), "2026/27"),
        (date(2099, 12, 1), "2099/00"),
    ],
)
def test_a_financial_year_is_the_tax_year_of_the_months_last_day(month: date, label: str) -> None:
    """April belongs to the new year: its last day lies after the 6th."""
    assert levy.financial_year(month) == label


@pytest.mark.parametrize(
    ("on", "starts_on"),
    [
        (date(2026, 4, 19), date(2025, 4, 20)),
        (date(2026, 4, 20), date(2026, 4, 20)),
        (date(2027, 1, 1), date(2026, 4, 20)),
    ],
)
def test_the_allowance_year_turns_on_20_april(on: date, starts_on: date) -> None:
    """On 20 April last year's allowance is gone and a new one begins."""
    assert levy.allowance_year_starts_on(on) == starts_on


@given(DAYS)
def test_a_day_lies_in_its_tax_month_and_tax_year(on: date) -> None:
    """Whatever the day, its tax month and tax year begin on or before it and the next ones after it."""
    month = levy.tax_month_of(on)
    assert month.replace(day=6) <= on < levy.add_months(month, 1).replace(day=6)
    year = levy.tax_year_starts_on(on)
    assert year <= on < year.replace(year=year.year + 1)


@given(DAYS, st.integers(-600, 600))
def test_adding_months_and_counting_them_are_one(month: date, count: int) -> None:
    """Months added are months between, across any year's end."""
    assert levy.months_between(month, levy.add_months(month, count)) == count


@given(DAYS)
def test_the_last_day_of_a_month_is_followed_by_the_next_month(on: date) -> None:
    """February included."""
    assert levy.last_day_of(on) + timedelta(days=1) == levy.add_months(on, 1)
