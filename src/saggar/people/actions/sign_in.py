"""The record of what happens at the door: who came in, how, who was turned away, and when a session ended."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount

from saggar.people import events
from saggar.people.models import User
from saggar.platform.permits import PUBLIC, Actor
from saggar.platform.work import unit_of_work


def record_sign_in(actor: Actor, *, user: User, way: str, second_factor: str) -> None:
    """Record that `user` signed in; see SignedIn for the words."""
    with unit_of_work(actor) as work:
        work.record(events.SignedIn(way, second_factor), subject=user)


def record_failure(*, account: User | None, step: str) -> None:
    """Record a refused sign-in, with the account only where one exists.

    Nobody acts, so that known and unknown addresses cost the same work and lock the same chain.
    """
    with unit_of_work(PUBLIC) as work:
        work.record(events.SignInFailed(step), subject=account)


def record_sign_out(actor: Actor, *, user: User, because: str) -> None:
    """Record that a session of `user` ended; `because` is asked, idle or limit."""
    with unit_of_work(actor) as work:
        work.record(events.SignedOut(because), subject=user)


def link_identity(actor: Actor, *, user: User, provider: str, uid: str) -> SocialAccount:
    """Join the account to the identity `uid` of a sign-in provider; nothing else of it is kept."""
    with unit_of_work(actor) as work:
        linked = SocialAccount.objects.create(user=user, provider=provider, uid=uid, extra_data={})
        work.record(events.IdentityLinked(), subject=user)
    return linked
