"""Sessions end when their owner, an administrator, or a change of what protects the account ends them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.http import Http404
from django.test import Client

from saggar.people import actions
from saggar.people.models import User
from saggar.platform.audit.guard import unguarded
from saggar.platform.decisions import NotAllowedError
from saggar.platform.permits import Actor
from tests.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db
END, SET_UP = "/account/sessions/end/", "/account/second-factor/"


def is_signed_in(browser: Client) -> bool:
    """Whether the account page opens in this browser."""
    return browser.get("/account/").status_code == 200


@pytest.fixture
def elsewhere(person: User) -> Client:
    """Another browser in which the same person has signed in."""
    browser = Client()
    browser.post("/account/sign-in/", {"login": person.email, "password": PASSWORD})
    assert is_signed_in(browser)
    return browser


@pytest.fixture
def administrator(staff: User, person: User, give_role: Callable) -> Actor:
    """Who manages the members of the organisation in which the person has a role."""
    give_role(person, "moorland", "apprenticeship_lead")
    at = give_role(staff, "moorland", "administrator").organisation
    return Actor(staff.pk, at.pk, at.system_id, frozenset({"administrator"}))


def test_owner_signs_out_everywhere_else(
    client: Client, person: User, sign_in: Callable, elsewhere: Client, kinds: Callable
) -> None:
    """This browser goes on, the others ask to sign in."""
    sign_in(person)
    assert client.post(END)["Location"] == "/account/"
    assert (is_signed_in(client), is_signed_in(elsewhere)) == (True, False)
    assert kinds()[-1] == "people.sessions-ended"


def test_some_time_after_signing_in_the_password_is_asked_for_and_then_it_is_done(
    client: Client, person: User, sign_in: Callable, elsewhere: Client, clock_at: Callable
) -> None:
    """The press is not lost: after the password it takes effect, under a new session key."""
    sign_in(person)
    before = client.session.session_key
    with clock_at(minutes=6):
        confirm = client.post(END)["Location"]
        assert confirm.startswith("/account/confirm/?next=")
        assert client.post(confirm, {"password": PASSWORD})["Location"] == "/account/"
        assert (is_signed_in(client), is_signed_in(elsewhere)) == (True, False)
    assert client.session.session_key != before


def test_link_does_not_end_sessions(client: Client, person: User, sign_in: Callable) -> None:
    """Only the button."""
    sign_in(person)
    assert client.get(END).status_code == 405


def test_new_second_factor_ends_the_other_sessions(
    client: Client, person: User, sign_in: Callable, elsewhere: Client
) -> None:
    """Whoever may have had the account before has it no longer."""
    sign_in(person)
    client.get(SET_UP)
    secret = client.session["mfa.totp.secret"]
    _, now, _ = auth.yield_hotp_counters_from_time()
    client.post(SET_UP, {"code": auth.format_hotp_value(auth.hotp_value(secret, now))})
    assert Authenticator.objects.filter(user=person, type="totp").exists()
    assert (is_signed_in(client), is_signed_in(elsewhere)) == (True, False)


def test_administrator_ends_the_sessions_of_a_member(
    administrator: Actor, person: User, elsewhere: Client
) -> None:
    """A lost laptop is signed out from the office."""
    actions.end_sessions(administrator, user_id=person.pk)
    assert not is_signed_in(elsewhere)


def test_administrator_clears_a_lost_second_factor(
    administrator: Actor, person: User, elsewhere: Client, kinds: Callable
) -> None:
    """Without the phone and without codes: app and codes go, sessions end, the owner gets a letter."""
    auth.TOTP.activate(person, auth.generate_totp_secret())
    actions.clear_second_factor(administrator, user_id=person.pk)
    assert not Authenticator.objects.filter(user=person).exists()
    assert not is_signed_in(elsewhere)
    assert kinds()[-1] == "people.second-factor-removed"
    assert [letter.to for letter in mail.outbox] == [[person.email]]


def test_nobody_clears_their_own_second_factor(administrator: Actor) -> None:
    """An administrator's stolen session is no way around the second factor."""
    with pytest.raises(NotAllowedError):
        actions.clear_second_factor(administrator, user_id=administrator.user_id)


def test_members_of_others_are_not_known_to_exist(administrator: Actor, give_role: Callable) -> None:
    """The sessions and factors of another organisation's people are out of reach, like an id nobody has."""
    with unguarded("test world"):
        stranger = User.objects.create_user("kit.dipper@example.org", "Kit Dipper")
    give_role(stranger, "kiln", "finance_lead")
    for user_id in (stranger.pk, 987_654):
        with pytest.raises(Http404):
            actions.end_sessions(administrator, user_id=user_id)
        with pytest.raises(Http404):
            actions.clear_second_factor(administrator, user_id=user_id)
