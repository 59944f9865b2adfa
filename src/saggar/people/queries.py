"""What pages and actions ask about accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Q
from django.utils.module_loading import import_string

from saggar.people import policies
from saggar.people.models import User, as_kept
from saggar.platform import clock, decisions
from saggar.platform.permits import ROLES, Actor


@dataclass(frozen=True, slots=True)
class Workplace:
    """An organisation somebody has roles in today, with the titles of the roles."""

    organisation_id: int
    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What the account page shows its owner."""

    name: str
    email: str
    workplaces: tuple[Workplace, ...]
    has_password: bool
    has_second_factor: bool


def own_account(actor: Actor) -> OwnAccount:
    """The account of whoever is signed in; three queries however many roles. Refused to the public."""
    user = User.objects.get(pk=own_id(actor))
    return OwnAccount(
        name=user.name,
        email=user.email,
        workplaces=workplaces_of(user.pk, clock.today()),
        has_password=user.has_usable_password(),
        has_second_factor=has_second_factor(user.pk),
    )


def own_id(actor: Actor) -> int:
    """The id of one's own account. Refused to the public."""
    decisions.require(policies.may_use_own_account(actor))
    return actor.user_id or 0


def workplaces_of(user_id: int, today: date) -> tuple[Workplace, ...]:
    """The organisations in which a person holds a role today, by name."""
    rows = (
        User(pk=user_id)
        .memberships.filter(Q(ends_on=None) | Q(ends_on__gt=today), starts_on__lte=today)
        .order_by("organisation__name", "organisation_id", "role")
        .values_list("organisation_id", "organisation__name", "role")
    )
    return tuple(
        Workplace(organisation_id, name, tuple(ROLES[row[2]].title for row in group))
        for (organisation_id, name), group in groupby(rows, key=lambda row: (row[0], row[1]))
    )


def employers_of(user_id: int, today: date) -> frozenset[int]:
    """Ids of the organisations in which a person holds a role today."""
    return frozenset(workplace.organisation_id for workplace in workplaces_of(user_id, today))


def has_second_factor(user_id: int | None) -> bool:
    """Whether an authenticator app is set up for the account."""
    return bool(Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).exists())


def account_at(email: str) -> User | None:
    """The account of an e-mail address, in whatever case it is typed."""
    return User.objects.filter(email=as_kept(email)).first()


def actor_of(user: User) -> Actor:
    """Who `user` is at the start of a session: the same answer the middleware gives from then on."""
    actor: Actor = import_string(settings.ACTOR_OF_USER)(user.pk, None, clock.today())
    return actor
