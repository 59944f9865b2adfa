"""Shifts as arguments of a calculation: moments of British time, and the shifts made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from saggar.calculators.faults import BadInput, FaultGatherer
from saggar.calculators.kinds import Role, Schema, WholeKind
from saggar.calculators.redundancy_days import FIRST_YEAR, LAST_YEAR
from saggar.rules.shifts import Shift, Span, london_moment

MOST_SHIFTS = 2_000
MOMENT_TEXT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:00)?(Z|[+-][0-9]{2}:[0-9]{2})?$"


@dataclass(frozen=True, slots=True)
class MomentKind:
    """A moment to the minute: British local time, or any time with its offset from UTC."""

    def read(self, value: object, path: str) -> datetime:
        """The moment in British local time; a time the clocks skip or show twice is refused."""
        if not isinstance(value, str) or not re.match(MOMENT_TEXT, value):
            raise BadInput.at(path, "must be a time such as 2026-03-28T20:00")
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise BadInput.at(path, f"{value} is not a time of the calendar") from None
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise BadInput.at(path, f"must be in the years {FIRST_YEAR} to {LAST_YEAR}")
        try:
            return london_moment(moment)
        except ValueError as error:
            raise BadInput.at(path, str(error)) from error

    def write(self, value: datetime) -> str:
        """Local time with its offset, so that it can be read back."""
        return value.isoformat(timespec="minutes")

    def schema(self, role: Role) -> Schema:
        """Text of that form."""
        return {"type": "string", "pattern": MOMENT_TEXT} if role == "input" else {"type": "string"}


Moment = Annotated[datetime, MomentKind(), "British local time to the minute, YYYY-MM-DDTHH:MM"]
Minutes = Annotated[int, WholeKind(maximum=24 * 60), "Whole minutes"]


@dataclass(frozen=True, slots=True)
class BreakGiven:
    """A rest break whose time is known."""

    start: Moment
    end: Moment


@dataclass(frozen=True, slots=True)
class ShiftGiven:
    """One shift at one employer."""

    start: Annotated[Moment, "When it starts, British local time"]
    end: Annotated[Moment, "When it ends, British local time"]
    breaks: Annotated[tuple[BreakGiven, ...], "Unpaid rest breaks whose times are known"] = ()
    break_minutes: Annotated[Minutes, "Unpaid rest whose time is not known"] = 0
    overtime: Annotated[bool, "Whether it is paid as overtime"] = False
    employer: Annotated[str, "Where, for the reader"] = ""


def shifts_of(given: Sequence[ShiftGiven]) -> tuple[Shift, ...]:
    """The shifts; BadInput names each that cannot be, and says when there are none."""
    if not given:
        raise BadInput.at("shifts", "must have at least one shift")
    if len(given) > MOST_SHIFTS:
        raise BadInput.at("shifts", f"must have at most {MOST_SHIFTS} shifts, for they are of one person")
    gatherer = FaultGatherer()
    shifts: list[Shift] = []
    for index, each in enumerate(given):
        with gatherer:
            shifts.append(_shift(each, f"shifts[{index}]"))
    gatherer.settle()
    return tuple(shifts)


def _shift(given: ShiftGiven, path: str) -> Shift:
    try:
        breaks = tuple(Span(each.start, each.end) for each in given.breaks)
        return Shift(given.start, given.end, breaks, given.break_minutes, given.overtime, given.employer)
    except ValueError as error:
        raise BadInput.at(path, str(error)) from error
