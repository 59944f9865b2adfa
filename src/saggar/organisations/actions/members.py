"""Roles of people in organisations: given from a day on, ended from a day on, never deleted."""

from __future__ import annotations

from datetime import date

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404

from saggar.organisations import policies
from saggar.organisations.actions.organisations import organisation_named
from saggar.organisations.events import RoleEnded, RoleGiven
from saggar.organisations.models import Membership, Organisation
from saggar.people.actions import make_account
from saggar.platform.decisions import require
from saggar.platform.permits import ROLES, Actor
from saggar.platform.work import unit_of_work

ADMINISTRATOR = "administrator"
LAST_ADMINISTRATOR = "Give somebody else the role of administrator first: an organisation needs one"


def give_role(actor: Actor, *, user_id: int, organisation_id: int, role: str, starts_on: date) -> Membership:
    """Give somebody a role from `starts_on`; one they still hold then is left as it is and returned.

    Raises KeyError for a role nobody declared, Http404 for an account or organisation that is not there.
    """
    organisation = organisation_named(organisation_id)
    require(policies.may_give_role(actor, organisation, ROLES[role].key))
    if not get_user_model().objects.filter(pk=user_id).exists():
        raise Http404("There is no such account.")
    with unit_of_work(actor) as work:
        work.lock(Organisation.objects.filter(pk=organisation_id))
        earlier = Membership.objects.filter(user_id=user_id, organisation_id=organisation_id, role=role)
        held = earlier.filter(Q(ends_on=None) | Q(ends_on__gt=starts_on)).first()
        if held is not None:
            return held
        membership = Membership.objects.create(
            user_id=user_id, organisation_id=organisation_id, role=role, starts_on=starts_on
        )
        event = RoleGiven(user_id, role, starts_on)
        work.record(event, subject=membership, organisation_id=organisation_id)
    return membership


def add_member(
    actor: Actor, *, organisation_id: int, email: str, name: str, role: str, starts_on: date
) -> Membership:
    """Give a role to whoever has this e-mail address; without an account they are invited to one first.

    Raises ValidationError for an address or name that cannot be used.
    """
    organisation = organisation_named(organisation_id)
    require(policies.may_give_role(actor, organisation, role))
    user = get_user_model().objects.filter(email__iexact=email.strip()).first()
    if user is None:
        user = make_account(actor, email=email, name=name)
    return give_role(actor, user_id=user.pk, organisation_id=organisation_id, role=role, starts_on=starts_on)


def end_role(actor: Actor, *, membership_id: int, ends_on: date) -> Membership:
    """End a role; `ends_on` is the first day without it. Ending an ended role changes nothing.

    Raises Http404 for a role elsewhere, ValidationError for an end before the start and for the last
    administrator of an organisation.
    """
    membership = Membership.objects.filter(pk=membership_id).first()
    if membership is None:
        raise Http404("There is no such role for you.")
    require(policies.may_end_role(actor, membership))
    with unit_of_work(actor) as work:
        (membership,) = work.lock(Membership.objects.filter(pk=membership_id))
        work.lock(Organisation.objects.filter(pk=membership.organisation_id))
        if membership.ends_on is None:
            _refuse_to_end(actor, membership, ends_on)
            membership.ends_on = ends_on
            membership.save(update_fields=["ends_on"])
            event = RoleEnded(membership.user_id, membership.role, ends_on)
            work.record(event, subject=membership, organisation_id=membership.organisation_id)
    return membership


def _refuse_to_end(actor: Actor, membership: Membership, ends_on: date) -> None:
    if ends_on < membership.starts_on:
        raise ValidationError({"ends_on": "The end must be on or after the day the role began"})
    others = Membership.objects.filter(
        organisation_id=membership.organisation_id, role=ADMINISTRATOR, ends_on=None
    ).exclude(pk=membership.pk)
    if membership.role == ADMINISTRATOR and not actor.is_product and not others.exists():
        raise ValidationError(LAST_ADMINISTRATOR)
