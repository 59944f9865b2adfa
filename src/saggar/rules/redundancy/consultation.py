"""Collective consultation: Trade Union and Labour Relations (Consolidation) Act 1992, sections 188 to 193.

Dismissals proposed at one establishment within any 90 days count together. From 20 of them the employer must
consult, and tell the Secretary of State on form HR1, some days before the first dismissal takes effect.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from saggar.rules.anniversaries import ONE_DAY
from saggar.rules.dated import UsedRule
from saggar.rules.reading import Reading
from saggar.rules.redundancy.duty_figures import (
    CONSULTATION_STEPS,
    CONSULTATION_WINDOW_DAYS,
    PROTECTIVE_AWARD_DAYS,
)
from saggar.rules.wording import counted


@dataclass(frozen=True, slots=True, order=True)
class ProposedDismissals:
    """`number` dismissals that would take effect at `establishment` on the day `on`.

    `consulted_already` takes out those for whom consultation has begun: section 188(3).
    """

    establishment: str
    on: date
    number: int
    consulted_already: bool = False


@dataclass(frozen=True, slots=True)
class ConsultationDuty:
    """What the employer must do for the dismissals of one establishment in [first_on, window_ends_on).

    `days` is the least time before the first dismissal, `begin_by` the last day on which consultation may
    begin and form HR1 may arrive, `protective_award_days` the most days' pay for each person otherwise.
    """

    establishment: str
    number: int
    first_on: date
    window_ends_on: date
    days: int
    begin_by: date
    protective_award_days: int


@dataclass(frozen=True, slots=True)
class ConsultationWatch:
    """The duties, the one due first at the top, and the `largest` count in any window by establishment."""

    duties: tuple[ConsultationDuty, ...]
    largest: dict[str, int]
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]


def consultation_watch(dismissals: Iterable[ProposedDismissals]) -> ConsultationWatch:
    """The duties that follow from all dismissals an employer proposes, in any order.

    A window that lies within an earlier window with the same or a heavier duty adds nothing and is left out.
    ValueError when there is no dismissal; NoRuleError before 6 April 2013.
    """
    rows = sorted(each for each in dismissals if each.number and not each.consulted_already)
    if not rows:
        raise ValueError("no dismissal to count")
    reading = Reading(min(each.on for each in rows))
    places = sorted({each.establishment for each in rows})
    duties: list[ConsultationDuty] = []
    largest: dict[str, int] = {}
    for place in places:
        here = [each for each in rows if each.establishment == place]
        largest[place] = max(number for _, number in _windows(here, reading))
        duties.extend(_duties(place, here, reading))
    duties.sort(key=lambda duty: (duty.begin_by, duty.establishment))
    steps = tuple(_words(place, largest[place], duties) for place in places)
    return ConsultationWatch(tuple(duties), largest, steps, reading.used)


def _windows(rows: list[ProposedDismissals], reading: Reading) -> list[tuple[date, int]]:
    """For each day with a dismissal: how many take effect in the window that starts on it."""
    length = timedelta(days=reading.value(CONSULTATION_WINDOW_DAYS))
    starts = sorted({each.on for each in rows})
    return [
        (start, sum(each.number for each in rows if start <= each.on < start + length)) for start in starts
    ]


def _duties(place: str, rows: list[ProposedDismissals], reading: Reading) -> list[ConsultationDuty]:
    length = timedelta(days=reading.value(CONSULTATION_WINDOW_DAYS))
    duties: list[ConsultationDuty] = []
    last_day = max(each.on for each in rows)
    for start, number in _windows(rows, reading):
        days = _days_before(number, reading)
        covered = any(
            duty.days >= days and min(start + length, last_day + ONE_DAY) <= duty.window_ends_on
            for duty in duties
        )
        if days and not covered:
            award = reading.value(PROTECTIVE_AWARD_DAYS, start)
            begin_by = start - timedelta(days=days)
            duties.append(ConsultationDuty(place, number, start, start + length, days, begin_by, award))
    return duties


def _days_before(number: int, reading: Reading) -> int:
    """Days before the first dismissal for `number` dismissals; 0 when there is no duty."""
    return next((days for least, days in reading.value(CONSULTATION_STEPS) if number >= least), 0)


def _words(place: str, number: int, duties: list[ConsultationDuty]) -> str:
    days = max((duty.days for duty in duties if duty.establishment == place), default=0)
    duty = (
        f"consultation must begin {days} days before the first" if days else "no duty to consult collectively"
    )
    return (
        f"{place or 'The establishment'}: at most {counted(number, 'dismissal')} in any 90 days, so {duty}."
    )
