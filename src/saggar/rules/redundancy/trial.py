"""The trial period in a suitable alternative post: Employment Rights Act 1996, sections 138, 141 and 146."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from saggar.rules.anniversaries import ONE_DAY
from saggar.rules.dated import UsedRule
from saggar.rules.reading import Reading
from saggar.rules.redundancy.duty_figures import TRIAL_STARTS_WITHIN_WEEKS, TRIAL_WEEKS

FRIDAY = 4
DAYS_IN_WEEK = 7


@dataclass(frozen=True, slots=True)
class Retraining:
    """A longer trial for retraining: agreed in writing on `agreed_on`, up to and including `last_day`."""

    agreed_on: date
    last_day: date
    in_writing: bool = True


@dataclass(frozen=True, slots=True)
class Trial:
    """The trial in the period [starts_on, ends_on), and the last day on which the new post may start.

    `valid` is False when the new post starts too late: then the dismissal stands and there is no trial.
    """

    starts_on: date
    ends_on: date
    start_by: date
    valid: bool
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]

    @property
    def last_day(self) -> date:
        """The last day of the trial; to work past it is to accept the post."""
        return self.ends_on - ONE_DAY


def trial_period(*, old_last_day: date, starts_on: date, retraining: Retraining | None = None) -> Trial:
    """The trial of a person whose old post ends on `old_last_day` and whose new one starts on `starts_on`.

    Four calendar weeks from the first day, holidays included; longer only for retraining agreed in writing
    before the start, with an end date. The post must start within four weeks of the old one's end, which
    counts from the Monday when that end is a Friday, Saturday or Sunday.
    """
    reading = Reading(starts_on)
    steps: list[str] = []
    start_by = _counted_end(old_last_day) + timedelta(weeks=reading.value(TRIAL_STARTS_WITHIN_WEEKS))
    valid = old_last_day < starts_on <= start_by
    if not valid:
        steps.append(f"The new post must start after the old one ends and by {start_by:%-d %B %Y}.")
    weeks = reading.value(TRIAL_WEEKS)
    steps.append(f"The trial is {weeks} calendar weeks from the first day.")
    ends_on = starts_on + timedelta(weeks=weeks)
    if retraining:
        ends_on = _with_retraining(retraining, starts_on, ends_on, steps)
    return Trial(starts_on, ends_on, start_by, valid, tuple(steps), reading.used)


def _counted_end(last_day: date) -> date:
    """The end the four weeks run from: the next Monday for a Friday, Saturday or Sunday (section 146(2))."""
    if last_day.weekday() < FRIDAY:
        return last_day
    return last_day + timedelta(days=DAYS_IN_WEEK - last_day.weekday())


def _with_retraining(agreed: Retraining, starts_on: date, ends_on: date, steps: list[str]) -> date:
    if agreed.in_writing and agreed.agreed_on < starts_on and agreed.last_day >= ends_on:
        steps.append("It is longer for retraining, agreed in writing before the start.")
        return agreed.last_day + ONE_DAY
    steps.append("The retraining does not lengthen it: that must be agreed in writing before the start.")
    return ends_on
