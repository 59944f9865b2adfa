"""Every calculation can be found, described and run by its name."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from saggar.calculators import registry
from saggar.calculators.registry import CALCULATORS

LEVY = [
    "levy.allowance",
    "levy.completion",
    "levy.cost-by-year",
    "levy.credit",
    "levy.eligibility",
    "levy.expiry",
    "levy.from-paybill",
    "levy.incentives",
    "levy.instalments",
    "levy.match",
    "levy.projection",
]


def test_the_levy_calculations_are_there() -> None:
    """Each name of the contract is there, and none besides."""
    assert [name for name in CALCULATORS if name.startswith("levy.")] == LEVY


@pytest.mark.parametrize("name", CALCULATORS)
def test_each_calculation_has_a_schema_of_both_sides(name: str) -> None:
    """`--schema` is JSON Schema 2020-12, and every result holds the rules used."""
    schema = registry.schema(name)
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["title"] == name
    assert "rules" in schema["properties"]["output"]["required"]


@pytest.mark.parametrize("name", CALCULATORS)
def test_each_calculation_and_each_of_its_names_is_explained(name: str) -> None:
    """Whoever reads the schema learns what the calculation is for and what each side holds."""
    schema = registry.schema(name)
    sides = schema["properties"]
    assert schema["description"]
    assert sides["input"]["description"]
    assert sides["output"]["description"]


@pytest.mark.parametrize("name", CALCULATORS)
def test_an_unknown_name_is_refused_by_each(name: str) -> None:
    """A misspelt argument is never ignored."""
    with pytest.raises(registry.BadInput, match="surely_unknown: is not a known name"):
        registry.run(name, {"surely_unknown": 1})


def test_an_unknown_calculation_is_a_key_error() -> None:
    """The caller decides what to say about it."""
    with pytest.raises(KeyError):
        registry.run("levy.nothing", {})
