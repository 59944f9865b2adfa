"""NHS service: what is continuous and what is reckonable."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.rules.reading import Reading
from saggar.rules.redundancy import Employment, service_of, whole_weeks_between

READING = Reading(date(2026, 3, 31))


def years(*employments):
    """Continuous and reckonable years of employments given as (starts_on, ends_on[, paid_for])."""
    found = service_of([Employment(*each) for each in employments], READING)
    return found.continuous_years, found.reckonable_years


@pytest.mark.parametrize(
    ("ends_on", "starts_on", "weeks"),
    [
        (date(2026, 3, 1), date(2026, 3, 8), 1),
        (date(2026, 3, 2), date(2026, 3, 14), 0),
        (date(2026, 3, 2), date(2026, 3, 15), 1),
        (date(2026, 2, 28), date(2026, 3, 15), 2),
        (date(2026, 3, 1), date(2026, 3, 1), 0),
    ],
)
def test_breaks_are_counted_in_weeks_from_sunday_to_saturday(ends_on, starts_on, weeks):
    """13 days from a Monday hold one whole week; 12 days hold none (1 March 2026 is a Sunday)."""
    assert whole_weeks_between(ends_on, starts_on) == weeks


def test_a_break_of_one_week_leaves_service_continuous():
    """A whole week between two jobs does not break service, and counts."""
    first = (date(2020, 3, 1), date(2024, 3, 3))
    assert years(first, (date(2024, 3, 10), date(2026, 3, 1))) == (6, 6)


def test_a_break_of_two_weeks_ends_continuity_but_earlier_service_is_reckonable():
    """Two whole weeks start continuous service anew; four years before them are still paid for."""
    first = (date(2020, 3, 1), date(2024, 3, 3))
    assert years(first, (date(2024, 3, 17), date(2026, 4, 1))) == (2, 6)


@pytest.mark.parametrize(("back_on", "reckonable"), [(date(2023, 4, 1), 5), (date(2023, 4, 2), 2)])
def test_reckonable_service_bridges_a_break_of_up_to_twelve_months(back_on, reckonable):
    """A break of exactly twelve months is bridged without counting itself; a day longer is not."""
    first = (date(2019, 4, 1), date(2022, 4, 1))
    assert years(first, (back_on, back_on.replace(year=2025)))[1] == reckonable


def test_service_already_paid_for_does_not_count():
    """A redundancy payment settles the service it was made for and all before it."""
    old = (date(2000, 4, 1), date(2010, 4, 1))
    paid = (date(2010, 4, 1), date(2020, 4, 1), True)
    assert years(old, paid, (date(2020, 4, 1), date(2026, 4, 1))) == (6, 6)


def test_concurrent_employments_count_once():
    """Two jobs at the same time are one service."""
    assert years((date(2020, 4, 1), date(2024, 4, 1)), (date(2022, 4, 1), date(2023, 4, 1))) == (4, 4)


def test_nothing_left_to_count_is_said():
    """Employments that are all paid for are refused, not counted as nothing."""
    with pytest.raises(ValueError, match="no employment counts"):
        service_of([Employment(date(2020, 4, 1), date(2024, 4, 1), True)], READING)


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(1, 2_000)), min_size=1, max_size=6), st.randoms())
def test_the_order_of_rows_does_not_matter_and_reckonable_is_never_less(rows, random):
    """Rows in any order give the same service, and reckonable years are at least the continuous ones."""
    employments, start = [], date(1990, 1, 1)
    for gap, length in rows:
        start += timedelta(days=gap)
        employments.append(Employment(start, start + timedelta(days=length)))
        start += timedelta(days=length)
    shuffled = random.sample(employments, len(employments))
    found = service_of(employments, READING)
    assert service_of(shuffled, READING) == found
    assert found.reckonable_years >= found.continuous_years
