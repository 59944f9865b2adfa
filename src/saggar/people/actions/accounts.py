"""Accounts are made by invitation, renamed and closed; never by signing oneself up."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError

from saggar.people import events, letters, policies, queries
from saggar.people.models import User, as_kept
from saggar.platform import clock, decisions
from saggar.platform.permits import Actor
from saggar.platform.work import unit_of_work

TAKEN = "This email address already has an account"


def make_account(actor: Actor, *, email: str, name: str) -> User:
    """Make an account without a password and tell its owner by e-mail how to choose one.

    ValidationError when the address or name is not usable, or the address has an account already.
    """
    decisions.require(policies.may_make_account(actor))
    user = User(email=as_kept(email), name=name.strip())
    user.set_unusable_password()
    user.full_clean(validate_constraints=False)
    try:
        with unit_of_work(actor) as work:
            user.save()
            work.record(events.AccountMade(), subject=user)
            letters.send("invitation", user.email, {"name": user.name})
    except IntegrityError as error:
        raise ValidationError({"email": TAKEN}) from error
    return user


def rename_account(actor: Actor, *, user_id: int, name: str) -> None:
    """Correct the name on an account. ValidationError for an empty or overlong name."""
    employers = queries.employers_of(user_id, clock.today())
    decisions.require(policies.may_rename_account(actor, user_id, employers))
    with unit_of_work(actor) as work:
        (user,) = work.lock(User.objects.filter(pk=user_id))
        user.name = name.strip()
        user.full_clean(validate_constraints=False, validate_unique=False)
        user.save(update_fields=["name"])
        work.record(events.AccountRenamed(), subject=user)


def close_account(actor: Actor, *, user_id: int) -> None:
    """Close an account: its sessions end with the next page, and nobody can sign in to it again."""
    employers = queries.employers_of(user_id, clock.today())
    decisions.require(policies.may_close_account(actor, user_id, employers))
    with unit_of_work(actor) as work:
        (user,) = work.lock(User.objects.filter(pk=user_id))
        user.is_active = False
        user.save(update_fields=["is_active"])
        work.record(events.AccountClosed(), subject=user)
