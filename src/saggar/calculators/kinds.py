"""The kinds of single values a calculation takes and gives: each reads, writes and describes itself.

`read` turns what JSON gave into a Python value or raises BadInput; `write` turns a result into JSON;
`schema` is its JSON Schema (draft 2020-12), looser for input (numbers may be text) than for output.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal, Protocol

from saggar.calculators.faults import BadInput

Role = Literal["input", "output"]
Schema = dict[str, Any]

DECIMAL_TEXT = r"^-?[0-9]{1,13}(\.[0-9]{1,10})?$"
LARGEST = Decimal(10) ** 12
LONGEST_TEXT = 2_000


class Kind(Protocol):
    """What every kind of value can do."""

    def read(self, value: object, path: str) -> Any:
        """The Python value of JSON `value`; BadInput naming `path` when it is not of this kind."""
        ...

    def write(self, value: Any) -> object:
        """The JSON value of a Python one."""
        ...

    def schema(self, role: Role) -> Schema:
        """The JSON Schema of this kind."""
        ...


@dataclass(frozen=True, slots=True)
class NumberKind:
    """A decimal number; JSON numbers and decimal text are read alike. Written to `places`, half up.

    `places` None writes the number as it is. `as_float` reads into a float, for series of measurements.
    """

    places: int | None = None
    minimum: Decimal = -LARGEST
    maximum: Decimal = LARGEST
    as_float: bool = False

    def read(self, value: object, path: str) -> Decimal | float:
        """The number as Decimal (float when `as_float`); never a boolean, never NaN or infinite."""
        number = _decimal(value, path)
        if not self.minimum <= number <= self.maximum:
            raise BadInput.at(path, f"must be from {self.minimum:f} to {self.maximum:f}")
        return float(number) if self.as_float else number

    def write(self, value: Decimal | float) -> float:
        """The number rounded half up to `places`."""
        if self.places is None:
            return float(value)
        return float(Decimal(value).quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP))

    def schema(self, role: Role) -> Schema:
        """A number, or in input decimal text."""
        if role == "output":
            return {"type": "number"}
        bounds = {"minimum": float(self.minimum), "maximum": float(self.maximum)}
        return {"type": ["number", "string"], "pattern": DECIMAL_TEXT, **bounds}


def _decimal(value: object, path: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise BadInput.at(path, "must be a number, or a number written as text")
    if isinstance(value, str) and not re.fullmatch(DECIMAL_TEXT, value):
        raise BadInput.at(path, 'must be a number such as 1200 or "1200.50"')
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise BadInput.at(path, "must be a number, not infinite or undefined")
    return number


@dataclass(frozen=True, slots=True)
class WholeKind:
    """A whole number from `minimum` to `maximum`."""

    minimum: int = 0
    maximum: int = 1_000_000

    def read(self, value: object, path: str) -> int:
        """The whole number; 12.0 is one, 12.5, true and "12" are not."""
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if isinstance(value, bool) or not whole:
            raise BadInput.at(path, "must be a whole number")
        number = int(value)  # type: ignore[call-overload]
        if not self.minimum <= number <= self.maximum:
            raise BadInput.at(path, f"must be from {self.minimum} to {self.maximum}")
        return int(number)

    def write(self, value: int) -> int:
        """The number itself."""
        return value

    def schema(self, role: Role) -> Schema:
        """An integer with its bounds in input."""
        bounds = {"minimum": self.minimum, "maximum": self.maximum} if role == "input" else {}
        return {"type": "integer", **bounds}


@dataclass(frozen=True, slots=True)
class TruthKind:
    """True or false."""

    def read(self, value: object, path: str) -> bool:
        """The boolean; 0, 1 and "yes" are not booleans."""
        if not isinstance(value, bool):
            raise BadInput.at(path, "must be true or false")
        return value

    def write(self, value: bool) -> bool:
        """The boolean itself."""
        return value

    def schema(self, role: Role) -> Schema:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class TextKind:
    """Text of at most `longest` characters."""

    longest: int = LONGEST_TEXT

    def read(self, value: object, path: str) -> str:
        """The text."""
        if not isinstance(value, str):
            raise BadInput.at(path, "must be text")
        if len(value) > self.longest:
            raise BadInput.at(path, f"must be at most {self.longest} characters")
        return value

    def write(self, value: str) -> str:
        """The text itself."""
        return value

    def schema(self, role: Role) -> Schema:
        """A string."""
        return {"type": "string", "maxLength": self.longest} if role == "input" else {"type": "string"}


@dataclass(frozen=True, slots=True)
class ChoiceKind:
    """One of a few values."""

    choices: tuple[str | int, ...]

    def read(self, value: object, path: str) -> str | int:
        """The choice itself."""
        for choice in self.choices:
            if value == choice and type(value) is type(choice):
                return choice
        raise BadInput.at(path, f"must be one of {', '.join(str(choice) for choice in self.choices)}")

    def write(self, value: str | int) -> str | int:
        """The choice itself."""
        return value

    def schema(self, role: Role) -> Schema:
        """An enumeration."""
        return {"enum": list(self.choices)}


@dataclass(frozen=True, slots=True)
class DayKind:
    """A day as YYYY-MM-DD."""

    def read(self, value: object, path: str) -> date:
        """The day; a moment with a time is refused."""
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise BadInput.at(path, "must be a date such as 2026-08-01")
        return _day(value, path)

    def write(self, value: date) -> str:
        """YYYY-MM-DD."""
        return value.isoformat()

    def schema(self, role: Role) -> Schema:
        """A date."""
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class MonthKind:
    """A calendar month as YYYY-MM, held as its first day; a date in it is read too."""

    def read(self, value: object, path: str) -> date:
        """The first day of the month."""
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", value):
            raise BadInput.at(path, "must be a month such as 2026-08")
        return _day(value if len(value) > len("2026-08") else f"{value}-01", path).replace(day=1)

    def write(self, value: date) -> str:
        """YYYY-MM."""
        return f"{value:%Y-%m}"

    def schema(self, role: Role) -> Schema:
        """Text of the form YYYY-MM (in input also YYYY-MM-DD)."""
        pattern = r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$" if role == "input" else r"^[0-9]{4}-[0-9]{2}$"
        return {"type": "string", "pattern": pattern}


def _day(text: str, path: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput.at(path, f"{text} is not a date of the calendar") from None


@dataclass(frozen=True, slots=True)
class UsedRuleKind:
    """The line of a rule in a result: its key, from when the version used holds, and its source."""

    def read(self, value: object, path: str) -> object:
        """Rules are never input."""
        raise BadInput.at(path, "rules are part of a result, not of its arguments")

    def write(self, value: Any) -> Mapping[str, str]:
        """The three facts under the names of the contract."""
        return {"key": value.key, "from": value.starts_on.isoformat(), "source": value.source}

    def schema(self, role: Role) -> Schema:
        """An object of three strings."""
        names = ("key", "from", "source")
        properties = {name: {"type": "string"} for name in names}
        return {"type": "object", "properties": properties, "required": list(names)}
