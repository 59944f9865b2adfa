"""Postcodes as typed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.organisations.postcodes import Postcode, PostcodeError, read_postcode

WHOLE = Postcode("ST4", "6", "QG")


@pytest.mark.parametrize("typed", ["ST4 6QG", "st46qg", " st 4 6 qg ", "St4  6Qg"])
def test_a_postcode_is_understood_in_any_case_and_with_any_spaces(typed):
    """Nobody is sent back over the way they type."""
    assert read_postcode(typed) == WHOLE


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ST4", Postcode("ST4")),
        ("ST4 6", Postcode("ST4", "6")),
        ("ST16 3SR", Postcode("ST16", "3", "SR")),
        ("EC1A 1BB", Postcode("EC1A", "1", "BB")),
        ("EC1A1", Postcode("EC1A", "1")),
        ("M1", Postcode("M1")),
    ],
)
def test_the_beginning_of_a_postcode_is_enough(typed, meant):
    """People may say where they are as vaguely as they like."""
    assert read_postcode(typed) == meant


@pytest.mark.parametrize("typed", ["", "hello", "ST", "4ST 6QG", "ST4 6QGG", "ST4-6QG", "١٢٣"])
def test_what_is_not_a_postcode_is_answered_with_an_example(typed):
    """The message shows what a postcode looks like."""
    with pytest.raises(PostcodeError) as refusal:
        read_postcode(typed)
    assert str(refusal.value) == "Enter a real postcode, like ST4 6QG, or the first part of one, like ST4"


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("BT1 1AA", "Northern Ireland"),
        ("JE2 3AB", "Jersey"),
        ("GY1", "Guernsey"),
        ("IM1 1AA", "the Isle of Man"),
    ],
)
def test_islands_on_another_grid_are_named(typed, country):
    """People there are told that the map does not reach them, rather than that they mistyped."""
    with pytest.raises(PostcodeError) as refusal:
        read_postcode(typed)
    assert str(refusal.value) == f"Enter a postcode in England, Scotland or Wales: {typed} is in {country}"


@given(st.one_of(st.text(), st.from_regex(r"[a-z]{1,2}[0-9a-z]{1,3} ?[0-9]?[a-z]{0,2}", fullmatch=True)))
def test_any_text_is_read_or_refused_in_words(typed):
    """No input breaks the reading, and what is read reads the same again."""
    with suppress(PostcodeError):
        read = read_postcode(typed)
        assert read_postcode(str(read)) == read
