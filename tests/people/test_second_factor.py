"""The second factor: who needs it, setting it up, signing in with it, replacing it, being without it."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from saggar.people.models import User
from saggar.platform import clock
from saggar.platform.audit.models import Event
from saggar.web import sessions
from tests.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db
SET_UP = "/account/second-factor/"


PERIOD = 59_000_000
"""Thirty seconds long, counted from 1970: the one in which these tests take place."""


@pytest.fixture(autouse=True)
def as_in_production(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second factor is required; the library's clock of codes stands still, so none ends in mid-test."""
    settings.SECOND_FACTOR_REQUIRED = True
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: PERIOD * 30.0))


def code_of(secret: str, periods: int = 0) -> str:
    """The code an app shows for the secret, some periods from now."""
    return auth.format_hotp_value(auth.hotp_value(secret, PERIOD + periods))


@pytest.fixture
def set_up(client: Client, sign_in: Callable) -> Callable[[User], str]:
    """Signs somebody in and sets up an authenticator app; gives its secret and forgets the code was used."""

    def do(user: User) -> str:
        sign_in(user)
        client.get(SET_UP)
        secret = client.session["mfa.totp.secret"]
        assert client.post(SET_UP, {"code": code_of(secret)}).status_code == 302
        cache.clear()
        return secret

    return do


@pytest.fixture
def recovery_codes(client: Client) -> Callable[[], list[str]]:
    """The recovery codes the page shows."""
    return lambda: re.findall(r"\d{8}", client.get("/account/second-factor/recovery-codes/download/").text)


def test_staff_without_second_factor_reach_nothing_but_its_set_up(
    client: Client, staff: User, sign_in: Callable
) -> None:
    """Every page of theirs leads to setting it up, known address or not; reading about us stays open."""
    sign_in(staff)
    home = reverse("workspace:home")
    for path in (home, "/account/", "/account/password/", "/account/workplace/", "/no/such/page/"):
        assert client.get(path)["Location"] == SET_UP
        assert client.post(path)["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200
    assert client.get("/privacy/").status_code == 200


def test_people_without_a_role_need_none(client: Client, person: User, sign_in: Callable) -> None:
    """Somebody who only has an account sees it with a password."""
    sign_in(person)
    assert client.get("/account/").status_code == 200


def test_role_given_during_a_session_asks_for_it_at_once(
    client: Client, person: User, sign_in: Callable, give_role: Callable
) -> None:
    """A password-only session does not become a staff session."""
    sign_in(person)
    give_role(person, "moorland", "finance_lead")
    assert client.get("/account/")["Location"] == SET_UP


def test_set_up_shows_picture_and_secret_and_opens_the_pages(
    client: Client, staff: User, sign_in: Callable
) -> None:
    """The picture and the typed key carry the same secret; the first code opens the workspace."""
    sign_in(staff)
    page = client.get(SET_UP).text
    secret = client.session["mfa.totp.secret"]
    assert 'src="data:image/svg+xml;base64,' in page
    assert re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "") == secret
    sent = client.post(SET_UP, {"code": code_of(secret)})
    assert sent["Location"] == "/account/second-factor/recovery-codes/"
    assert client.get(reverse("workspace:home")).status_code == 200


def test_wrong_first_code_sets_up_nothing(client: Client, staff: User, sign_in: Callable) -> None:
    """The app must show that it has the secret; the picture stays the same for another try."""
    sign_in(staff)
    client.get(SET_UP)
    secret = client.session["mfa.totp.secret"]
    page = client.post(SET_UP, {"code": "000000" if code_of(secret) != "000000" else "111111"}).text
    assert "The code is not correct" in page
    assert client.session["mfa.totp.secret"] == secret
    assert not Authenticator.objects.exists()


def test_secret_is_not_in_the_database_in_clear(staff: User, set_up: Callable) -> None:
    """A copy of the table does not make an authenticator app."""
    secret = set_up(staff)
    kept = Authenticator.objects.get(type="totp").data
    assert secret not in str(kept)


def test_next_sign_in_asks_for_a_code(
    client: Client, staff: User, set_up: Callable, sign_in: Callable
) -> None:
    """The right password alone no longer signs in; the code does, and the record says how."""
    secret = set_up(staff)
    client.post("/account/sign-out/")
    assert sign_in(staff)["Location"] == "/account/sign-in/code/"
    assert client.get("/account/").status_code == 302
    assert client.post("/account/sign-in/code/", {"code": code_of(secret)}).status_code == 302
    assert client.get(reverse("workspace:home")).status_code == 200
    event = Event.objects.filter(kind="people.signed-in").latest("id")
    assert event.payload == {"way": "password", "second_factor": "totp"}


def test_wrong_code_is_refused_and_recorded(
    client: Client, staff: User, set_up: Callable, sign_in: Callable
) -> None:
    """A wrong code says so, signs nobody in, and stands in the record."""
    set_up(staff)
    client.post("/account/sign-out/")
    sign_in(staff)
    assert "The code is not correct" in client.post("/account/sign-in/code/", {"code": "abcdef"}).text
    assert "_auth_user_id" not in client.session
    event = Event.objects.latest("id")
    assert (event.kind, event.payload) == ("people.sign-in-failed", {"step": "second-factor"})


