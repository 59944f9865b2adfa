"""When a person has first claim on a suitable vacancy because of pregnancy or family leave.

Source: Maternity and Parental Leave etc. Regulations 1999, regulation 10; Paternity and Adoption Leave
Regulations 2002, regulation 23; Shared Parental Leave Regulations 2014, regulation 39; all as amended by the
Maternity Leave, Adoption Leave and Shared Parental Leave (Amendment) Regulations 2024, regulation 3 of which
says from when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from saggar.rules.anniversaries import ONE_DAY, same_day_months_after
from saggar.rules.dated import UsedRule
from saggar.rules.reading import Reading
from saggar.rules.redundancy.duty_figures import (
    PROTECTED_MONTHS,
    PROTECTED_SHARED_LEAVE_WEEKS,
    PROTECTED_WEEKS_AFTER_LOSS,
)

FamilyLeaveKind = Literal["maternity", "adoption", "shared_parental"]


@dataclass(frozen=True, slots=True)
class FamilyLeave:
    """The facts of one pregnancy, birth or placement.

    Leave is the period [leave_starts_on, leave_ends_on). `expected_week_on` is the first day of the expected
    week of childbirth, used when the employer has not been told of the birth on `born_on`. `placed_on` is the
    day of placement, or of entry into Great Britain in an adoption from abroad. `weeks_in_a_row` is the
    longest unbroken shared parental leave. `ended_early_on` is the end of a pregnancy that gives no right to
    maternity leave.
    """

    kind: FamilyLeaveKind
    told_on: date | None = None
    leave_starts_on: date | None = None
    leave_ends_on: date | None = None
    born_on: date | None = None
    expected_week_on: date | None = None
    placed_on: date | None = None
    weeks_in_a_row: int = 0
    ended_early_on: date | None = None


@dataclass(frozen=True, slots=True)
class ProtectedWindow:
    """The period [starts_on, ends_on) of first claim.

    `starts_on` is None when the facts give no protection (yet); `ends_on` is None while it is not known.
    """

    starts_on: date | None
    ends_on: date | None
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]

    @property
    def last_day(self) -> date | None:
        """The last protected day; None while it is not known."""
        return self.ends_on and self.ends_on - ONE_DAY

    def covers(self, on: date) -> bool:
        """Whether the person is protected on the day `on`."""
        started = self.starts_on is not None and self.starts_on <= on
        return started and (self.ends_on is None or on < self.ends_on)


def protected_window(leave: FamilyLeave) -> ProtectedWindow:
    """The window of protection that these facts give; without a start when they give none (yet).

    Before 6 April 2024 only the leave itself is protected.
    """
    reading = Reading(PROTECTED_MONTHS.versions[0].starts_on)
    steps: list[str] = []
    starts_on = _starts_on(leave, reading, steps)
    if starts_on is None:
        reading.value(PROTECTED_MONTHS)
        return ProtectedWindow(None, None, ("Nothing here protects (yet).",), reading.used)
    ends_on = _ends_on(leave, reading, steps)
    return ProtectedWindow(starts_on, ends_on, tuple(steps), reading.used)


def _starts_on(leave: FamilyLeave, reading: Reading, steps: list[str]) -> date | None:
    if leave.kind == "maternity" and leave.told_on and leave.told_on >= reading.on:
        steps.append("The window opens on the day the employer is told of the pregnancy.")
        return leave.told_on
    if leave.leave_starts_on and not leave.ended_early_on:
        steps.append("The window opens on the first day of leave.")
        return leave.leave_starts_on
    return None


def _after_loss(ended_on: date, reading: Reading, steps: list[str]) -> date:
    weeks = reading.value(PROTECTED_WEEKS_AFTER_LOSS)
    steps.append(f"The pregnancy gives no right to leave, so the window ends {weeks} weeks after it ended.")
    return ended_on + timedelta(weeks=weeks) + ONE_DAY


def _ends_on(leave: FamilyLeave, reading: Reading, steps: list[str]) -> date | None:
    if leave.ended_early_on:
        return _after_loss(leave.ended_early_on, reading, steps)
    if not _outlasts_leave(leave, reading):
        steps.append("The window closes when the leave ends.")
        return leave.leave_ends_on
    counted_from, event = _counted_from(leave)
    if counted_from is None:
        steps.append(f"The end is not known until {event} is.")
        return None
    months = reading.value(PROTECTED_MONTHS)
    steps.append(f"The window closes {months} months after {event}.")
    closes_on = same_day_months_after(counted_from, months) + ONE_DAY
    return max(closes_on, leave.leave_ends_on or closes_on)


def _outlasts_leave(leave: FamilyLeave, reading: Reading) -> bool:
    """Whether the law of April 2024 carries the protection beyond the leave."""
    if leave.kind == "shared_parental":
        long_enough = leave.weeks_in_a_row >= reading.value(PROTECTED_SHARED_LEAVE_WEEKS)
        return long_enough and leave.leave_starts_on is not None and leave.leave_starts_on >= reading.on
    last_day = leave.leave_ends_on and leave.leave_ends_on - ONE_DAY
    return last_day is None or last_day >= reading.on


def _counted_from(leave: FamilyLeave) -> tuple[date | None, str]:
    """The day the months run from, and what it is."""
    if leave.kind == "adoption":
        return leave.placed_on, "the placement"
    if leave.kind == "shared_parental":
        return leave.born_on or leave.placed_on, "the birth or placement"
    if leave.born_on is None and leave.expected_week_on:
        return leave.expected_week_on, "the expected week of childbirth"
    return leave.born_on, "the birth"
