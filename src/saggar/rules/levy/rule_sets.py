"""Named sets of the rules a what-if may change: the law as dated, and other accounts of it to compare."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from saggar.rules.dated import Rule, Value, Version
from saggar.rules.levy import apprenticeships, funds

PROGRAMME_ACCOUNT = "what-if: the programme's own account of the rules"
NO_REFORM = "what-if: the rules before 1 August 2026, kept"


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules a forecast or an allocation depends on, under one name.

    `version` is a short digest of the contents, the same on every machine, so that two results can be
    told to rest on the same rules.
    """

    key: str
    title: str
    explanation: str
    top_up: Rule[Decimal]
    expiry_months: Rule[int]
    transfer_allowance_rate: Rule[Decimal]
    co_investment_levy_exhausted: Rule[Decimal]
    co_investment_non_levy: Rule[Decimal]

    @property
    def rules(self) -> tuple[Rule[Any], ...]:
        """The five rules of the set, in the order they are declared."""
        return (
            self.top_up,
            self.expiry_months,
            self.transfer_allowance_rate,
            self.co_investment_levy_exhausted,
            self.co_investment_non_levy,
        )

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of the set's keys, periods and values."""
        lines = [
            [rule.key, str(v.value), v.starts_on.isoformat(), v.ends_on and v.ends_on.isoformat()]
            for rule in self.rules
            for v in rule.versions
        ]
        return hashlib.sha256(json.dumps([self.key, lines]).encode()).hexdigest()[:12]


def _always(rule: Rule[Value], value: Value, starts_on: date, source: str) -> Rule[Value]:
    """`rule` with one value for ever from `starts_on`."""
    return Rule(rule.key, rule.meaning, rule.unit, (Version(value, starts_on, source, "low"),))


def _first_kept(rule: Rule[Value]) -> Rule[Value]:
    """`rule` as it stood first, for ever: the reform that ended it never comes."""
    first = rule.versions[0]
    return _always(rule, first.value, first.starts_on, NO_REFORM)


IN_FORCE = RuleSet(
    "in-force",
    "The law as dated",
    "Each rule on each date as the sources give it: from August 2026 no top-up, 12 months to use new funds, "
    "and 25% co-investment by levy payers whose account runs out.",
    funds.TOP_UP,
    funds.EXPIRY_MONTHS,
    funds.TRANSFER_ALLOWANCE_RATE,
    apprenticeships.CO_INVESTMENT_LEVY_EXHAUSTED,
    apprenticeships.CO_INVESTMENT_NON_LEVY,
)
ALLOWANCE_25 = RuleSet(
    "allowance-25",
    "Transfers up to 25%",
    "The programme's own account: 25% of last year's funds may be transferred, in every year. All else as "
    "the law has it.",
    funds.TOP_UP,
    funds.EXPIRY_MONTHS,
    _always(
        funds.TRANSFER_ALLOWANCE_RATE,
        Decimal("0.25"),
        funds.TRANSFER_ALLOWANCE_RATE.versions[0].starts_on,
        PROGRAMME_ACCOUNT,
    ),
    apprenticeships.CO_INVESTMENT_LEVY_EXHAUSTED,
    apprenticeships.CO_INVESTMENT_NON_LEVY,
)
BEFORE_AUGUST_2026 = RuleSet(
    "before-august-2026",
    "As before August 2026",
    "What would be had nothing changed: 10% top-up, 24 months to use every fund, 5% co-investment.",
    _first_kept(funds.TOP_UP),
    _first_kept(funds.EXPIRY_MONTHS),
    funds.TRANSFER_ALLOWANCE_RATE,
    _first_kept(apprenticeships.CO_INVESTMENT_LEVY_EXHAUSTED),
    apprenticeships.CO_INVESTMENT_NON_LEVY,
)

RULE_SETS: Mapping[str, RuleSet] = MappingProxyType(
    {rule_set.key: rule_set for rule_set in (IN_FORCE, ALLOWANCE_25, BEFORE_AUGUST_2026)}
)