@pytest.mark.parametrize("periods", [-1, 0, 1])
def test_code_of_a_slow_or_fast_clock_signs_in(
    client: Client, staff: User, set_up: Callable, sign_in: Callable, periods: int
) -> None:
    """People who type slowly are not shut out by thirty seconds."""
    secret = set_up(staff)
    client.post("/account/sign-out/")
    sign_in(staff)
    assert client.post("/account/sign-in/code/", {"code": code_of(secret, periods)}).status_code == 302


def test_code_works_once_however_it_is_typed(
    client: Client, staff: User, set_up: Callable, sign_in: Callable
) -> None:
    """A code somebody read over a shoulder is worth nothing once it was used."""
    secret = set_up(staff)
    code = code_of(secret, 1)
    client.post("/account/sign-out/")
    sign_in(staff)
    assert client.post("/account/sign-in/code/", {"code": code}).status_code == 302
    client.post("/account/sign-out/")
    sign_in(staff)
    for again in (code, f"{code[:3]} {code[3:]}", f"{code[:3]}-{code[3:]}"):
        assert "The code is not correct" in client.post("/account/sign-in/code/", {"code": again}).text


def test_recovery_code_signs_in_once(
    client: Client, staff: User, set_up: Callable, sign_in: Callable, recovery_codes: Callable
) -> None:
    """Without the phone a saved code helps, one time each."""
    set_up(staff)
    codes = recovery_codes()
    assert len(set(codes)) == 10
    client.post("/account/sign-out/")
    sign_in(staff)
    assert client.post("/account/sign-in/code/", {"code": codes[0]}).status_code == 302
    assert recovery_codes() == codes[1:]
    client.post("/account/sign-out/")
    sign_in(staff)
    assert client.post("/account/sign-in/code/", {"code": codes[0]}).status_code == 200


def test_new_recovery_codes_replace_the_old(
    client: Client, staff: User, set_up: Callable, recovery_codes: Callable, kinds: Callable
) -> None:
    """Making new codes ends the old ones, with an event."""
    set_up(staff)
    old = recovery_codes()
    assert client.post("/account/second-factor/recovery-codes/new/").status_code == 302
    assert not set(old) & set(recovery_codes())
    assert kinds()[-1] == "people.recovery-codes-made"


def test_staff_replace_the_app_and_cannot_remove_it(
    client: Client, staff: User, set_up: Callable, kinds: Callable
) -> None:
    """A role needs a second factor at every moment: the new app takes the old one's place in one step."""
    set_up(staff)
    assert "Your role needs a second factor" in client.get("/account/second-factor/remove/").text
    client.post("/account/second-factor/remove/")
    before = Authenticator.objects.get(type="totp")
    client.get(SET_UP)
    client.post(SET_UP, {"code": code_of(client.session["mfa.totp.secret"])})
    after = Authenticator.objects.get(type="totp")
    assert after.pk != before.pk
    assert kinds()[-1] == "people.second-factor-added"
    assert Event.objects.latest("id").payload == {"replaces": True}


def test_people_without_a_role_may_remove_theirs(
    client: Client, person: User, set_up: Callable, kinds: Callable
) -> None:
    """What somebody chose freely they may give up, recovery codes and all."""
    set_up(person)
    assert client.post("/account/second-factor/remove/")["Location"] == "/account/"
    assert not Authenticator.objects.exists()
    assert kinds()[-1] == "people.second-factor-removed"


def test_session_without_proof_proves_the_factor_before_it_may_replace_it(
    staff: User, set_up: Callable
) -> None:
    """However a session came about: without a code it cannot swap the app its owner has set up."""
    secret = set_up(staff)
    other = Client()
    other.force_login(User.objects.get(pk=staff.pk))
    session = other.session
    sessions.start(session, clock.now())
    session.save()
    assert other.get(SET_UP)["Location"] == f"/account/confirm/code/?next={SET_UP}"
    sent = other.post(f"/account/confirm/code/?next={SET_UP}", {"code": code_of(secret)})
    assert sent["Location"] == SET_UP
    assert other.get(SET_UP).status_code == 200


def test_changing_a_factor_long_after_signing_in_asks_for_the_password(
    client: Client, person: User, set_up: Callable, clock_at: Callable
) -> None:
    """Whoever finds an open screen cannot take the account over."""
    set_up(person)
    with clock_at(minutes=6):
        for path in (SET_UP, "/account/second-factor/remove/", "/account/second-factor/recovery-codes/"):
            asked = urlencode({"next": path})
            assert client.get(path)["Location"] == f"/account/confirm/?{asked}"
        wrong = client.post(f"/account/confirm/?next={SET_UP}", {"password": "wrong-password-here"})
        assert "The password is not correct" in wrong.text
        right = client.post(f"/account/confirm/?next={SET_UP}", {"password": PASSWORD})
        assert right["Location"] == SET_UP
        assert client.get(SET_UP).status_code == 200
