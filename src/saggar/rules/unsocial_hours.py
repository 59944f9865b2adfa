"""Unsocial hours payments of NHS staff in England: NHS terms and conditions, section 2.

All time on a Saturday, and weekday time between 20:00 and 06:00, earns one enhancement; all time on a Sunday
or public holiday earns a higher one, midnight to midnight. A weekday shift with more than half of its time
between 20:00 and 06:00 earns the first for the whole of its weekday time. Overtime earns neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from saggar.rules.dated import Rule, RuleBook, Version
from saggar.rules.reading import Reading
from saggar.rules.shifts import (
    Shift,
    Span,
    days_of,
    earliest,
    latest,
    local,
    minutes_in_daily_window,
    overlap_minutes,
)

HANDBOOK = "NHS Terms and Conditions of Service Handbook, section 2 (England)"
SATURDAY, SUNDAY = 5, 6
TimeKind = Literal["plain", "saturday_or_night", "sunday_or_holiday"]
_SINCE = date(2020, 4, 1)


@dataclass(frozen=True, slots=True)
class Enhancements:
    """What a pay band adds to the hourly rate, as shares of it."""

    saturday_or_night: Decimal
    sunday_or_holiday: Decimal

    def share(self, kind: TimeKind) -> Decimal:
        """The share for a kind of time; nothing for plain time."""
        shares = {
            "saturday_or_night": self.saturday_or_night,
            "sunday_or_holiday": self.sunday_or_holiday,
        }
        return shares.get(kind, Decimal(0))


BandTable = dict[int, Enhancements]
_UPPER = Enhancements(Decimal("0.30"), Decimal("0.60"))
ENHANCEMENTS: Rule[BandTable] = Rule(
    "pay.unsocial_hours.enhancements",
    "What is added to the hourly rate, by pay band and kind of time",
    "share of the hourly rate",
    (
        Version(
            {
                1: Enhancements(Decimal("0.47"), Decimal("0.94")),
                2: Enhancements(Decimal("0.41"), Decimal("0.83")),
                3: Enhancements(Decimal("0.35"), Decimal("0.69")),
                **dict.fromkeys(range(4, 10), _UPPER),
            },
            _SINCE,
            HANDBOOK,
            note="the shares of bands 1 to 3 changed each year from 2018 to 2020; earlier ones are not held",
        ),
    ),
)
NIGHT_WINDOW: Rule[tuple[time, time]] = Rule(
    "pay.unsocial_hours.night_window",
    "The weekday hours that earn the night enhancement",
    "from, until",
    (Version((time(20), time(6)), _SINCE, HANDBOOK),),
)
WHOLE_SHIFT_ABOVE: Rule[Fraction] = Rule(
    "pay.unsocial_hours.whole_shift_above",
    "A weekday shift with more than this share of its time in the window is enhanced whole",
    "share of the shift",
    (Version(Fraction(1, 2), _SINCE, HANDBOOK),),
)
_ALL: tuple[Rule[Any], ...] = (ENHANCEMENTS, NIGHT_WINDOW, WHOLE_SHIFT_ABOVE)
BOOK = RuleBook.of(_ALL)


@dataclass(frozen=True, slots=True)
class EnhancedPart:
    """Part of a shift with one enhancement: its time, paid minutes (exact, without breaks) and share."""

    span: Span
    kind: TimeKind
    paid_minutes: Fraction
    share: Decimal


@dataclass(frozen=True, slots=True)
class EnhancedShift:
    """A shift split into the parts that earn the same, with the reasons in words."""

    parts: tuple[EnhancedPart, ...]
    steps: tuple[str, ...]

    @property
    def enhancement_hours(self) -> Fraction:
        """Hours of basic pay that the enhancements add: paid hours times share."""
        return sum((part.paid_minutes * Fraction(part.share) for part in self.parts), Fraction(0)) / 60


def enhanced_shift(
    shift: Shift, band: int, holidays: Iterable[date], reading: Reading | None = None
) -> EnhancedShift:
    """What each part of the shift earns for a pay band (1 to 9), with public holidays given by the caller.

    KeyError for a band that does not exist; NoRuleError before 1 April 2020.
    """
    reading = reading or Reading(shift.day)
    table = reading.value(ENHANCEMENTS, shift.day)[band]
    steps: list[str] = []
    if shift.overtime:
        steps.append("Overtime earns no unsocial hours payment.")
        pieces: Sequence[tuple[Span, TimeKind]] = [(Span(shift.starts_at, shift.ends_at), "plain")]
    else:
        pieces = _joined(_pieces(shift, frozenset(holidays), reading, steps))
    parts = [EnhancedPart(span, kind, _paid(span, shift), table.share(kind)) for span, kind in pieces]
    return EnhancedShift(tuple(parts), tuple(steps))


def _pieces(
    shift: Shift, holidays: frozenset[date], reading: Reading, steps: list[str]
) -> list[tuple[Span, TimeKind]]:
    whole = _mostly_at_night(shift, reading, steps)
    pieces: list[tuple[Span, TimeKind]] = []
    for day, span in days_of(shift):
        if day.weekday() == SUNDAY or day in holidays:
            pieces.append((span, "sunday_or_holiday"))
            steps.append(f"Time on {day:%A %-d %B %Y} earns the Sunday and public holiday enhancement.")
        elif day.weekday() == SATURDAY:
            pieces.append((span, "saturday_or_night"))
            steps.append(f"Time on {day:%A %-d %B %Y} earns the Saturday enhancement.")
        elif whole:
            pieces.append((span, "saturday_or_night"))
        else:
            pieces.extend(_weekday_pieces(day, span, reading))
    return pieces


def _mostly_at_night(shift: Shift, reading: Reading, steps: list[str]) -> bool:
    """Whether so much of the shift lies in the night window that all its weekday time is enhanced."""
    opens, closes = reading.value(NIGHT_WINDOW, shift.day)
    inside = minutes_in_daily_window(shift, opens, closes)
    whole = Fraction(inside, shift.minutes) > reading.value(WHOLE_SHIFT_ABOVE, shift.day)
    if any(day.weekday() < SATURDAY for day, _ in days_of(shift)):
        ending = "so its weekday time is enhanced whole" if whole else "so only that weekday time is enhanced"
        steps.append(f"{inside} of {shift.minutes} minutes are between 20:00 and 06:00, {ending}.")
    return whole


def _weekday_pieces(day: date, span: Span, reading: Reading) -> list[tuple[Span, TimeKind]]:
    opens, closes = reading.value(NIGHT_WINDOW, day)
    bounds = [local(day), local(day, closes), local(day, opens), local(day + timedelta(days=1))]
    kinds: tuple[TimeKind, ...] = ("saturday_or_night", "plain", "saturday_or_night")
    pieces: list[tuple[Span, TimeKind]] = []
    for starts_at, ends_at, kind in zip(bounds, bounds[1:], kinds, strict=False):
        if overlap_minutes(span, starts_at, ends_at):
            inside = Span(latest(span.starts_at, starts_at), earliest(span.ends_at, ends_at))
            pieces.append((inside, kind))
    return pieces


def _joined(pieces: list[tuple[Span, TimeKind]]) -> list[tuple[Span, TimeKind]]:
    """Neighbouring pieces of one kind as one."""
    joined: list[tuple[Span, TimeKind]] = []
    for span, kind in pieces:
        if joined and joined[-1][1] == kind:
            span = Span(joined.pop()[0].starts_at, span.ends_at)
        joined.append((span, kind))
    return joined


def _paid(span: Span, shift: Shift) -> Fraction:
    """Minutes paid in this part: rest with known times is taken where it falls, other rest in proportion."""
    worked = span.minutes - sum(overlap_minutes(each, span.starts_at, span.ends_at) for each in shift.breaks)
    outside_breaks = shift.minutes - sum(each.minutes for each in shift.breaks)
    return worked * (1 - Fraction(shift.break_minutes, outside_breaks))
