"""Reading a JSON problem value by value, noting every fault with its path instead of stopping at the first.

    root = Node(document)
    months = root.at("months").whole(1, 120, default=60)
    root.only("months")
    root.finish()          # raises BadProblem when anything was wrong

A reader that finds a fault notes it and gives back a stand-in of the right type, so reading goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from saggar.engines.faults import BadProblem, Fault

MISSING: Final = object()
LONGEST_SHOWN: Final = 60
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_STAND_IN_MONTH = date(2026, 1, 1)
_KINDS = {dict: "an object", list: "a list", bool: "true or false", type(None): "null"}


def month_from_text(text: object) -> date | None:
    """The first day of the month written YYYY-MM, or None when `text` is no such thing."""
    match = _MONTH.fullmatch(text) if isinstance(text, str) else None
    return date(int(match[1]), int(match[2]), 1) if match and int(match[1]) >= 1 else None


class Node:
    """One value of a JSON document: its path, the value, and the list of faults the document shares."""

    __slots__ = ("_faults", "path", "value")

    def __init__(self, value: object, path: str = "", faults: list[Fault] | None = None) -> None:
        self.value = value
        self.path = path
        self._faults: list[Fault] = [] if faults is None else faults

    @property
    def given(self) -> bool:
        """Whether the value is there and not null."""
        return self.value is not MISSING and self.value is not None

    def fault(self, message: str) -> None:
        """Note that this value is wrong."""
        self._faults.append(Fault(self.path, message))

    def finish(self) -> None:
        """Raise BadProblem with all faults noted so far anywhere in the document; nothing when none."""
        if self._faults:
            raise BadProblem(self._faults)

    def at(self, key: str) -> Node:
        """The value under `key`; a missing one is a node whose readers say so, or use their default."""
        value = self.value.get(key, MISSING) if isinstance(self.value, dict) else MISSING
        return Node(value, f"{self.path}.{key}" if self.path else key, self._faults)

    def only(self, *keys: str) -> None:
        """Note a fault for this value when it is no object, and for each key of it that is not in `keys`."""
        if not isinstance(self.value, dict):
            self._expected("an object")
            return
        for key in self.value:
            if key not in keys:
                self.at(str(key)).fault("is not a known field")

    def items(self) -> list[Node]:
        """The entries of a list; none when the value is missing."""
        if not self.given:
            return []
        if not isinstance(self.value, list):
            self._expected("a list")
            return []
        return [Node(entry, f"{self.path}[{i}]", self._faults) for i, entry in enumerate(self.value)]

    def entries(self) -> list[tuple[str, Node]]:
        """The fields of an object with their names; none when the value is missing."""
        if not self.given:
            return []
        if not isinstance(self.value, dict):
            self._expected("an object")
            return []
        return [(str(key), self.at(str(key))) for key in self.value]

    def text(self, default: str | None = None) -> str:
        """Text that is not blank."""
        if not self.given and default is not None:
            return default
        if isinstance(self.value, str) and self.value.strip():
            return self.value
        self._expected("text")
        return ""

    def choice(self, options: Iterable[str], default: str | None = None) -> str:
        """One of the words in `options`."""
        words = tuple(options)
        word = self.text(default)
        if word and word not in words:
            self.fault(f"is {_shown(word)}; it must be one of {', '.join(words)}")
        return word if word in words else words[0]

    def whole(self, lowest: int, highest: int, default: int | None = None) -> int:
        """A whole number from `lowest` to `highest`, both included."""
        if not self.given and default is not None:
            return default
        value = self.value
        if not isinstance(value, int) or isinstance(value, bool):
            self._expected("a whole number")
            return lowest
        if not lowest <= value <= highest:
            self.fault(f"is {value}; it must be from {lowest} to {highest}")
        return min(max(value, lowest), highest)

    def decimal(
        self, lowest: Decimal, highest: Decimal, places: int, default: Decimal | None = None
    ) -> Decimal:
        """A number, or text of one, from `lowest` to `highest` with at most `places` decimal places."""
        if not self.given and default is not None:
            return default
        value = _decimal(self.value)
        if value is None:
            self._expected("a number")
            return lowest
        if not lowest <= value <= highest:
            self.fault(f"is {value}; it must be from {lowest:,f} to {highest:,f}")
            return lowest
        if value != round(value, places):
            self.fault(f"is {value}; it may have at most {places} decimal places")
        return value

    def month(self, default: date | None = None) -> date:
        """A month written YYYY-MM, as its first day."""
        if not self.given and default is not None:
            return default
        month = month_from_text(self.value)
        if month is None:
            self._expected("a month such as 2026-08")
        return month or _STAND_IN_MONTH

    def _expected(self, what: str) -> None:
        if self.value is MISSING:
            self.fault(f"is missing; it must be {what}")
        else:
            self.fault(f"is {_KINDS.get(type(self.value)) or _shown(self.value)}; it must be {what}")


def _shown(value: object) -> str:
    """A number or text for a message, cut where nobody would read on."""
    text = repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _decimal(value: Any) -> Decimal | None:
    """The number a JSON number or text stands for; None when it is none or not finite."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
