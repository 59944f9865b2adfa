"""Limits for workers under 18: hours a day, hours a week, and no night work (regulations 5A to 7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from saggar.rules.reading import Reading
from saggar.rules.shifts import MINUTES_IN_HOUR, Shift, local, minutes_in_daily_window
from saggar.rules.working_time.figures import YOUNG_DAY_HOURS, YOUNG_NIGHT, YOUNG_WEEK_HOURS
from saggar.rules.working_time.pattern import (
    DAYS_IN_WEEK,
    Breach,
    BreachKind,
    WorkPattern,
    minutes_by_day,
    monday_of,
)


def too_much_for_young(pattern: WorkPattern, reading: Reading) -> Iterator[Breach]:
    """Days, weeks and nights beyond the limits, for shifts that start before the 18th birthday."""
    shifts = [shift for shift in pattern.in_order if pattern.young_on(shift.day, reading)]
    by_day = minutes_by_day(shifts)
    by_week: dict[date, int] = {}
    for day, minutes in by_day.items():
        by_week[monday_of(day)] = by_week.get(monday_of(day), 0) + minutes
    if shifts:
        day_limit, week_limit = reading.value(YOUNG_DAY_HOURS), reading.value(YOUNG_WEEK_HOURS)
        yield from _above("young_day_hours", by_day, 1, day_limit, "on")
        yield from _above("young_week_hours", by_week, DAYS_IN_WEEK, week_limit, "in the week from")
        yield from _nights(shifts, reading)


def _above(kind: BreachKind, minutes: dict[date, int], days: int, limit: int, when: str) -> Iterator[Breach]:
    for day, count in sorted(minutes.items()):
        hours = round(count / MINUTES_IN_HOUR, 2)
        if count > limit * MINUTES_IN_HOUR:
            words = f"{hours} hours {when} {day:%-d %B %Y} at an age under 18: {limit} is the most."
            yield Breach(kind, local(day), local(day + timedelta(days=days)), hours, limit, words)


def _nights(shifts: list[Shift], reading: Reading) -> Iterator[Breach]:
    opens, closes = reading.value(YOUNG_NIGHT)
    for shift in shifts:
        minutes = minutes_in_daily_window(shift, opens, closes)
        if minutes:
            hours = round(minutes / MINUTES_IN_HOUR, 2)
            words = (
                f"{hours} hours between {opens:%H:%M} and {closes:%H:%M} in the shift of "
                f"{shift.day:%-d %B %Y}, at an age under 18. Hospitals have exceptions (regulation 27A)."
            )
            yield Breach("young_night", shift.starts_at, shift.ends_at, hours, 0, words)
