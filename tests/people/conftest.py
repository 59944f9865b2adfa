"""Invented people who sign in: one without a role, one with a role in an organisation, one with two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client
from django.utils import timezone

from saggar.organisations.models import Membership, Organisation, System
from saggar.people.models import User
from saggar.platform import clock
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Event

PASSWORD = "walnut-ladder-orbit"


@pytest.fixture
def system(db: None) -> System:
    """A system of two organisations."""
    with unguarded("test world"):
        made = System.objects.create(key="potteries", name="Potteries", ods_code="QNC")
        for key, name in (("moorland", "Moorland Hospitals"), ("kiln", "Kiln Lane Practice")):
            Organisation.objects.create(system=made, key=key, name=name, kind="nhs_trust")
    return made


@pytest.fixture
def person(db: None) -> User:
    """Somebody with a password and no role."""
    with unguarded("test world"):
        return User.objects.create_user("Priya.Nair@example.org", "Priya Nair", PASSWORD)


@pytest.fixture
def give_role(system: System) -> Callable[[User, str, str], Membership]:
    """Gives somebody a role in an organisation, by its key."""

    def give(user: User, organisation: str, role: str) -> Membership:
        at = Organisation.objects.get(key=organisation)
        with unguarded("test world"):
            return Membership.objects.create(
                user=user, organisation=at, role=role, starts_on=dt.date(2020, 1, 1)
            )

    return give


@pytest.fixture
def staff(system: System, give_role: Callable[[User, str, str], Membership]) -> User:
    """Somebody with a role in one organisation."""
    with unguarded("test world"):
        user = User.objects.create_user("fay.ahmed@example.org", "Fay Ahmed", PASSWORD)
    give_role(user, "moorland", "finance_lead")
    return user


@pytest.fixture
def kinds() -> Callable[[], list[str]]:
    """The kinds of the events recorded so far, oldest first."""
    return lambda: list(Event.objects.order_by("id").values_list("kind", flat=True))


@pytest.fixture
def sign_in(client: Client) -> Callable[..., object]:
    """Signs in with address and password, as the page does; gives the answer."""

    def send(user: User | str, password: str = PASSWORD, **extra: str) -> object:
        address = user if isinstance(user, str) else user.email
        return client.post("/account/sign-in/", {"login": address, "password": password, **extra})

    return send


@pytest.fixture
def clock_at() -> Callable[..., AbstractContextManager[None]]:
    """Lets the clock stand so much later than now: `with clock_at(minutes=6):`."""
    return lambda **later: clock.frozen_at(timezone.now() + dt.timedelta(**later))
