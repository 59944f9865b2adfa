"""Unsocial hours by hand: nights, weekends, public holidays, clock changes."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.rules.dated import NoRuleError
from saggar.rules.shifts import Shift, Span, london_moment
from saggar.rules.unsocial_hours import enhanced_shift

PLAIN, NIGHT, SUNDAY = "plain", "saturday_or_night", "sunday_or_holiday"


def at(text):
    """A moment of British local time."""
    return london_moment(datetime.fromisoformat(text))


def parts(starts_at, ends_at, holidays=(), band=5, **more):
    """(kind, paid hours) of each part."""
    found = enhanced_shift(Shift(at(starts_at), at(ends_at), **more), band, holidays)
    return [(part.kind, float(part.paid_minutes / 60)) for part in found.parts]


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "expected"),
    [
        ("2026-05-05T08:00", "2026-05-05T16:00", [(PLAIN, 8)]),
        ("2026-05-05T13:00", "2026-05-05T21:00", [(PLAIN, 7), (NIGHT, 1)]),
        ("2026-05-05T05:00", "2026-05-05T13:00", [(NIGHT, 1), (PLAIN, 7)]),
        ("2026-05-05T16:00", "2026-05-06T00:00", [(PLAIN, 4), (NIGHT, 4)]),
        ("2026-05-05T16:00", "2026-05-06T00:02", [(NIGHT, 8 + 2 / 60)]),
        ("2026-05-05T20:00", "2026-05-06T08:00", [(NIGHT, 12)]),
        ("2026-05-08T19:00", "2026-05-09T06:00", [(NIGHT, 11)]),
        ("2026-05-09T08:00", "2026-05-09T20:00", [(NIGHT, 12)]),
        ("2026-05-09T19:00", "2026-05-10T06:00", [(NIGHT, 5), (SUNDAY, 6)]),
        ("2026-05-10T19:00", "2026-05-11T07:00", [(SUNDAY, 5), (NIGHT, 7)]),
        ("2026-05-10T12:00", "2026-05-11T00:00", [(SUNDAY, 12)]),
    ],
)
def test_shifts_worked_by_hand(starts_at, ends_at, expected):
    """Weekday nights, shifts enhanced whole only above half, weekend shifts split at midnight.

    5 May 2026 is a Tuesday. The shifts from 19:00 are the examples NHS Employers gives.
    """
    assert parts(starts_at, ends_at) == expected


def test_public_holidays_earn_the_sunday_enhancement_midnight_to_midnight():
    """Good Friday night: the holiday until midnight, Saturday after it."""
    holidays = [date(2026, 4, 3)]
    assert parts("2026-04-03T20:00", "2026-04-04T08:00", holidays) == [(SUNDAY, 4), (NIGHT, 8)]
    assert parts("2026-04-02T20:00", "2026-04-03T08:00", holidays) == [(NIGHT, 4), (SUNDAY, 8)]


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "expected"),
    [
        ("2026-03-28T20:00", "2026-03-29T08:00", [(NIGHT, 4), (SUNDAY, 7)]),
        ("2026-10-24T20:00", "2026-10-25T08:00", [(NIGHT, 4), (SUNDAY, 9)]),
    ],
)
def test_clock_changes_are_paid_in_real_hours(starts_at, ends_at, expected):
    """The Sunday part of a night is 7 hours in March and 9 in October."""
    assert parts(starts_at, ends_at) == expected


@pytest.mark.parametrize(
    ("band", "night", "sunday"),
    [
        (1, "0.47", "0.94"),
        (2, "0.41", "0.83"),
        (3, "0.35", "0.69"),
        (4, "0.30", "0.60"),
        (9, "0.30", "0.60"),
    ],
)
def test_the_band_table(band, night, sunday):
    """Each band's two shares, on a night from Saturday to Sunday."""
    found = enhanced_shift(Shift(at("2026-05-09T20:00"), at("2026-05-10T08:00")), band, [])
    assert [part.share for part in found.parts] == [Decimal(night), Decimal(sunday)]
    assert found.enhancement_hours == 4 * Fraction(night) + 8 * Fraction(sunday)


def test_overtime_earns_no_unsocial_hours():
    """A Sunday shift worked as overtime is plain here."""
    assert parts("2026-05-10T08:00", "2026-05-10T16:00", overtime=True) == [(PLAIN, 8)]


def test_a_break_with_a_time_is_taken_where_it_falls():
    """An hour's break on Sunday takes from Sunday only."""
    rest = (Span(at("2026-05-10T02:00"), at("2026-05-10T03:00")),)
    assert parts("2026-05-09T20:00", "2026-05-10T08:00", breaks=rest) == [(NIGHT, 4), (SUNDAY, 7)]


def test_a_break_without_a_time_is_taken_in_proportion():
    """An hour of twelve takes a twelfth of each part."""
    assert parts("2026-05-09T20:00", "2026-05-10T08:00", break_minutes=60) == [
        (NIGHT, 4 * 11 / 12),
        (SUNDAY, 8 * 11 / 12),
    ]


def test_shares_before_april_2020_are_not_guessed():
    """The figures of earlier years are not held, so none is given."""
    with pytest.raises(NoRuleError):
        parts("2020-03-31T20:00", "2020-04-01T08:00")


@given(
    st.integers(0, 5_000_000),
    st.integers(30, 24 * 60),
    st.integers(0, 29),
    st.sets(st.dates(date(2021, 1, 1), date(2030, 1, 1)), max_size=3),
)
def test_no_minute_is_lost_or_paid_twice(offset, minutes, rest, holidays):
    """The parts follow one another, differ in kind, and add up to the time worked."""
    starts_at = london_moment(datetime(2021, 1, 1, tzinfo=UTC) + timedelta(minutes=offset))
    ends_at = london_moment(starts_at.astimezone(UTC) + timedelta(minutes=minutes))
    found = enhanced_shift(Shift(starts_at, ends_at, break_minutes=rest), 3, holidays).parts
    assert sum(part.paid_minutes for part in found) == minutes - rest
    assert [part.span.ends_at for part in found[:-1]] == [part.span.starts_at for part in found[1:]]
    assert all(one.kind != other.kind for one, other in pairwise(found))
