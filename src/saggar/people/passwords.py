"""What makes a password good enough: its length, and that neither a list nor its surroundings give it away.

Twelve characters or more, 128 at most, no rules about kinds of character and no expiry: NIST SP 800-63B
section 5.1.1.2 and OWASP ASVS 5.0 section 6.2. Lists of leaked passwords hold mostly short ones, so a long
password is also judged by its core: what is left without the words an attacker would think of first, and
without digits and signs around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

MOST_CHARACTERS = 128
"""Longer passwords are refused before hashing, which would cost time in their length."""

LEAST_CORE = 8
"""Characters a password must have besides the words of its surroundings."""

OWN_WORDS = ("saggar", "nhs", "password", "health", "care", "trust", "hospital")
"""Words of the service, which anyone who attacks it tries first."""

TOO_COMMON = "Password is too easy to guess. Use three random words, or a password manager"
TOO_NEAR = "Password must not be made of your name, your organisation or this service. Use three random words"


class LongestValidator:
    """Refuses what is longer than MOST_CHARACTERS."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """ValidationError when the password is too long."""
        if len(password) > MOST_CHARACTERS:
            raise ValidationError(f"Password must be {MOST_CHARACTERS} characters or fewer")

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"Your password can have up to {MOST_CHARACTERS} characters."


class GuessableValidator(CommonPasswordValidator):
    """Refuses leaked passwords, their decorated forms, and what a person's surroundings give away."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """ValidationError when the password is on the list or made of words that surround the person."""
        if self._is_listed(password.lower()):
            raise ValidationError(TOO_COMMON)
        if len(without(password, words_around(user))) < LEAST_CORE:
            raise ValidationError(TOO_NEAR)

    def get_help_text(self) -> str:
        """The rule in words."""
        return "Your password must not be easy to guess."

    def _is_listed(self, password: str) -> bool:
        """Whether the password, its core, or the part it repeats is on the list of leaked passwords."""
        core = password.strip("0123456789!\"£$%^&*()-_=+[]{};:'@#~,<.>/?\\| ")
        return not self.passwords.isdisjoint({password, core, repeated(password), repeated(core)})


def repeated(text: str) -> str:
    """The shortest part that `text` repeats: "letmeinletmein" -> "letmein"; the text itself otherwise."""
    return text[: (text + text).find(text, 1)] if text else text


def words_around(user: AbstractBaseUser | None) -> set[str]:
    """Words of the service, the person's name and address, and the organisations they work for."""
    sources = [*OWN_WORDS]
    if user is not None:
        sources += [str(getattr(user, "name", "")), str(getattr(user, "email", ""))]
        if user.pk is not None:
            sources += organisations_of(user)
    return {word for source in sources for word in words(source)}


def organisations_of(user: AbstractBaseUser) -> list[str]:
    """Names of all organisations the person has or had a role in."""
    memberships = getattr(user, "memberships", None)
    if memberships is None:
        return []
    return list(memberships.values_list("organisation__name", flat=True).distinct())


def words(text: str) -> Iterable[str]:
    """The words of `text` that have three letters or more, in lower case."""
    return re.findall(r"[^\W\d_]{3,}", text.lower())


def without(password: str, unwanted: Iterable[str]) -> str:
    """The letters and digits of `password` once every unwanted word is taken out, longest words first."""
    rest = password.lower()
    for word in sorted(unwanted, key=len, reverse=True):
        rest = rest.replace(word, " ")
    return "".join(character for character in rest if character.isalnum())
