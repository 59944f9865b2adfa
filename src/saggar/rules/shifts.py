"""Shifts in British local time, counted in real hours.

A night shift of 20:00 to 08:00 lasts 11 hours when the clocks go forward and 13 when they go back. So moments
carry their time zone, lengths are measured in UTC, and days begin at local midnight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MINUTES_IN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Span:
    """The time [starts_at, ends_at) in British local time. ValueError when it is empty or back to front."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.minutes <= 0:
            raise ValueError("it must end after it starts")

    @property
    def minutes(self) -> int:
        """Its length in real minutes, whatever the clocks do."""
        return minutes_between(self.starts_at, self.ends_at)


@dataclass(frozen=True, slots=True)
class Shift(Span):
    """A shift at one employer.

    `breaks` are unpaid rest breaks with known times; `break_minutes` is unpaid rest whose time is not known.
    ValueError when a break lies outside the shift or the breaks fill it.
    """

    breaks: tuple[Span, ...] = ()
    break_minutes: int = 0
    overtime: bool = False
    employer: str = ""

    def __post_init__(self) -> None:
        Span.__post_init__(self)
        if any(each.starts_at < self.starts_at or each.ends_at > self.ends_at for each in self.breaks):
            raise ValueError("a break lies outside the shift")
        if self.rest_minutes >= self.minutes:
            raise ValueError("the breaks are as long as the shift")

    @property
    def rest_minutes(self) -> int:
        """Minutes of unpaid rest inside the shift."""
        return self.break_minutes + sum(each.minutes for each in self.breaks)

    @property
    def worked_minutes(self) -> int:
        """Real minutes worked, without rest."""
        return self.minutes - self.rest_minutes

    @property
    def day(self) -> date:
        """The local day the shift starts on; its working time counts on that day."""
        return self.starts_at.date()


def minutes_between(earlier: datetime, later: datetime) -> int:
    """Real minutes from one moment to another; negative when `later` is the earlier one."""
    return int((later.astimezone(UTC) - earlier.astimezone(UTC)).total_seconds()) // MINUTES_IN_HOUR


def london_moment(moment: datetime) -> datetime:
    """The moment in British local time.

    A moment without an offset is read off a British clock. ValueError when that clock never shows it (the
    clocks go forward) or shows it twice (they go back) and no offset says which is meant.
    """
    if moment.tzinfo is not None:
        return moment.astimezone(LONDON)
    local = moment.replace(tzinfo=LONDON)
    if local.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != moment:
        raise ValueError("this time does not exist: the clocks go forward over it")
    if local.utcoffset() != local.replace(fold=1).utcoffset():
        raise ValueError("this time comes twice as the clocks go back: add the offset, +01:00 or +00:00")
    return local


def local(on: date, at: time = time()) -> datetime:
    """The moment a British clock shows `at` on the day `on`; after the gap when the clocks skip it."""
    return datetime.combine(on, at, LONDON).astimezone(UTC).astimezone(LONDON)


def days_of(span: Span) -> Iterator[tuple[date, Span]]:
    """The parts of a span on each local day, split at midnight, in order."""
    starts_at = span.starts_at
    while minutes_between(starts_at, span.ends_at) > 0:
        day = starts_at.date()
        ends_at = earliest(local(day + timedelta(days=1)), span.ends_at)
        yield day, Span(starts_at, ends_at)
        starts_at = ends_at


def overlap_minutes(span: Span, starts_at: datetime, ends_at: datetime) -> int:
    """Real minutes of the span inside [starts_at, ends_at)."""
    return max(minutes_between(latest(span.starts_at, starts_at), earliest(span.ends_at, ends_at)), 0)


def minutes_in_daily_window(span: Span, opens: time, closes: time) -> int:
    """Real minutes of the span inside a window of every night, such as 20:00 to 06:00."""
    day, last = span.starts_at.date() - timedelta(days=1), span.ends_at.date()
    total = 0
    while day <= last:
        total += overlap_minutes(span, local(day, opens), local(day + timedelta(days=1), closes))
        day += timedelta(days=1)
    return total


def earliest(one: datetime, other: datetime) -> datetime:
    """The earlier of two moments in real time."""
    return one if minutes_between(one, other) >= 0 else other


def latest(one: datetime, other: datetime) -> datetime:
    """The later of two moments in real time."""
    return other if minutes_between(one, other) >= 0 else one
