"""A person's shifts at all employers, and what a check of them finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from saggar.rules.anniversaries import complete_years
from saggar.rules.reading import Reading
from saggar.rules.shifts import Shift, Span, minutes_between
from saggar.rules.working_time.figures import YOUNG_UNDER_AGE

DAYS_IN_WEEK = 7
BreachKind = Literal[
    "double_booking",
    "daily_rest",
    "weekly_rest",
    "break",
    "weekly_hours",
    "night_hours",
    "young_day_hours",
    "young_week_hours",
    "young_night",
]


@dataclass(frozen=True, slots=True)
class WorkPattern:
    """The shifts of one person at every employer, with what the limits depend on.

    `born_on` switches the limits for under-18s on. `night_worker` None means: tell it from the shifts.
    `employed_on` is the first day of work, when it is within the reference period. `excluded_days` are days
    of leave or sickness, which the average makes up for. `opted_out` is a written opt-out of the 48 hours.
    """

    shifts: tuple[Shift, ...]
    born_on: date | None = None
    opted_out: bool = False
    night_worker: bool | None = None
    employed_on: date | None = None
    excluded_days: frozenset[date] = frozenset()

    @property
    def in_order(self) -> list[Shift]:
        """The shifts by real time of start."""
        return sorted(self.shifts, key=lambda shift: (shift.starts_at.timestamp(), shift.ends_at.timestamp()))

    def young_on(self, on: date, reading: Reading) -> bool:
        """Whether the person is under 18 on the day `on`; not when the date of birth is not known."""
        if self.born_on is None:
            return False
        return complete_years(self.born_on, on) < reading.value(YOUNG_UNDER_AGE)


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that the shifts exceed: which, when (moments in local time), how far, and in words.

    `actual` and `limit` are in the limit's unit: hours, or minutes for breaks.
    """

    kind: BreachKind
    starts_at: datetime
    ends_at: datetime
    actual: float
    limit: float
    words: str


def stretches(shifts: list[Shift]) -> list[Span]:
    """Shifts in order joined where they touch or overlap: unbroken stretches of work."""
    joined: list[Span] = []
    for shift in shifts:
        if joined and minutes_between(joined[-1].ends_at, shift.starts_at) <= 0:
            last = joined.pop()
            ends_at = max(last.ends_at, shift.ends_at, key=datetime.timestamp)
            joined.append(Span(last.starts_at, ends_at))
        else:
            joined.append(Span(shift.starts_at, shift.ends_at))
    return joined


def minutes_by_day(shifts: list[Shift]) -> dict[date, int]:
    """Minutes worked by the day the shift starts on."""
    minutes: dict[date, int] = {}
    for shift in shifts:
        minutes[shift.day] = minutes.get(shift.day, 0) + shift.worked_minutes
    return minutes


def monday_of(on: date) -> date:
    """The Monday that starts the week of the day `on`."""
    return on - timedelta(days=on.weekday())


def weeks_of(shifts: list[Shift]) -> Iterator[date]:
    """Every Monday from the week of the first shift to the week the last one ends in."""
    monday = monday_of(shifts[0].day)
    last = max(shift.ends_at.date() for shift in shifts)
    while monday <= last:
        yield monday
        monday += timedelta(days=DAYS_IN_WEEK)
