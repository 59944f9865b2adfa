"""Days of a working life, as arguments: far enough from the calendar's ends for every sum to be a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from saggar.calculators.faults import BadInput
from saggar.calculators.kinds import DayKind, Role, Schema

FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class WorkingLifeDayKind:
    """A day from 1900 to 2199, as YYYY-MM-DD."""

    def read(self, value: object, path: str) -> date:
        """The day; one outside those years is refused."""
        day = DayKind().read(value, path)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise BadInput.at(path, f"must be in the years {FIRST_YEAR} to {LAST_YEAR}")
        return day

    def write(self, value: date) -> str:
        """YYYY-MM-DD."""
        return value.isoformat()

    def schema(self, role: Role) -> Schema:
        """A date."""
        return DayKind().schema(role)


Day = Annotated[date, WorkingLifeDayKind(), "A day, YYYY-MM-DD"]
