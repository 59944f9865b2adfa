"""Whole years and months, with the days that calendars disagree about."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.rules.anniversaries import (
    complete_months,
    complete_years,
    month_complete_on,
    same_day_months_after,
)

days = st.dates(date(1950, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "years"),
    [
        (date(2016, 4, 1), date(2026, 4, 1), 10),
        (date(2016, 4, 1), date(2026, 3, 31), 9),
        (date(2020, 2, 29), date(2021, 2, 28), 0),
        (date(2020, 2, 29), date(2021, 3, 1), 1),
        (date(2020, 2, 29), date(2024, 2, 29), 4),
        (date(2026, 4, 1), date(2020, 4, 1), 0),
    ],
)
def test_a_year_is_complete_on_its_anniversary(starts_on, ends_on, years):
    """A year from 29 February is complete on 1 March, and never the day before an anniversary."""
    assert complete_years(starts_on, ends_on) == years


@pytest.mark.parametrize(
    ("starts_on", "months", "complete_on", "same_day"),
    [
        (date(2026, 1, 31), 1, date(2026, 3, 1), date(2026, 2, 28)),
        (date(2024, 8, 31), 18, date(2026, 3, 1), date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15), date(2027, 1, 15)),
    ],
)
def test_months_that_are_too_short(starts_on, months, complete_on, same_day):
    """A month from the 31st is complete after the short month; its last day is the month's last."""
    assert month_complete_on(starts_on, months) == complete_on
    assert same_day_months_after(starts_on, months) == same_day


@given(days, st.integers(0, 600))
def test_whole_months_are_counted_back(starts_on, months):
    """Counting the months of a period made of whole months gives their number, a day less one fewer."""
    ends_on = month_complete_on(starts_on, months)
    assert complete_months(starts_on, ends_on) == months
    assert complete_months(starts_on, ends_on - timedelta(days=1)) == max(months - 1, 0)


@given(days, days, st.integers(0, 400))
def test_a_longer_period_has_no_fewer_years(starts_on, ends_on, more):
    """More days never take a year away."""
    longer = complete_years(starts_on, ends_on + timedelta(days=more))
    assert longer >= complete_years(starts_on, ends_on)
