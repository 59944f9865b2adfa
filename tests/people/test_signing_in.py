"""Signing in with an address and a password, and signing out."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from saggar.people.models import User
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Event
from tests.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db
MISMATCH = "The email address or password is not correct"


def test_right_password_signs_in(client: Client, person: User, sign_in: Callable) -> None:
    """Somebody without a role comes to their account page."""
    response = sign_in(person)
    assert response.status_code == 302
    assert response["Location"] == "/account/"
    assert "Priya Nair" in client.get("/account/").text


def test_address_in_any_case_signs_in(client: Client, person: User, sign_in: Callable) -> None:
    """People type capitals; an address has none that matter."""
    sign_in("PRIYA.nair@Example.ORG")
    assert client.session["_auth_user_id"] == str(person.pk)


def test_staff_come_to_their_workspace(staff: User, sign_in: Callable) -> None:
    """Whoever holds a role begins at the home of their work."""
    from django.urls import reverse

    assert sign_in(staff)["Location"] == reverse("workspace:home")


def test_sign_in_is_recorded_with_the_way(person: User, sign_in: Callable) -> None:
    """The audit record says who came in and how, and holds no address."""
    sign_in(person)
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.actor_user_id) == ("people.signed-in", person.pk, person.pk)
    assert event.payload == {"way": "password", "second_factor": "none"}


def test_sign_in_of_staff_stands_in_the_chain_of_their_system(staff: User, sign_in: Callable) -> None:
    """A system's record holds the sign-ins of its own people."""
    sign_in(staff)
    organisation = staff.memberships.get().organisation
    event = Event.objects.get()
    assert event.chain_id == f"system-{organisation.system_id}"
    assert event.organisation_id == organisation.pk


def test_wrong_password_is_refused_in_words(client: Client, person: User, sign_in: Callable) -> None:
    """The page says what is wrong, in the summary and the title, and keeps the address."""
    page = sign_in(person, "not-the-password").text
    assert MISMATCH in page
    assert "<title>Error: Sign in" in page
    assert 'value="priya.nair@example.org"' in page
    assert "not-the-password" not in page
    assert "_auth_user_id" not in client.session


def test_refused_sign_in_is_recorded_without_the_address(person: User, sign_in: Callable) -> None:
    """A failure names the account by its id, and the step."""
    sign_in(person, "not-the-password")
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.payload) == (
        "people.sign-in-failed",
        person.pk,
        {"step": "password"},
    )
    assert event.actor_user_id is None


def test_closed_account_is_refused_like_a_wrong_password(person: User, sign_in: Callable) -> None:
    """Not even the right password tells that an account exists and is closed."""
    with unguarded("test world"):
        User.objects.filter(pk=person.pk).update(is_active=False)
    assert MISMATCH in sign_in(person).text


def test_closing_an_account_ends_its_sessions(client: Client, person: User, sign_in: Callable) -> None:
    """The next page of somebody whose account was closed asks them to sign in."""
    sign_in(person)
    with unguarded("test world"):
        User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get("/account/")["Location"] == "/account/sign-in/?next=%2Faccount%2F"


def test_empty_form_asks_for_both(client: Client) -> None:
    """Each missing answer has its own message, linked from the summary."""
    page = client.post("/account/sign-in/", {}).text
    assert page.count("Enter email address") == 2
    assert page.count("Enter password") == 2


def test_password_is_masked_and_known_to_password_managers(client: Client) -> None:
    """Nobody reads over the shoulder, and a manager knows which box is which."""
    page = client.get("/account/sign-in/").text
    (box,) = re.findall(r'<input[^>]+name="password"[^>]*>', page)
    assert ('type="password"' in box, 'autocomplete="current-password"' in box) == (True, True)
    assert 'autocomplete="username"' in page
    assert "onpaste" not in page


def test_sign_out_needs_a_press(client: Client, person: User, sign_in: Callable, kinds: Callable) -> None:
    """A link or an image cannot sign anybody out: only the button of the page can."""
    sign_in(person)
    assert "Do you want to sign out?" in client.get("/account/sign-out/").text
    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.post("/account/sign-out/")["Location"] == "/"
    assert "_auth_user_id" not in client.session
    assert kinds() == ["people.signed-in", "people.signed-out"]


def test_nobody_signs_up(client: Client) -> None:
    """Accounts are made by invitation: the page says so and offers no form."""
    page = client.get("/account/by-invitation/").text
    assert "invite you" in page
    assert "<form" not in page
    client.post("/account/by-invitation/", {"email": "new@example.org", "password1": PASSWORD})
    assert not User.objects.filter(email="new@example.org").exists()


def test_page_asked_for_comes_after_signing_in(client: Client, person: User, sign_in: Callable) -> None:
    """Whoever follows a link while signed out gets there in the end."""
    assert client.get("/account/workplace/")["Location"] == "/account/sign-in/?next=%2Faccount%2Fworkplace%2F"
    assert sign_in(person, next="/account/workplace/")["Location"] == "/account/workplace/"
