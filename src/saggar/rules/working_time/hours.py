"""Average hours: 48 a week, and 8 in 24 for night workers (regulations 4 to 6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from saggar.rules.reading import Reading
from saggar.rules.shifts import MINUTES_IN_HOUR, local, minutes_in_daily_window
from saggar.rules.working_time.figures import (
    NIGHT_HOURS,
    NIGHT_TIME,
    NIGHT_WORK_HOURS,
    REFERENCE_WEEKS,
    WEEKLY_HOURS,
)
from saggar.rules.working_time.pattern import DAYS_IN_WEEK, Breach, BreachKind, WorkPattern, minutes_by_day


@dataclass(frozen=True, slots=True)
class BusiestPeriod:
    """The reference period [starts_on, ends_on) with the most hours, and its averages in hours.

    `weekly` is the average week. `night` is the average in 24 hours, with one rest day a week left out.
    """

    starts_on: date
    ends_on: date
    hours: float
    weekly: float
    night: float


def busiest_period(pattern: WorkPattern, reading: Reading) -> BusiestPeriod:
    """The 17 weeks with the most hours, of all that start on a day with work.

    A person employed for less than 17 weeks by the last shift is averaged over the time so far. Days of leave
    or sickness are made up for by the hours of as many worked days after the period (regulation 4(6)).
    """
    minutes = minutes_by_day(list(pattern.shifts))
    length = timedelta(weeks=reading.value(REFERENCE_WEEKS))
    periods = [(start, start + length) for start in sorted(minutes)]
    last_day = max(minutes)
    if pattern.employed_on and last_day < pattern.employed_on + length:
        periods = [(pattern.employed_on, last_day + timedelta(days=1))]
    return max(
        (_averages(pattern, minutes, starts_on, ends_on) for starts_on, ends_on in periods),
        key=lambda period: (period.weekly, -period.starts_on.toordinal()),
    )


def _averages(
    pattern: WorkPattern, minutes: dict[date, int], starts_on: date, ends_on: date
) -> BusiestPeriod:
    inside = sum(count for day, count in minutes.items() if starts_on <= day < ends_on)
    missing = sum(1 for day in pattern.excluded_days if starts_on <= day < ends_on)
    later = [count for day, count in sorted(minutes.items()) if day >= ends_on]
    hours = (inside + sum(later[:missing])) / MINUTES_IN_HOUR
    days = (ends_on - starts_on).days
    weeks = max(days / DAYS_IN_WEEK, 1)
    working_days = max(days - days // DAYS_IN_WEEK, 1)
    return BusiestPeriod(starts_on, ends_on, hours, hours / weeks, hours / working_days)


def is_night_worker(pattern: WorkPattern, reading: Reading) -> bool:
    """Whether most days worked have at least 3 hours of night time, unless the pattern says."""
    if pattern.night_worker is not None:
        return pattern.night_worker
    opens, closes = reading.value(NIGHT_TIME)
    least = reading.value(NIGHT_WORK_HOURS) * MINUTES_IN_HOUR
    nights = sum(1 for shift in pattern.shifts if minutes_in_daily_window(shift, opens, closes) >= least)
    return nights * 2 > len(pattern.shifts)


def long_averages(pattern: WorkPattern, busiest: BusiestPeriod, reading: Reading) -> Iterator[Breach]:
    """The 48 hour limit, without an opt-out, and the night workers' limit, over the busiest period."""
    limit = reading.value(WEEKLY_HOURS)
    if not pattern.opted_out and busiest.weekly > limit:
        yield _breach("weekly_hours", busiest, busiest.weekly, limit, "a week")
    if is_night_worker(pattern, reading):
        limit = reading.value(NIGHT_HOURS)
        if busiest.night > limit:
            yield _breach("night_hours", busiest, busiest.night, limit, "in 24 for a night worker")


def _breach(kind: BreachKind, busiest: BusiestPeriod, actual: float, limit: int, unit: str) -> Breach:
    last_day = busiest.ends_on - timedelta(days=1)
    words = (
        f"{actual:.2f} hours {unit} on average from {busiest.starts_on:%-d %B %Y} to "
        f"{last_day:%-d %B %Y}: {limit} is the most."
    )
    return Breach(kind, local(busiest.starts_on), local(busiest.ends_on), round(actual, 2), limit, words)
