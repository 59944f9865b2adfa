"""What a session has proved about its person: that somebody with a second factor is behind it, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

SECOND_FACTOR, BY_PROVIDER = "second_factor_of", "provider_proved_second_factor_of"
STRONG_CLASSES, STRONG_LEVELS = {"AAL2", "AAL3"}, {"2", "3"}
"""How NHS CIS2 names an authentication with two factors: NIST SP 800-63B assurance levels 2 and 3."""


def mark(session: SessionBase, user_id: int) -> None:
    """Note that the person signed in here has proved a second factor."""
    session[SECOND_FACTOR] = user_id


def unmark(session: SessionBase) -> None:
    """Forget it, as when the factor is removed."""
    session.pop(SECOND_FACTOR, None)


def holds(session: SessionBase, user_id: int | None) -> bool:
    """Whether this person has proved a second factor in this session."""
    return user_id is not None and session.get(SECOND_FACTOR) == user_id


def note_provider(session: SessionBase, user_id: int) -> None:
    """Note that the sign-in provider vouches for two factors of this person, before they are signed in."""
    session[BY_PROVIDER] = user_id


def provider_vouches(session: SessionBase, user_id: int) -> bool:
    """Whether the provider vouched for two factors of this person in this session."""
    return bool(session.get(BY_PROVIDER) == user_id)


def two_factors_in(claims: Mapping[str, Any]) -> bool:
    """Whether the claims of an identity token say that two factors were used.

    Entra says so in `amr` (RFC 8176, "mfa"); NHS CIS2 in `acr`, such as AAL3_ANY or AAL2_TOTP, and in
    `authentication_assurance_level`.
    """
    in_class = str(claims.get("acr", "")).partition("_")[0] in STRONG_CLASSES
    at_level = str(claims.get("authentication_assurance_level", "")) in STRONG_LEVELS
    return in_class or at_level or "mfa" in (claims.get("amr") or ())


def way_of(records: Iterable[Mapping[str, Any]]) -> str:
    """How somebody came in, from allauth's records of this sign-in: by provider or by password."""
    return "provider" if any(record["method"] == "socialaccount" for record in records) else "password"


def factor_of(records: Iterable[Mapping[str, Any]]) -> str:
    """Which second factor was used: totp, recovery_codes, or none."""
    used = [str(record.get("type", "")) for record in records if record["method"] == "mfa"]
    return used[-1] if used else "none"
