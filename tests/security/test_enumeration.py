"""The answers at the door are the same whether or not an address has an account."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import int_to_base36

from saggar.people.models import User
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Event

pytestmark = pytest.mark.django_db
STRANGER = "nobody.here@example.org"


def comparable(page: str, address: str) -> str:
    """The page without what differs between any two requests: address, nonce and form token."""
    page = page.replace(address, "ADDRESS")
    page = re.sub(r'nonce="[^"]+"', "", page)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


@pytest.fixture
def closed(db: None) -> User:
    """An account that was closed."""
    with unguarded("test world"):
        user = User.objects.create_user("gone.away@example.org", "Gone Away", "walnut-ladder-orbit")
        User.objects.filter(pk=user.pk).update(is_active=False)
    return user


@pytest.mark.parametrize("password", ["walnut-ladder-orbit", "not-the-password"])
def test_sign_in_answers_alike(person: User, closed: User, password: str) -> None:
    """Unknown address, closed account, wrong password: one page, word for word, with the same status."""
    wrong = "wrong-for-priya" if password == "walnut-ladder-orbit" else password
    pages = set()
    for address, tried in ((person.email, wrong), (closed.email, password), (STRANGER, password)):
        answer = Client().post("/account/sign-in/", {"login": address, "password": tried})
        pages.add((answer.status_code, comparable(answer.text, address)))
    assert len(pages) == 1


def test_failed_sign_in_costs_the_same_work(person: User) -> None:
    """Hashing and recording happen for unknown addresses too, so that the time tells nothing."""
    statements = []
    for address in (person.email, STRANGER):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            Client().post("/account/sign-in/", {"login": address, "password": "not-the-password"})
        statements.append(len(asked))
    assert statements[0] == statements[1]


def test_forgotten_password_answers_alike(person: User, closed: User) -> None:
    """The next page is the same, and each address gets one letter; only its owner reads which."""
    answers = set()
    for address in (person.email, closed.email, STRANGER):
        answer = Client().post("/account/password/forgotten/", {"email": address}, follow=True)
        answers.add((tuple(answer.redirect_chain), comparable(answer.text, address)))
    assert len(answers) == 1
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        ([person.email], "Choose your password for Saggar"),
        ([closed.email], "You asked for a new password for Saggar"),
        ([STRANGER], "You asked for a new password for Saggar"),
    ]


def test_link_with_made_up_parts_answers_alike(client: Client, person: User) -> None:
    """A guessed link says the same for an account that exists and one that does not."""
    links = [f"{uid}-c1abc-0123456789abcdef" for uid in ("zzzz", "0", int_to_base36(person.pk))]
    pages = {comparable(client.get(f"/account/password/new/{link}/").text, link) for link in links}
    assert len(pages) == 1
    assert "This link no longer works" in pages.pop()


def test_record_of_failures_names_nobody_unknown(client: Client, sign_in: Callable) -> None:
    """An address that was tried is personal data of somebody: it is not kept."""
    sign_in(STRANGER, "not-the-password")
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.payload) == (
        "people.sign-in-failed",
        None,
        {"step": "password"},
    )
