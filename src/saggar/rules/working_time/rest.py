"""Rest between shifts, rest each week, and breaks inside shifts (regulations 10 to 12)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from saggar.rules.reading import Reading
from saggar.rules.shifts import MINUTES_IN_HOUR, Shift, Span, earliest, local, minutes_between
from saggar.rules.working_time.figures import (
    BREAK_ABOVE_HOURS,
    BREAK_MINUTES,
    DAILY_REST_HOURS,
    WEEKLY_REST_HOURS,
    YOUNG_BREAK_ABOVE_HOURS,
    YOUNG_BREAK_MINUTES,
    YOUNG_DAILY_REST_HOURS,
    YOUNG_WEEKLY_REST_HOURS,
)
from saggar.rules.working_time.pattern import DAYS_IN_WEEK, Breach, WorkPattern, stretches, weeks_of

HOURS_IN_DAY = 24


def double_bookings(pattern: WorkPattern) -> Iterator[Breach]:
    """Each shift that starts before an earlier one has ended, by its overlap with the one that ends last."""
    shifts = pattern.in_order
    longest = shifts[0]
    for shift in shifts[1:]:
        ends_at = earliest(longest.ends_at, shift.ends_at)
        shared = minutes_between(shift.starts_at, ends_at)
        if shared > 0:
            words = f"Two shifts overlap by {_hours(shared)} hours from {_moment(shift.starts_at)}."
            yield Breach("double_booking", shift.starts_at, ends_at, _hours(shared), 0, words)
        if minutes_between(longest.ends_at, shift.ends_at) > 0:
            longest = shift


def short_daily_rest(pattern: WorkPattern, reading: Reading) -> Iterator[Breach]:
    """Rest shorter than 11 hours (12 under 18) between stretches, or a stretch that leaves less in 24."""
    worked = stretches(pattern.in_order)
    for index, stretch in enumerate(worked):
        young = pattern.young_on(stretch.starts_at.date(), reading)
        limit = reading.value(YOUNG_DAILY_REST_HOURS if young else DAILY_REST_HOURS)
        left = HOURS_IN_DAY * MINUTES_IN_HOUR - stretch.minutes
        if left < limit * MINUTES_IN_HOUR:
            yield _no_room_for_rest(stretch, left, limit)
        if index + 1 < len(worked):
            yield from _short_gap(stretch.ends_at, worked[index + 1].starts_at, limit)


def _no_room_for_rest(stretch: Span, left: int, limit: int) -> Breach:
    words = (
        f"{_hours(stretch.minutes)} hours at work without a gap from {_moment(stretch.starts_at)} "
        f"leave less than {limit} hours of rest in 24."
    )
    return Breach("daily_rest", stretch.starts_at, stretch.ends_at, max(_hours(left), 0), limit, words)


def _short_gap(ends_at: datetime, starts_at: datetime, limit: int) -> Iterator[Breach]:
    rest = minutes_between(ends_at, starts_at)
    if rest < limit * MINUTES_IN_HOUR:
        words = f"Only {_hours(rest)} hours of rest after {_moment(ends_at)}: {limit} are needed."
        yield Breach("daily_rest", ends_at, starts_at, _hours(rest), limit, words)


def short_weekly_rest(pattern: WorkPattern, reading: Reading) -> Iterator[Breach]:
    """Weeks without 24 hours of rest (48 under 18), unless their fortnight has it twice.

    Weeks start on Monday. Fortnights run from the first week with a shift; one counts only when both its
    weeks have shifts, for rest in weeks not yet rostered is not known.
    """
    shifts = pattern.in_order
    worked = stretches(shifts)
    weeks = list(weeks_of(shifts))
    for index, monday in enumerate(weeks):
        young = pattern.young_on(monday, reading)
        limit = reading.value(YOUNG_WEEKLY_REST_HOURS if young else WEEKLY_REST_HOURS)
        gaps = _gaps(worked, monday, 1)
        fortnight = weeks[index - index % 2 : index - index % 2 + 2]
        if max(gaps) >= limit * MINUTES_IN_HOUR:
            continue
        if not young and len(fortnight) == 2 and _rests_twice(_gaps(worked, fortnight[0], 2), limit):
            continue
        words = f"No {limit} hours of rest in a row in the week from {monday:%-d %B %Y}."
        yield Breach(
            "weekly_rest", local(monday), local(monday + timedelta(days=7)), _hours(max(gaps)), limit, words
        )


def _rests_twice(gaps: list[int], hours: int) -> bool:
    """Whether the gaps hold two rests of `hours`, together or apart."""
    return sum(gap // (hours * MINUTES_IN_HOUR) for gap in gaps) >= 2


def _gaps(worked: list[Span], monday: date, weeks: int) -> list[int]:
    """Minutes of each rest inside the weeks, between the stretches of work, which are in order of time."""
    opens, closes = local(monday), local(monday + timedelta(days=DAYS_IN_WEEK * weeks))
    first = bisect_right(worked, opens.timestamp(), key=lambda stretch: stretch.ends_at.timestamp())
    last = bisect_left(worked, closes.timestamp(), key=lambda stretch: stretch.starts_at.timestamp())
    gaps: list[int] = []
    free_from = opens
    for stretch in worked[first:last]:
        gaps.append(max(minutes_between(free_from, stretch.starts_at), 0))
        free_from = stretch.ends_at
    gaps.append(max(minutes_between(free_from, closes), 0))
    return gaps


def short_breaks(pattern: WorkPattern, reading: Reading) -> Iterator[Breach]:
    """Shifts of more than 6 hours (4.5 under 18) without a break of 20 minutes (30)."""
    for shift in pattern.in_order:
        young = pattern.young_on(shift.day, reading)
        above = reading.value(YOUNG_BREAK_ABOVE_HOURS if young else BREAK_ABOVE_HOURS)
        least = reading.value(YOUNG_BREAK_MINUTES if young else BREAK_MINUTES)
        longest = longest_break(shift)
        if shift.minutes > above * MINUTES_IN_HOUR and longest < least:
            words = (
                f"The shift of {_hours(shift.minutes)} hours from {_moment(shift.starts_at)} has a break of "
                f"{longest} minutes: {least} are needed above {above} hours."
            )
            yield Breach("break", shift.starts_at, shift.ends_at, longest, least, words)


def longest_break(shift: Shift) -> int:
    """Minutes of the longest rest in the shift; rest without known times is taken as one break."""
    return max([shift.break_minutes, *(each.minutes for each in shift.breaks)])


def _hours(minutes: int) -> float:
    return round(minutes / MINUTES_IN_HOUR, 2)


def _moment(at: datetime) -> str:
    return f"{at:%H:%M on %-d %B %Y}"
