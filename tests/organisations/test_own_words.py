"""The mark of what an organisation says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from saggar.organisations.own_words import fingerprint


@dataclass(frozen=True)
class Words:
    """Details of an organisation."""

    telephone: str = ""
    website: str = ""
    services: str = ""


WORDS = st.builds(Words, st.text(max_size=5), st.text(max_size=5), st.text(max_size=5))


@given(WORDS, WORDS)
def test_two_marks_are_the_same_exactly_when_the_words_are(one, other):
    """Somebody is warned of every change and of nothing else."""
    assert (fingerprint(one) == fingerprint(other)) == (one == other)


def test_words_that_moved_to_another_field_are_a_change():
    """The same letters in another place are not the same details."""
    assert fingerprint(Words(telephone="ab")) != fingerprint(Words(telephone="a", website="b"))
