"""The named sets of rules a what-if compares."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

from saggar.rules import levy

BEFORE, AFTER = date(2026, 7, 31), date(2026, 8, 1)
OLD = [Decimal("0.1"), 24, Decimal("0.5"), Decimal("0.05"), Decimal("0.05")]


def _figures(key: str, on: date) -> list[object]:
    return [rule.on(on) for rule in levy.RULE_SETS[key].rules]


def test_the_law_changes_on_1_august_2026() -> None:
    """No top-up, 12 months and 25% co-investment from that day; transfers stay at 50%."""
    assert _figures("in-force", BEFORE) == [
        Decimal("0.1"),
        24,
        Decimal("0.5"),
        Decimal("0.05"),
        Decimal("0.05"),
    ]
    assert _figures("in-force", AFTER) == [0, 12, Decimal("0.5"), Decimal("0.25"), Decimal("0.05")]


def test_without_the_reform_the_old_figures_hold_for_ever() -> None:
    """The comparison keeps 10%, 24 months and 5%, and leaves the rest as the law has it."""
    assert _figures("before-august-2026", AFTER) == OLD


def test_the_programmes_own_account_caps_transfers_at_a_quarter() -> None:
    """25% in every year, before and after; the reform of August 2026 still comes."""
    assert _figures("allowance-25", date(2019, 5, 1))[2] == Decimal("0.25")
    assert _figures("allowance-25", AFTER) == [0, 12, Decimal("0.25"), Decimal("0.25"), Decimal("0.05")]


def test_the_version_of_a_set_is_a_stable_digest() -> None:
    """The same contents have the same version anywhere; a changed figure has another."""
    versions = {key: rule_set.version for key, rule_set in levy.RULE_SETS.items()}
    assert len(set(versions.values())) == len(versions)
    retitled = dataclasses.replace(levy.IN_FORCE, title="The same rules under another title")
    changed = dataclasses.replace(levy.IN_FORCE, top_up=levy.BEFORE_AUGUST_2026.top_up)
    assert retitled.version == levy.IN_FORCE.version
    assert changed.version != levy.IN_FORCE.version
