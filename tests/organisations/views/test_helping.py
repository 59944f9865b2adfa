"""An administrator helps a member who lost a phone, or who is still signed in somewhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from saggar.organisations.actions import give_role
from saggar.organisations.models import Membership
from saggar.platform import clock
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Event
from saggar.platform.permits import PRODUCT
from tests.organisations.conftest import TODAY, account


def signed_in(user) -> Client:
    """A browser in which `user` has just signed in."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def people(potteries):
    """An administrator of the hospital, a member of it with a second factor, and somebody of the hospice."""
    made = {}
    for name, place, role in (
        ("ada", potteries.hospital, "administrator"),
        ("ben", potteries.hospital, "finance_lead"),
        ("cat", potteries.hospice, "finance_lead"),
    ):
        made[name] = account(f"{name}@example.org", f"{name.title()} Invented")
        give_role(PRODUCT, user_id=made[name].pk, organisation_id=place.pk, role=role, starts_on=TODAY)
    with unguarded("test world"):
        made["ada"].set_password("some long invented words")
        made["ada"].save()
    Authenticator.objects.create(user=made["ben"], type="totp", data={"secret": "invented"})
    return made


def address(user) -> str:
    """The page to help this person."""
    return reverse("organisations:help-member", args=[Membership.objects.get(user=user).pk])


def test_a_lost_factor_is_taken_away(people):
    """The member sets up a new one at the next sign-in, and the act is on record."""
    signed_in(people["ada"]).post(address(people["ben"]), {"act": "lost-factor"})
    kinds = list(Event.objects.filter(subject_id=people["ben"].pk).values_list("kind", flat=True))
    assert (Authenticator.objects.count(), "people.second-factor-removed" in kinds) == (0, True)


def test_sessions_elsewhere_end(people):
    """The member's browser has to sign in again; the second factor stays."""
    browser = signed_in(people["ben"])
    signed_in(people["ada"]).post(address(people["ben"]), {"act": "still-signed-in"})
    assert (browser.get("/account/").status_code, Authenticator.objects.count()) == (302, 1)


def test_ones_own_password_is_asked_for_first(people):
    """A browser left open is not enough to weaken somebody's account."""
    browser = signed_in(people["ada"])
    browser.get("/account/")
    with clock.frozen_at(clock.now() + timedelta(minutes=6)):
        answer = browser.post(address(people["ben"]), {"act": "lost-factor"})
    assert (answer.url.split("?")[0], Authenticator.objects.count()) == (reverse("account_reauthenticate"), 1)


def test_nothing_chosen_is_asked_for(people):
    """The page says what to select, and nothing happens."""
    answer = signed_in(people["ada"]).post(address(people["ben"]), {})
    assert ("Select what has happened" in answer.text, Authenticator.objects.count()) == (True, 1)


def test_members_of_others_are_not_there(people):
    """Somebody of the hospice is nobody the hospital's administrator knows of."""
    assert signed_in(people["ada"]).get(address(people["cat"])).status_code == 404


def test_nobody_clears_their_own_factor(people):
    """An administrator asks another one."""
    answer = signed_in(people["ada"]).post(address(people["ada"]), {"act": "lost-factor"})
    assert answer.status_code == 403
