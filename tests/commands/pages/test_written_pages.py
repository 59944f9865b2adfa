"""The pages written from the code name everything they are about, in words that never differ."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import pytest

from saggar import cli
from saggar.commands.pages import commands, routes, rules
from saggar.rules.levy.apprenticeships import LevelSevenAge
from tests.house import source
from tests.security.routes import routes as every_route


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"),
        (None, "none"),
        (Decimal("0.25"), "0.25"),
        (Fraction(2, 3), "2/3"),
        (Fraction(7), "7"),
        (time(20, 0), "20:00"),
        (date(2026, 8, 1), "2026-08-01"),
        (((100, 45), (20, 30)), "(100, 45), (20, 30)"),
        (MappingProxyType({1: "a", 2: "b"}), "1: a; 2: b"),
        (frozenset({"b", "a"}), "a, b"),
        (
            LevelSevenAge(25, 21, 25),
            "checked under: 25; policy oldest: 21; policy under with support: 25",
        ),
    ],
)
def test_values_are_written_in_words(value: object, words: str) -> None:
    """Whatever a rule holds is shown alike on every machine and in every run."""
    assert rules.said(value) == words


def test_every_rule_has_its_lines() -> None:
    """A rule that is declared anywhere in rules/ and belongs to a book has one line for each version."""
    text = "\n".join(rules.lines())
    held = [rule for book in rules.books().values() for rule in book.values()]
    assert [rule.key for rule in held if f"| `{rule.key}` |" not in text] == []
    tables = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| rule")]
    assert len(tables) == sum(len(rule.versions) for rule in held)


def test_every_rule_belongs_to_a_book() -> None:
    """A module of rules/ that declares a rule outside every book would hide it from the page."""
    keys = {rule.key for book in rules.books().values() for rule in book.values()}
    declared = [
        line.split('"')[1]
        for module in source.modules_of("rules")
        for line in module.text.replace("\n    ", " ").splitlines()
        if "= Rule(" in line and '"' in line
    ]
    assert declared
    assert [key for key in declared if key not in keys] == []


def test_every_route_has_its_line() -> None:
    """A page that is not on the list would be forgotten."""
    text = "\n".join(routes.lines())
    assert [route.name for route in every_route() if f"| `{route.name}` |" not in text] == []
    assert "|  |" not in text


def test_every_command_has_its_section() -> None:
    """Each sub-command with what it does, in the order of the command line."""
    lines = list(commands.lines(cli.parser(cli.COMMANDS)))
    sections = [line.removeprefix("## saggar ") for line in lines if line.startswith("## ")]
    assert sections == list(cli.COMMANDS)
