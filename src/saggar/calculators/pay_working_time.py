"""The legal limits on working time. The rules are in `saggar.rules.working_time`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from saggar.calculators.calculator import calculator
from saggar.calculators.kinds import NumberKind
from saggar.calculators.pay_shifts import Moment, ShiftGiven, shifts_of
from saggar.calculators.redundancy_days import Day
from saggar.rules.anniversaries import ONE_DAY
from saggar.rules.dated import UsedRule
from saggar.rules.working_time import BusiestPeriod, WorkPattern, check_working_time
from saggar.rules.working_time.pattern import BreachKind

Figure = Annotated[float, NumberKind(places=2, as_float=True)]


@dataclass(frozen=True, slots=True)
class WorkingTimeGiven:
    """The shifts of one person at all employers."""

    shifts: Annotated[tuple[ShiftGiven, ...], "The shifts at every employer, in any order"]
    born_on: Annotated[Day | None, "Date of birth, for the limits under 18"] = None
    opted_out: Annotated[bool, "Whether the person has opted out of the 48 hours in writing"] = False
    night_worker: Annotated[bool | None, "Whether a night worker; without it the shifts tell"] = None
    employed_on: Annotated[Day | None, "First day of work, if within the last 17 weeks"] = None
    excluded_days: Annotated[tuple[Day, ...], "Days of leave or sickness"] = ()


@dataclass(frozen=True, slots=True)
class BreachResult:
    """A limit the shifts exceed, and by how much."""

    kind: BreachKind
    start: Moment
    end: Moment
    actual: Annotated[Figure, "Hours, or minutes for a break"]
    limit: Annotated[Figure, "Hours, or minutes for a break"]
    words: str


@dataclass(frozen=True, slots=True)
class BusiestResult:
    """The 17 weeks with the most hours."""

    starts_on: date
    last_day: date
    hours: Figure
    weekly_average: Annotated[Figure, "Hours a week on average"]
    night_average: Annotated[Figure, "Hours in 24 on average, one rest day a week left out"]


@dataclass(frozen=True, slots=True)
class WorkingTimeResult:
    """Every breach in order of time; legal when there is none."""

    legal: bool
    breaches: tuple[BreachResult, ...]
    busiest: BusiestResult
    night_worker: Annotated[bool, "Whether the limit for night workers was applied"]
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("pay.working-time", "Where shifts at all employers together break the working time limits")
def working_time(given: WorkingTimeGiven) -> WorkingTimeResult:
    """Averages, rest between shifts and each week, breaks, night work, and the limits under 18."""
    found = check_working_time(
        WorkPattern(
            shifts_of(given.shifts),
            given.born_on,
            given.opted_out,
            given.night_worker,
            given.employed_on,
            frozenset(given.excluded_days),
        )
    )
    breaches = tuple(
        BreachResult(each.kind, each.starts_at, each.ends_at, each.actual, each.limit, each.words)
        for each in found.breaches
    )
    steps = tuple(each.words for each in breaches) or ("Every limit checked is kept.",)
    busiest = _busiest(found.busiest)
    return WorkingTimeResult(not breaches, breaches, busiest, found.night_worker, steps, found.rules)


def _busiest(period: BusiestPeriod) -> BusiestResult:
    return BusiestResult(
        period.starts_on, period.ends_on - ONE_DAY, period.hours, period.weekly, period.night
    )
