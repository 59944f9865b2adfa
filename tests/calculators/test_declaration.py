"""A calculation reads its arguments strictly, says every fault with its path, and rounds at the edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import jsonschema
import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from saggar.calculators.calculator import calculator
from saggar.calculators.faults import BadInput
from saggar.calculators.fields import Count, Money, MoneyNotNegative, Month, Share
from saggar.calculators.kinds import NumberKind
from saggar.rules.dated import NoRuleError, UsedRule


@dataclass(frozen=True)
class Part:
    """A part."""

    price: MoneyNotNegative
    start: date


@dataclass(frozen=True)
class Given:
    """Everything a calculation can take."""

    amount: Money
    parts: tuple[Part, ...] = ()
    by_month: Mapping[Month, Money] | Money = Decimal(0)
    share: Share = Decimal(0)
    count: Count = 1
    kind: Literal["a", "b"] = "a"
    sure: bool = False
    name: str | None = None
    reading: float = 0.0


@dataclass(frozen=True)
class Result:
    """What comes back."""

    total: Annotated[Money, "The sum"]
    exact: Annotated[Decimal, NumberKind()]
    by_month: Mapping[Month, Money]
    day: date | None
    rules: tuple[UsedRule, ...]


USED = UsedRule("example.rule", date(2026, 8, 1), "a source")


@calculator("example", "An example")
def example(given: Given) -> Result:
    """Adds up."""
    if given.name == "before":
        raise NoRuleError("example.rule has no value on 1 January 1900")
    months = given.by_month if isinstance(given.by_month, Mapping) else {}
    total = given.amount + sum((part.price for part in given.parts), Decimal(0))
    return Result(total, given.share, months, None, (USED,))


def _faults(arguments: object) -> list[tuple[str, str]]:
    with pytest.raises(BadInput) as caught:
        example.run(arguments)
    return [(fault.path, fault.message) for fault in caught.value.faults]


def test_a_result_is_json_with_the_rules_it_used() -> None:
    """Money has two decimals, months and days are text, and each rule shows key, from and source."""
    assert example.run({"amount": "10.005", "by_month": {"2026-08": 1}, "share": 0.125}) == {
        "total": 10.01,
        "exact": 0.125,
        "by_month": {"2026-08": 1.0},
        "day": None,
        "rules": [{"key": "example.rule", "from": "2026-08-01", "source": "a source"}],
    }


def test_money_rounds_half_up_away_from_nothing() -> None:
    """Half a penny goes up, on both sides of nought."""
    assert example.run({"amount": "0.125"})["total"] == 0.13
    assert example.run({"amount": "-0.125"})["total"] == -0.13


def test_numbers_and_text_are_the_same_money() -> None:
    """0.1 given as a number is a tenth exactly, as it is when given as text."""
    parts = [{"price": 0.1, "start": "2026-08-01"}, {"price": "0.2", "start": "2026-08-01"}]
    assert example(Given(Decimal("0.3"))).total == Decimal("0.3")
    assert example.run({"amount": 0, "parts": parts})["total"] == 0.3


def test_every_fault_is_named_with_its_path() -> None:
    """The reader corrects everything in one go."""
    arguments = {
        "amont": 1,
        "parts": [{"price": -1, "start": "2026-02-30"}, {"price": 1}, 7],
        "by_month": {"2026-13": 1, "2026-01": "x"},
        "kind": "c",
        "sure": 1,
    }
    assert _faults(arguments) == [
        ("amont", "is not a known name; did you mean amount?"),
        ("amount", "is missing"),
        ("parts[0].price", "must be from 0 to 1000000000000"),
        ("parts[0].start", "2026-02-30 is not a date of the calendar"),
        ("parts[1].start", "is missing"),
        ("parts[2]", "must be an object"),
        ("by_month.2026-13", "2026-13-01 is not a date of the calendar"),
        ("by_month.2026-01", 'must be a number such as 1200 or "1200.50"'),
        ("kind", "must be one of a, b"),
        ("sure", "must be true or false"),
    ]


NOT_A_NUMBER = "must be a number, or a number written as text"
INFINITE = "must be a number, not infinite or undefined"
NOT_SUCH = 'must be a number such as 1200 or "1200.50"'


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (True, NOT_A_NUMBER),
        (None, NOT_A_NUMBER),
        ([1], NOT_A_NUMBER),
        (float("nan"), INFINITE),
        (float("inf"), INFINITE),
        (Decimal("-Infinity"), INFINITE),
        ("NaN", NOT_SUCH),
        ("1e9", NOT_SUCH),
        ("£5", NOT_SUCH),
        ("", NOT_SUCH),
        ("1,000", NOT_SUCH),
        (1e300, "must be from -1000000000000 to 1000000000000"),
    ],
)
def test_what_is_not_an_amount_is_refused(value: object, message: str) -> None:
    """No boolean, no infinity, no thousands separator slips in as money."""
    assert _faults({"amount": value}) == [("amount", message)]


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("count", True, "must be a whole number"),
        ("count", 1.5, "must be a whole number"),
        ("count", "1", "must be a whole number"),
        ("count", -1, "must be from 0 to 1000000"),
        ("share", 1.01, "must be from 0 to 1"),
        ("name", "x" * 2_001, "must be at most 2000 characters"),
        ("name", 5, "must be text"),
        ("parts", {}, "must be a list"),
        ("kind", True, "must be one of a, b"),
        ("reading", float("nan"), INFINITE),
    ],
)
def test_each_kind_of_value_keeps_its_bounds(name: str, value: object, message: str) -> None:
    """A value of another kind or beyond its bounds is refused in words."""
    assert _faults({"amount": 1, name: value}) == [(name, message)]


def test_a_month_given_twice_is_a_fault() -> None:
    """A month and a day in it are the same month; the second never overwrites the first."""
    months = {"2026-08": 1, "2026-08-15": 2}
    assert _faults({"amount": 1, "by_month": months}) == [("by_month.2026-08-15", "is given twice")]


def test_either_of_two_kinds_is_asked_for_by_both_names() -> None:
    """An amount or amounts by month: what is neither hears of both."""
    message = "must be an object or must be a number, or a number written as text"
    assert _faults({"amount": 1, "by_month": True}) == [("by_month", message)]


@pytest.mark.parametrize("arguments", [None, [], 5, "text"])
def test_arguments_are_an_object(arguments: object) -> None:
    """Anything else is refused as a whole."""
    assert _faults(arguments) == [("", "must be an object")]


def test_a_date_before_the_rules_is_the_callers_fault() -> None:
    """A missing rule reads as a fault of the arguments, not as a crash."""
    message = "example.rule has no value on 1 January 1900"
    assert _faults({"amount": 1, "name": "before"}) == [("", message)]


def test_an_annotation_that_is_no_kind_fails_at_once() -> None:
    """A slip in a declaration stops the import, not the first user."""

    @dataclass(frozen=True)
    class Odd:
        """Holds what JSON has no form for."""

        value: complex

    def odd(given: Any) -> Any:
        """Nothing."""

    odd.__annotations__ = {"given": Odd, "return": Result}
    with pytest.raises(TypeError, match="is not a kind of value"):
        calculator("odd", "Odd")(odd)


@for_all(st.decimals("-1e9", "1e9", places=2))
def test_money_in_is_money_out(amount: Decimal) -> None:
    """Whole pence survive the way in and out, as numbers and as text."""
    assert example.run({"amount": str(amount)})["total"] == float(amount)
    assert example.run({"amount": float(amount)})["total"] == float(amount)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
NAMES = ["amount", "parts", "by_month", "share", "count", "kind", "sure", "name", "reading"]


@for_all(st.dictionaries(st.sampled_from(NAMES), JSON))
def test_no_arguments_whatever_bring_it_down(arguments: dict[str, object]) -> None:
    """Any JSON gives either a result the schema accepts or faults in words; nothing else."""
    try:
        result = example.run(arguments)
    except BadInput:
        return
    jsonschema.validate(result, example.schema()["properties"]["output"])
    jsonschema.validate(arguments, example.schema()["properties"]["input"])
