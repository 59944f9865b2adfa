"""The words of a query in the form of the searched text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.organisations.searched import MOST_WORDS, pattern_of, words_of


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Midlands Partnership", ("MIDLANDS", "PARTNERSHIP")),
        ("St George's", ("ST", "GEORGES")),
        ("St George’s", ("ST", "GEORGES")),
        ("Leek & Biddulph", ("LEEK", "BIDDULPH")),
        ("University of Keele, the", ("UNIVERSITY", "KEELE")),
        ("  ", ()),
        ("the and of", ()),
    ],
)
def test_capitals_apostrophes_and_small_words_do_not_count(query, words):
    """The searched text is kept in the same form."""
    assert words_of(query) == words


def test_two_letters_are_looked_for_at_the_start_of_a_word():
    """ "GP" is not meant inside other words."""
    assert (pattern_of("GP"), pattern_of("RJE")) == (" GP", "RJE")


@given(st.text())
def test_any_query_gives_a_few_words_without_spaces(query):
    """Whatever is pasted into the box, the search stays small."""
    words = words_of(query)
    assert len(words) <= MOST_WORDS
    assert [word for word in words if not word or word.split() != [word]] == []
