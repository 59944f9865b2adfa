"""Ending the sessions of an account: by its owner, by an administrator, and when what protects it changes."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest

from saggar.people import events, policies, queries
from saggar.people.models import User
from saggar.platform import clock, decisions
from saggar.platform.permits import Actor
from saggar.platform.work import unit_of_work


def end_sessions(actor: Actor, *, user_id: int, request: HttpRequest | None = None) -> None:
    """End all sessions of an account; the owner's own `request` goes on under a new key."""
    employers = queries.employers_of(user_id, clock.today())
    decisions.require(policies.may_end_sessions(actor, user_id, employers))
    with unit_of_work(actor) as work:
        (user,) = work.lock(User.objects.filter(pk=user_id))
        if request is not None and actor.user_id == user_id:
            end_other_sessions(user, request)
        else:
            end_sessions_of(user)
        work.record(events.SessionsEnded(), subject=user)


def end_other_sessions(user: User, request: HttpRequest) -> None:
    """End all sessions of the locked `user` but the one of `request`; the caller records why."""
    end_sessions_of(user)
    update_session_auth_hash(request, user)


def end_sessions_of(user: User) -> None:
    """End all sessions of the locked `user`; the caller records why."""
    user.session_generation += 1
    user.save(update_fields=["session_generation"])
