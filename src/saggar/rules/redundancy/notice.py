"""Statutory notice from the employer: Employment Rights Act 1996, sections 86 and 211."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from saggar.rules.anniversaries import MONTHS_IN_YEAR, ONE_DAY, complete_months
from saggar.rules.dated import UsedRule
from saggar.rules.reading import Reading
from saggar.rules.redundancy.duty_figures import (
    NOTICE_FROM_MONTHS,
    NOTICE_MAXIMUM_WEEKS,
    NOTICE_SCALE_FROM_YEARS,
)
from saggar.rules.wording import counted


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice due. It runs in the period [starts_on, ends_on); the day it is given does not count."""

    weeks: int
    statutory_weeks: int
    years: int
    starts_on: date
    ends_on: date
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]

    @property
    def last_day(self) -> date:
        """The last day of the employment."""
        return self.ends_on - ONE_DAY


def statutory_notice(*, started_on: date, given_on: date, contract_weeks: int = 0) -> Notice:
    """The notice to a person employed since `started_on` when it is given on `given_on`.

    Employment up to and including the day of notice counts (section 211). The longer of the statutory weeks
    and `contract_weeks` applies. ValueError when notice is given before the employment starts.
    """
    if given_on < started_on:
        raise ValueError("notice cannot be given before the employment starts")
    reading = Reading(given_on)
    months = complete_months(started_on, given_on + ONE_DAY)
    statutory = _statutory_weeks(months, reading)
    weeks = max(statutory, contract_weeks)
    starts_on = given_on + ONE_DAY
    years = months // MONTHS_IN_YEAR
    steps = [f"{counted(years, 'complete year')} of employment give {counted(statutory, 'week')} of notice."]
    if contract_weeks > statutory:
        steps.append(f"The contract gives {counted(contract_weeks, 'week')}, which is longer.")
    steps.append("Notice runs from the day after it is given.")
    return Notice(
        weeks, statutory, years, starts_on, starts_on + timedelta(weeks=weeks), tuple(steps), reading.used
    )


def _statutory_weeks(months: int, reading: Reading) -> int:
    if months < reading.value(NOTICE_FROM_MONTHS):
        return 0
    years = months // MONTHS_IN_YEAR
    if years < reading.value(NOTICE_SCALE_FROM_YEARS):
        return 1
    return min(years, reading.value(NOTICE_MAXIMUM_WEEKS))
