"""Setting up, replacing and removing the second factor: allauth's own steps, each with its event.

The steps ask for a recent sign-in themselves (ReauthenticationRequired) and send the owner a letter.
"""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal import flows as recovery
from allauth.mfa.totp.internal import flows as totp
from django.http import HttpRequest

from saggar.people import events, letters, policies, queries
from saggar.people.actions.sessions import end_other_sessions, end_sessions_of
from saggar.people.models import User
from saggar.platform import clock, decisions
from saggar.platform.permits import Actor
from saggar.platform.work import unit_of_work


def add_second_factor(actor: Actor, *, request: HttpRequest, form: Any) -> bool:
    """Set up the authenticator app whose code `form` has checked, in place of an earlier one.

    Returns whether recovery codes were made, which happens the first time only.
    """
    with unit_of_work(actor) as work:
        (user,) = work.lock(User.objects.filter(pk=queries.own_id(actor)))
        earlier = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
        replaces = earlier.delete()[0] > 0
        _, codes = totp.activate_totp(request, form)
        end_other_sessions(user, request)
        work.record(events.SecondFactorAdded(replaces), subject=user)
    return codes is not None


def remove_second_factor(actor: Actor, *, request: HttpRequest) -> None:
    """Remove the authenticator app and its recovery codes; DoesNotExist when there is none."""
    with unit_of_work(actor) as work:
        (user,) = work.lock(User.objects.filter(pk=queries.own_id(actor)))
        earlier = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
        totp.deactivate_totp(request, earlier)
        end_other_sessions(user, request)
        work.record(events.SecondFactorRemoved(), subject=user)


def clear_second_factor(actor: Actor, *, user_id: int) -> None:
    """Take away the second factor of a member who has lost it; they set up a new one at the next sign-in.

    The administrator has made sure who is asking, as carefully as at the invitation.
    """
    employers = queries.employers_of(user_id, clock.today())
    decisions.require(policies.may_clear_second_factor(actor, user_id, employers))
    with unit_of_work(actor) as work:
        (user,) = work.lock(User.objects.filter(pk=user_id))
        Authenticator.objects.filter(user=user).delete()
        end_sessions_of(user)
        letters.send("totp_deactivated", user.email, {})
        work.record(events.SecondFactorRemoved(), subject=user)


def renew_recovery_codes(actor: Actor, *, request: HttpRequest) -> None:
    """Make new recovery codes; the old ones stop working."""
    with unit_of_work(actor) as work:
        (user,) = work.lock(User.objects.filter(pk=queries.own_id(actor)))
        recovery.generate_recovery_codes(request)
        work.record(events.RecoveryCodesMade(), subject=user)
