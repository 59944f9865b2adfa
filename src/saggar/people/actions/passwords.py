"""Choosing a password, and renewing its hash when the settings of hashing have grown stronger."""

from __future__ import annotations

from django.contrib.auth.hashers import get_hasher, identify_hasher

from saggar.people import events
from saggar.people.models import User
from saggar.platform.permits import Actor
from saggar.platform.work import unit_of_work


def choose_password(actor: Actor, *, user: User, password: str, way: str) -> None:
    """Give `user` the new password, which ends all their other sessions.

    `way` is "changed" or "reset". The caller has checked the old password or the link, and the rules.
    """
    with unit_of_work(actor) as work:
        _hash_again(user, password)
        work.record(events.PasswordChanged(way), subject=user)


def strengthen_password(actor: Actor, *, user: User, password: str) -> None:
    """Hash the right password again if its hash was made with older settings; otherwise write nothing."""
    if is_outdated(user.password):
        with unit_of_work(actor) as work:
            _hash_again(user, password)
            work.record(events.PasswordStrengthened(), subject=user)


def is_outdated(encoded: str) -> bool:
    """Whether a hash was made by another method, or with weaker settings, than today's."""
    preferred = get_hasher("default")
    return identify_hasher(encoded).algorithm != preferred.algorithm or preferred.must_update(encoded)


def _hash_again(user: User, password: str) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
