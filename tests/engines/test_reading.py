"""Reading JSON value by value: every fault noted, with its path."""

from datetime import date
from decimal import Decimal

import pytest

from saggar.engines.faults import BadProblem, Fault
from saggar.engines.reading import Node, month_from_text


def faults_of(node):
    """The faults noted so far, as (path, message)."""
    with pytest.raises(BadProblem) as refused:
        node.finish()
    return [(fault.path, fault.message) for fault in refused.value.faults]


def test_a_document_without_faults_is_read():
    """Values of every kind come back as what they are."""
    root = Node({"name": "A", "n": 3, "share": "0.25", "month": "2026-08", "list": [1, 2], "map": {"x": 1}})
    assert root.at("name").text() == "A"
    assert root.at("n").whole(1, 5) == 3
    assert root.at("share").decimal(Decimal(0), Decimal(1), 2) == Decimal("0.25")
    assert root.at("month").month() == date(2026, 8, 1)
    assert [node.whole(1, 2) for node in root.at("list").items()] == [1, 2]
    assert [(key, node.whole(1, 2)) for key, node in root.at("map").entries()] == [("x", 1)]
    root.finish()


def test_missing_values_take_their_default():
    """A default stands in for what is missing or null, and is no fault."""
    root = Node({"null": None})
    assert root.at("null").text(default="x") == "x"
    assert root.at("n").whole(1, 5, default=2) == 2
    assert root.at("d").decimal(Decimal(0), Decimal(1), 2, default=Decimal(1)) == 1
    assert root.at("m").month(default=date(2026, 1, 1)) == date(2026, 1, 1)
    assert root.at("w").choice(("a", "b"), default="b") == "b"
    assert root.at("l").items() == []
    assert root.at("o").entries() == []
    root.finish()


def test_reading_goes_on_after_a_fault():
    """Every fault of a document is found in one reading, each with its path."""
    root = Node({"a": [{"n": 9}, {"n": "x"}], "b": 1})
    for node in root.at("a").items():
        node.at("n").whole(1, 5)
    root.at("c").text()
    root.only("a")
    assert faults_of(root) == [
        ("a[0].n", "is 9; it must be from 1 to 5"),
        ("a[1].n", "is 'x'; it must be a whole number"),
        ("c", "is missing; it must be text"),
        ("b", "is not a known field"),
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (True, "is true or false; it must be a number"),
        ("Infinity", "is 'Infinity'; it must be a number"),
        ([], "is a list; it must be a number"),
        (None, "is null; it must be a number"),
        ("1.234", "is 1.234; it may have at most 2 decimal places"),
        (11, "is 11; it must be from 0 to 10"),
    ],
)
def test_what_is_no_number_is_named(value, message):
    """True, endless, too exact and too large numbers are refused alike."""
    node = Node({"n": value})
    node.at("n").decimal(Decimal(0), Decimal(10), 2)
    assert faults_of(node) == [("n", message)]


def test_a_word_outside_the_choice_is_named_with_the_choice():
    """The message lists what could have been said; the stand-in is the first."""
    node = Node({"w": "c"})
    assert node.at("w").choice(("a", "b")) == "a"
    assert faults_of(node) == [("w", "is 'c'; it must be one of a, b")]


@pytest.mark.parametrize("text", ["2026-13", "2026-00", "26-01", "2026-01-01", "0000-01", "", None, 202601])
def test_what_is_no_month_is_none(text):
    """Only YYYY-MM is a month."""
    assert month_from_text(text) is None


def test_a_long_wrong_text_is_cut():
    """A message shows the beginning of what was given, not a page of it."""
    node = Node({"w": "x" * 100})
    node.at("w").month()
    assert faults_of(node) == [("w", "is '" + "x" * 59 + "…; it must be a month such as 2026-08")]


def test_a_fault_without_a_path_is_about_the_whole():
    """A fault of the document itself has no path before its message."""
    assert str(Fault("", "is a list; it must be an object")) == "is a list; it must be an object"
    assert str(BadProblem([Fault("a", "x"), Fault("b", "y")])) == "a: x; b: y"
