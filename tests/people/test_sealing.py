"""Secrets of authenticator apps: sealed under the installation's key, and still opened after it changes."""

from __future__ import annotations

import pytest
from cryptography.fernet import InvalidToken
from hypothesis import given
from hypothesis import strategies as st

from saggar.people.sealing import seal, unseal


@given(st.text())
def test_what_is_sealed_comes_back(text: str) -> None:
    """Any text, as it was."""
    assert unseal(seal(text)) == text


def test_same_secret_is_sealed_differently_each_time() -> None:
    """Two people with the same secret cannot be told from the table."""
    assert seal("JBSWY3DP") != seal("JBSWY3DP")


def test_older_key_still_opens_and_no_longer_seals(settings) -> None:
    """The signing key can be changed without everybody setting up their app again."""
    sealed_before = seal("JBSWY3DP")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key" * 6
    sealed_after = seal("JBSWY3DP")
    assert unseal(sealed_before) == "JBSWY3DP"
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(sealed_after) == "JBSWY3DP"
    with pytest.raises(InvalidToken):
        unseal(sealed_before)


def test_changed_byte_is_noticed() -> None:
    """Somebody who can write to the table cannot put in a secret of their own."""
    sealed = seal("JBSWY3DP")
    with pytest.raises(InvalidToken):
        unseal(sealed[:-6] + ("A" if sealed[-6] != "A" else "B") + sealed[-5:])
