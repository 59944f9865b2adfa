"""Reading rules as of one day while keeping the list of those that were read."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from saggar.rules.dated import Rule, UsedRule

Value = TypeVar("Value")


class Reading:
    """The rules in force on the day `on`: gives their values and remembers each that was asked for.

    A result shows `used`, so that no figure can be shown without the rule it came from.
    """

    def __init__(self, on: date) -> None:
        self.on = on
        self._used: list[UsedRule] = []

    def value(self, rule: Rule[Value], on: date | None = None) -> Value:
        """The value of `rule` on the day `on` (else the reading's own day); NoRuleError when it has none."""
        line = UsedRule.of(rule, on or self.on)
        if line not in self._used:
            self._used.append(line)
        return rule.on(on or self.on)

    @property
    def used(self) -> tuple[UsedRule, ...]:
        """One line for each rule version read so far, in the order of first use."""
        return tuple(self._used)
