"""Our dated levy rules say what the published rulebook says, value by value and date by date."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from saggar.rules import levy
from saggar.rules.dated import NoRuleError, Version

PUBLISHED: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "data" / "rulebook.json").read_text(encoding="utf-8")
)["rules"]
IN_WORDS = "transfer.allowance_base"


def _row_name(row: dict[str, Any]) -> str:
    return f"{row['key']}-{row['effective_from']}"


def _ages(funding: levy.FullFunding, template: str) -> str:
    return template.format(funding.youngest, funding.oldest, funding.oldest + 1, funding.oldest_with_support)


def _full_funding(version: Version[levy.FullFunding]) -> dict[str, object]:
    """Our typed value in the rulebook's words, which name other facts in each period."""
    funding = version.value
    if funding.levy_payers_too:
        age = _ages(funding, "{}-{} ({}-{} with EHCP or care leaver)")
        return {"max_employees": funding.max_employees, "age": age}
    if funding.oldest_with_support is None:
        return {"levy_payer": False, "age": _ages(funding, "{}-{}")}
    few = (funding.support_max_employees or 0) + 1
    age = _ages(funding, "{}-{} ({}-{} with EHCP/care leaver if ") + f"<{few} employees)"
    return {"levy_payer": False, "any_size": funding.max_employees is None, "age": age}


def _in_published_form(version: Version[Any]) -> object:
    value = version.value
    match value:
        case levy.FullFunding():
            return _full_funding(version)
        case levy.Incentive():
            return {"provider": _plain(value.provider), "employer": _plain(value.employer)}
        case levy.BandRange():
            return {"min": float(value.lowest), "max": float(value.highest)}
        case levy.LevelSevenAge():
            policy = f"16-{value.policy_oldest}; under {value.policy_under_with_support}"
            return {"code": f"age < {value.checked_under}", "policy": f"{policy} if EHCP/care leaver/in care"}
    return _plain(value)


def _plain(value: object) -> object:
    match value:
        case Decimal():
            return float(value)
        case tuple():
            return [_plain(item) for item in value]
    return value


@pytest.mark.parametrize("row", PUBLISHED, ids=_row_name)
def test_each_published_row_holds_in_our_rules_on_its_first_and_last_day(row: dict[str, Any]) -> None:
    """A figure in force on a day of the rulebook is the figure a calculation of that day uses."""
    rule = levy.BOOK[row["key"]]
    starts_on = date.fromisoformat(row["effective_from"])
    last_day = date.fromisoformat(row["effective_to"]) if row["effective_to"] else date(2030, 1, 1)
    first, last = rule.version(starts_on), rule.version(last_day)
    assert first == last
    assert first.starts_on == starts_on
    assert first.certainty == row["certainty"]
    if row["key"] != IN_WORDS:
        assert _in_published_form(first) == row["value"]


@pytest.mark.parametrize("row", PUBLISHED, ids=_row_name)
def test_a_published_row_ends_when_it_says(row: dict[str, Any]) -> None:
    """Our periods end the day after the rulebook's last day, and never when it names none."""
    version = levy.BOOK[row["key"]].version(date.fromisoformat(row["effective_from"]))
    last = row["effective_to"]
    assert version.ends_on == (date.fromisoformat(last) + timedelta(days=1) if last else None)


def test_our_rules_hold_nothing_the_rulebook_does_not() -> None:
    """No figure is used that has no published source behind it."""
    ours = {(key, version.starts_on.isoformat()) for key in levy.BOOK for version in levy.BOOK[key].versions}
    assert ours == {(row["key"], row["effective_from"]) for row in PUBLISHED}


@pytest.mark.parametrize("key", levy.BOOK)
def test_every_rule_names_its_source_and_unit(key: str) -> None:
    """Whoever reads a figure can see where it comes from and what it counts."""
    rule = levy.BOOK[key]
    assert rule.meaning
    assert rule.unit
    assert [version for version in rule.versions if not version.source] == []


def test_before_the_levy_began_there_is_no_rate() -> None:
    """A date before the rules is an error, never a silent zero."""
    with pytest.raises(NoRuleError, match=r"levy\.rate has no value on 5 April 2017"):
        levy.LEVY_RATE.on(date(2017, 4, 5))
