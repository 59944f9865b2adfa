"""Working time: whether a person's shifts at all employers together keep the legal limits.

`check_working_time` gives every breach with its figures. `BOOK` holds the dated limits.
"""

from __future__ import annotations

from dataclasses import dataclass

from saggar.rules.dated import UsedRule
from saggar.rules.reading import Reading
from saggar.rules.working_time.figures import BOOK
from saggar.rules.working_time.hours import BusiestPeriod, busiest_period, is_night_worker, long_averages
from saggar.rules.working_time.pattern import Breach, WorkPattern
from saggar.rules.working_time.rest import (
    double_bookings,
    short_breaks,
    short_daily_rest,
    short_weekly_rest,
)
from saggar.rules.working_time.young import too_much_for_young

__all__ = [
    "BOOK",
    "Breach",
    "BusiestPeriod",
    "WorkPattern",
    "WorkingTimeCheck",
    "busiest_period",
    "check_working_time",
]


@dataclass(frozen=True, slots=True)
class WorkingTimeCheck:
    """Every breach in order of time, the busiest 17 weeks, and the rules used; legal when none."""

    breaches: tuple[Breach, ...]
    busiest: BusiestPeriod
    night_worker: bool
    rules: tuple[UsedRule, ...]


def check_working_time(pattern: WorkPattern) -> WorkingTimeCheck:
    """Check the shifts against every limit on the day of the first one; ValueError when there are none."""
    if not pattern.shifts:
        raise ValueError("there are no shifts to check")
    reading = Reading(pattern.in_order[0].day)
    busiest = busiest_period(pattern, reading)
    breaches = [
        *double_bookings(pattern),
        *short_daily_rest(pattern, reading),
        *short_weekly_rest(pattern, reading),
        *short_breaks(pattern, reading),
        *long_averages(pattern, busiest, reading),
        *too_much_for_young(pattern, reading),
    ]
    breaches.sort(key=lambda breach: (breach.starts_at.timestamp(), breach.kind))
    return WorkingTimeCheck(tuple(breaches), busiest, is_night_worker(pattern, reading), reading.used)
