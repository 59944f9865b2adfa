"""The rule set of a forecast problem in JSON: the key of a named set, or changes made to one.

    "in-force"
    {"based_on": "in-force", "expiry_months": {"2026-08-01": 18}, "top_up": {"2026-08-01": "0.1"}}

A change replaces the rule from its first date on; the versions before that date stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from saggar.engines.reading import Node
from saggar.rules.dated import Rule, Version
from saggar.rules.levy import IN_FORCE, RULE_SETS, RuleSet

CHANGEABLE = (
    "top_up",
    "expiry_months",
    "transfer_allowance_rate",
    "co_investment_levy_exhausted",
    "co_investment_non_levy",
)
LONGEST_LIFE = 120
CHANGED_KEY = "changed"
_SOURCE = "what-if: given in the problem"


def read_rules(node: Node) -> RuleSet:
    """The rule set `node` asks for; the law as dated when it is missing. Faults are noted on the node."""
    if not node.given:
        return IN_FORCE
    if not isinstance(node.value, dict):
        return RULE_SETS[node.choice(RULE_SETS)]
    node.only("based_on", *CHANGEABLE)
    base = RULE_SETS[node.at("based_on").choice(RULE_SETS, default=IN_FORCE.key)]
    changes = {name: _changed(getattr(base, name), node.at(name), _reader_of(name)) for name in CHANGEABLE}
    changed: dict[str, Any] = {
        name: rule for name, rule in changes.items() if rule is not getattr(base, name)
    }
    if not changed:
        return base
    return replace(base, key=CHANGED_KEY, title=f"{base.title}, changed", **changed)


def rules_json(rules: RuleSet) -> str | dict[str, Any]:
    """The JSON that reads back as a set of the same values: a key, or the changes to the law as dated."""
    if RULE_SETS.get(rules.key) == rules:
        return rules.key
    document: dict[str, Any] = {"based_on": IN_FORCE.key}
    for name in CHANGEABLE:
        if _values(getattr(rules, name)) != _values(getattr(IN_FORCE, name)):
            document[name] = _values(getattr(rules, name))
    return document


def _values(rule: Rule[Any]) -> dict[str, Any]:
    plain = {int: int, Decimal: str}
    return {v.starts_on.isoformat(): plain[type(v.value)](v.value) for v in rule.versions}


def _reader_of(name: str) -> Callable[[Node], Any]:
    if name == "expiry_months":
        return lambda node: node.whole(1, LONGEST_LIFE)
    return lambda node: node.decimal(Decimal(0), Decimal(1), 5)


def _changed(rule: Rule[Any], node: Node, read: Callable[[Node], Any]) -> Rule[Any]:
    found = [(_day(key, entry), read(entry)) for key, entry in node.entries()]
    steps = sorted((day, value) for day, value in found if day)
    if not steps:
        return rule
    kept = tuple(v for v in rule.versions if v.starts_on < steps[0][0])
    ends = [day for day, _ in steps[1:]]
    new = [
        Version(value, day, _SOURCE, "low", ends_on=end)
        for (day, value), end in zip(steps, [*ends, None], strict=True)
    ]
    if kept:
        kept = (*kept[:-1], replace(kept[-1], ends_on=steps[0][0]))
    return Rule(rule.key, rule.meaning, rule.unit, (*kept, *new))


def _day(key: str, entry: Node) -> date | None:
    try:
        return date.fromisoformat(key)
    except ValueError:
        entry.fault("must stand under a date such as 2026-08-01")
        return None
