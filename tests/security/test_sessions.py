"""Sessions end when they must, whatever the cookie says, and nobody can plant one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.conf import settings as product
from django.test import Client
from django.urls import reverse

from saggar.people.models import User
from saggar.platform.audit.models import Event
from tests.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db
ACCOUNT = "/account/"


def sign_in_page(ended: str, then: str) -> str:
    """Where somebody is sent whose session has ended."""
    return f"/account/sign-in/?next={then.replace('/', '%2F')}&ended={ended}"


def test_limits_are_those_promised() -> None:
    """15 minutes idle for staff, 30 for others, 12 hours in all."""
    limits = (product.STAFF_IDLE_LIMIT, product.PUBLIC_IDLE_LIMIT, product.SESSION_LIMIT)
    assert limits == (dt.timedelta(minutes=15), dt.timedelta(minutes=30), dt.timedelta(hours=12))


@pytest.mark.parametrize(("who", "minutes"), [("staff", 15), ("person", 30)])
def test_idle_session_ends_at_the_limit_and_not_before(
    client: Client,
    request: pytest.FixtureRequest,
    sign_in: Callable,
    clock_at: Callable,
    who: str,
    minutes: int,
) -> None:
    """A minute before, the page opens and the time counts anew; at the limit, it asks to sign in."""
    with clock_at(minutes=0):
        sign_in(request.getfixturevalue(who))
    with clock_at(minutes=minutes - 1):
        assert client.get(ACCOUNT).status_code == 200
    with clock_at(minutes=2 * minutes - 2):
        assert client.get(ACCOUNT).status_code == 200
    with clock_at(minutes=3 * minutes - 2):
        assert client.get(ACCOUNT)["Location"] == sign_in_page("idle", ACCOUNT)


def test_busy_session_ends_after_12_hours(
    client: Client, staff: User, sign_in: Callable, clock_at: Callable
) -> None:
    """Somebody who never pauses signs in again twice a day."""
    with clock_at(minutes=0):
        sign_in(staff)
    for minute in range(10, 720, 10):
        with clock_at(minutes=minute):
            assert client.get("/account/stay/").status_code == 204
    with clock_at(minutes=720):
        assert client.get(ACCOUNT)["Location"] == sign_in_page("limit", ACCOUNT)


def test_end_of_a_session_is_recorded_with_its_reason(
    client: Client, staff: User, sign_in: Callable, clock_at: Callable
) -> None:
    """The record tells a limit from a press on the button."""
    sign_in(staff)
    with clock_at(minutes=16):
        client.get(ACCOUNT)
    event = Event.objects.latest("id")
    assert (event.kind, event.subject_id, event.payload) == (
        "people.signed-out",
        staff.pk,
        {"because": "idle"},
    )


@pytest.mark.parametrize(("ended", "words"), [("idle", "did not use the service"), ("limit", "for 12 hours")])
def test_sign_in_page_says_why_and_leads_back(client: Client, ended: str, words: str) -> None:
    """Nobody wonders what happened, and after signing in they are where they were."""
    page = client.get(sign_in_page(ended, "/account/workplace/")).text
    assert words in page
    assert '<input type="hidden" name="next" value="/account/workplace/">' in page


def test_public_page_stays_open_when_a_session_has_ended(
    client: Client, staff: User, sign_in: Callable, clock_at: Callable
) -> None:
    """A page for everybody is shown to somebody whose session has ended, as to anybody."""
    sign_in(staff)
    with clock_at(minutes=16):
        assert client.get("/privacy/").status_code == 200
    assert "_auth_user_id" not in client.session


def test_form_sent_too_late_changes_nothing_and_leads_back_to_it(
    client: Client, staff: User, sign_in: Callable, clock_at: Callable
) -> None:
    """What was typed is not acted on; after signing in the person stands before the form again."""
    sign_in(staff)
    form = "/account/password/"
    sent = {"oldpassword": PASSWORD, "password1": "copper kettle meadow"}
    with clock_at(minutes=16):
        answer = client.post(form, sent, headers={"referer": f"http://testserver{form}?from=home"})
    assert answer["Location"] == "/account/sign-in/?next=%2Faccount%2Fpassword%2F%3Ffrom%3Dhome&ended=idle"
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)


@pytest.mark.parametrize("referer", ["https://evil.example/account/", "http://testserver//evil.example", ""])
def test_form_sent_from_elsewhere_leads_to_the_start(
    client: Client, staff: User, sign_in: Callable, clock_at: Callable, referer: str
) -> None:
    """The page to return to is one of ours, whatever the browser claims to come from."""
    sign_in(staff)
    with clock_at(minutes=16):
        answer = client.post("/account/workplace/", headers={"referer": referer})
    assert answer["Location"] == sign_in_page("idle", "/")


def test_part_of_a_page_asks_the_whole_page_to_sign_in(client: Client) -> None:
    """An enhancement that loads a part does not show the sign-in page inside the page."""
    answer = client.get(ACCOUNT, headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (200, "/account/sign-in/?next=%2Faccount%2F")


def test_session_key_changes_at_sign_in(client: Client, person: User, sign_in: Callable) -> None:
    """A key planted before signing in is worth nothing afterwards (session fixation)."""
    session = client.session
    session["planted"] = "yes"
    session.save()
    client.cookies[product.SESSION_COOKIE_NAME] = planted = session.session_key
    sign_in(person)
    assert client.session.session_key != planted
    stranger = Client()
    stranger.cookies[product.SESSION_COOKIE_NAME] = planted
    assert stranger.get(ACCOUNT).status_code == 302


def test_key_of_a_session_that_was_signed_out_opens_nothing(
    client: Client, person: User, sign_in: Callable
) -> None:
    """Signing out ends the session at the server, not only in the browser."""
    sign_in(person)
    kept = client.session.session_key
    client.post("/account/sign-out/")
    stranger = Client()
    stranger.cookies[product.SESSION_COOKIE_NAME] = kept
    assert stranger.get(ACCOUNT).status_code == 302


def test_form_without_its_token_is_refused(person: User) -> None:
    """Another site cannot sign anybody in or out (cross-site request forgery)."""
    browser = Client(enforce_csrf_checks=True)
    for path in ("/account/sign-in/", "/account/sign-out/", "/account/password/forgotten/"):
        assert browser.post(path, {"login": person.email, "password": PASSWORD}).status_code == 403


def test_session_cookie_ends_with_the_browser(client: Client, person: User, sign_in: Callable) -> None:
    """On a shared computer, closing the browser signs out."""
    sign_in(person)
    assert client.cookies[product.SESSION_COOKIE_NAME]["max-age"] == ""


def test_page_behind_sign_in_is_not_kept_by_anybody(client: Client, person: User, sign_in: Callable) -> None:
    """Neither browser nor proxy keeps a page about a person."""
    sign_in(person)
    assert "no-store" in client.get(ACCOUNT)["Cache-Control"]


def test_moment_seen_is_not_written_with_every_page(
    client: Client, staff: User, sign_in: Callable, clock_at: Callable, django_assert_num_queries: Callable
) -> None:
    """A burst of pages costs one write: session, user, actor, and nothing else."""
    with clock_at(minutes=1):
        sign_in(staff)
        client.get(reverse("workspace:home"))
        with django_assert_num_queries(3):
            client.get("/account/stay/")
