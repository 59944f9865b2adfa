"""Shifts in real hours, on ordinary nights and on the nights the clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.rules.shifts import Shift, Span, days_of, local, london_moment, minutes_in_daily_window


def at(text):
    """A moment of British local time."""
    return london_moment(datetime.fromisoformat(text))


moments = st.integers(0, 10_000_000).map(
    lambda minutes: london_moment(datetime(2016, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "hours"),
    [
        ("2026-03-27T20:00", "2026-03-28T08:00", 12),
        ("2026-03-28T20:00", "2026-03-29T08:00", 11),
        ("2026-10-24T20:00", "2026-10-25T08:00", 13),
    ],
)
def test_a_night_shift_is_counted_in_real_hours(starts_at, ends_at, hours):
    """20:00 to 08:00 is 12 hours, 11 when the clocks go forward and 13 when they go back."""
    assert Span(at(starts_at), at(ends_at)).minutes == hours * 60


def test_a_time_the_clocks_skip_is_refused():
    """01:30 on 29 March 2026 is never shown by a British clock."""
    with pytest.raises(ValueError, match="does not exist"):
        at("2026-03-29T01:30")


def test_a_time_shown_twice_needs_its_offset():
    """01:30 on 25 October 2026 comes twice; with its offset each is itself."""
    with pytest.raises(ValueError, match="comes twice"):
        at("2026-10-25T01:30")
    assert Span(at("2026-10-25T01:30+01:00"), at("2026-10-25T01:30+00:00")).minutes == 60


def test_other_time_zones_are_brought_to_british_time():
    """18:00 UTC in summer is 19:00 in Britain."""
    assert at("2026-07-01T18:00Z").isoformat() == "2026-07-01T19:00:00+01:00"


@pytest.mark.parametrize(
    ("breaks", "break_minutes", "words"),
    [
        ([("2026-05-01T19:30", "2026-05-01T20:30")], 0, "a break lies outside the shift"),
        ([], 720, "the breaks are as long as the shift"),
    ],
)
def test_breaks_that_cannot_be_are_refused(breaks, break_minutes, words):
    """A break lies inside its shift and leaves some of it."""
    spans = tuple(Span(at(start), at(end)) for start, end in breaks)
    with pytest.raises(ValueError, match=words):
        Shift(at("2026-05-01T20:00"), at("2026-05-02T08:00"), spans, break_minutes)


def test_a_shift_back_to_front_is_refused():
    """It must end after it starts."""
    with pytest.raises(ValueError, match="end after it starts"):
        Shift(at("2026-05-02T08:00"), at("2026-05-01T20:00"))


@given(moments, st.integers(1, 4 * 24 * 60))
def test_days_add_up_to_the_span(starts_at, minutes):
    """Splitting at midnight loses no minute, and each part lies on its day."""
    span = Span(starts_at, london_moment(starts_at.astimezone(UTC) + timedelta(minutes=minutes)))
    parts = list(days_of(span))
    assert sum(part.minutes for _, part in parts) == span.minutes == minutes
    assert all(part.starts_at.date() == day for day, part in parts)


@given(moments, st.integers(1, 3 * 24 * 60))
def test_a_window_and_its_complement_are_the_whole_span(starts_at, minutes):
    """Every minute is either between 20:00 and 06:00 or between 06:00 and 20:00."""
    span = Span(starts_at, london_moment(starts_at.astimezone(UTC) + timedelta(minutes=minutes)))
    inside = minutes_in_daily_window(span, time(20), time(6))
    day, outside = span.starts_at.date() - timedelta(days=1), 0
    while day <= span.ends_at.date():
        part_from, part_until = max(local(day, time(6)), starts_at), min(local(day, time(20)), span.ends_at)
        outside += max(int((part_until - part_from).total_seconds()) // 60, 0)
        day += timedelta(days=1)
    assert inside + outside == minutes


def test_the_last_minute_before_midnight_is_its_own_day():
    """A shift from 23:59 is split after one minute."""
    span = Span(at("2026-05-01T23:59"), at("2026-05-02T00:01"))
    assert [(day, part.minutes) for day, part in days_of(span)] == [
        (date(2026, 5, 1), 1),
        (date(2026, 5, 2), 1),
    ]
