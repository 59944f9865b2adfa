"""Signing in as an invented person with one press: in a demonstration, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.conf import settings
from django.contrib.auth import login
from django.db.models import Q
from django.http import Http404, HttpRequest

from saggar.organisations.membership import actor_of
from saggar.organisations.models import Membership
from saggar.people import actions, proof
from saggar.people.models import User
from saggar.platform import clock, decisions
from saggar.platform.decisions import Allowed, Decision, Refused
from saggar.platform.permits import ROLES
from saggar.web import sessions

DOMAIN = "@demo.saggar.example"
"""Only accounts with such an address are invented; no real address can end so (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person as they work somewhere; without an organisation they hold no role."""

    user_id: int
    name: str
    organisation: str = ""
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """The invented people of one role, by organisation."""

    role: str
    people: tuple[Person, ...]


def may_sign_in_as_invented() -> Decision:
    """In demonstration mode only; elsewhere the page does not exist."""
    if settings.DEMONSTRATION:
        return Allowed("a demonstration with invented people")
    return Refused("There is no demonstration here.", hidden=True)


def casts(today: date) -> list[Cast]:
    """The invented people by role, in the order of the roles, and last those without one; two queries."""
    decisions.require(may_sign_in_as_invented())
    by_role = {role: _people(held) for role, held in groupby(_memberships(today), key=lambda each: each.role)}
    found = [Cast(ROLES[role].title, by_role[role]) for role in ROLES if role in by_role]
    without = tuple(Person(user.pk, user.name) for user in _without_role(today))
    return [*found, *([Cast("No role in an organisation", without)] if without else [])]


def sign_in(request: HttpRequest, *, user_id: int, organisation_id: int | None) -> None:
    """Start a session as an invented person, working for the organisation; Http404 for anybody else."""
    decisions.require(may_sign_in_as_invented())
    user = User.objects.filter(pk=user_id, email__endswith=DOMAIN, is_active=True).first()
    if user is None:
        raise Http404("There is no such invented person.")
    login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
    sessions.start(request.session, clock.now())
    proof.mark(request.session, user.pk)
    request.session["membership_organisation"] = organisation_id
    actor = actor_of(user.pk, organisation_id, clock.today())
    actions.record_sign_in(actor, user=user, way="demonstration", second_factor="none")


def _held(today: date) -> Q:
    return Q(starts_on__lte=today) & (Q(ends_on=None) | Q(ends_on__gt=today))


def _memberships(today: date) -> list[Membership]:
    held = Membership.objects.filter(_held(today), user__email__endswith=DOMAIN, user__is_active=True)
    return list(
        held.select_related("user", "organisation").order_by("role", "organisation__name", "user__name", "pk")
    )


def _people(memberships: Iterable[Membership]) -> tuple[Person, ...]:
    return tuple(
        Person(held.user_id, held.user.name, held.organisation.name, held.organisation_id)
        for held in memberships
    )


def _without_role(today: date) -> list[User]:
    working = Membership.objects.filter(_held(today)).values("user_id")
    invented = User.objects.filter(email__endswith=DOMAIN, is_active=True)
    return list(invented.exclude(pk__in=working).order_by("name", "pk"))
