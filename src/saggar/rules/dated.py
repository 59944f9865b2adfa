"""A rule of law or policy that changes on a date, with the source it comes from.

Every dated figure of the product is a `Rule`: a key and its versions. Code asks a rule for its
value on a date and keeps the `Version` it used, so that any figure can be recomputed as of any date
and shows where it comes from. Periods are half-open: a version holds from `starts_on` up to the day
before the next version starts (or before `ends_on`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

Value = TypeVar("Value")
Certainty = Literal["high", "medium", "low"]


class NoRuleError(LookupError):
    """No version of the rule holds on the date asked for."""


@dataclass(frozen=True, slots=True)
class Version(Generic[Value]):
    """One value of a rule in its period [starts_on, ends_on), with source and certainty."""

    value: Value
    starts_on: date
    source: str
    certainty: Certainty = "high"
    ends_on: date | None = None
    note: str = ""

    def holds_on(self, on: date) -> bool:
        """Whether this version is the one in force on the day `on`."""
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True, slots=True)
class Rule(Generic[Value]):
    """A named rule: what it says, in which unit, and its versions in order of time.

    Raises ValueError when versions overlap or are out of order, so a mistyped row fails on import.
    """

    key: str
    meaning: str
    unit: str
    versions: tuple[Version[Value], ...]

    def __post_init__(self) -> None:
        for earlier, later in zip(self.versions, self.versions[1:], strict=False):
            if earlier.ends_on is None or earlier.ends_on > later.starts_on:
                raise ValueError(f"{self.key}: the version from {earlier.starts_on} runs into the next one")

    def version(self, on: date) -> Version[Value]:
        """The version in force on the day `on`; NoRuleError when there is none."""
        for version in reversed(self.versions):
            if version.holds_on(on):
                return version
        raise NoRuleError(f"{self.key} has no value on {on:%-d %B %Y}")

    def on(self, on: date) -> Value:
        """The value in force on the day `on`; NoRuleError when there is none."""
        return self.version(on).value


@dataclass(frozen=True, slots=True)
class UsedRule:
    """The line a result shows for each rule it used: key, the day its version starts, and its source."""

    key: str
    starts_on: date
    source: str

    @classmethod
    def of(cls, rule: Rule[Value], on: date) -> UsedRule:
        """The version of `rule` that holds on the day `on`, as a line for a result."""
        version = rule.version(on)
        return cls(rule.key, version.starts_on, version.source)


@dataclass(frozen=True, slots=True)
class RuleBook(Mapping[str, Rule[object]]):
    """All rules of one subject, by key, in the order they are declared."""

    rules: tuple[Rule[object], ...]

    @classmethod
    def of(cls, rules: Iterable[Rule[object]]) -> RuleBook:
        """A book of `rules`; ValueError when two share a key."""
        book = cls(tuple(rules))
        if len({rule.key for rule in book.rules}) != len(book.rules):
            raise ValueError("two rules share a key")
        return book

    def __getitem__(self, key: str) -> Rule[object]:
        for rule in self.rules:
            if rule.key == key:
                return rule
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return (rule.key for rule in self.rules)

    def __len__(self) -> int:
        return len(self.rules)
