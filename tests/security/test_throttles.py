"""Guessing is slow: attempts are counted for each account and each network address, over all processes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings as product
from django.core import mail
from django.db import connection
from django.test import Client

from saggar.people.models import User
from tests.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db
TOO_MANY = "There were too many attempts"


def attempt(address: str, password: str, source: str = "192.0.2.1") -> str:
    """The page that answers an attempt from a network address."""
    sent = {"login": address, "password": password}
    return Client(REMOTE_ADDR=source).post("/account/sign-in/", sent, follow=True).text


def test_count_is_kept_where_every_process_sees_it() -> None:
    """In the database: a count in one worker's memory would be as many counts as there are workers."""
    assert product.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


def test_account_is_guarded_after_5_failures_from_anywhere(person: User) -> None:
    """The sixth attempt is not even looked at, though its password is right and it comes from elsewhere."""
    for number in range(5):
        assert "not correct" in attempt(person.email, "not-the-password", f"192.0.2.{number}")
    assert TOO_MANY in attempt(person.email, PASSWORD, "198.51.100.7")


def test_unknown_address_is_guarded_alike(db: None) -> None:
    """The limit tells nothing about whether an account exists."""
    for _ in range(5):
        assert "not correct" in attempt("nobody@example.org", "not-the-password")
    assert TOO_MANY in attempt("nobody@example.org", "not-the-password")


def test_other_accounts_go_on(person: User, staff: User) -> None:
    """Failures of one account, in whatever case it is typed, do not shut out another."""
    for address in (person.email, person.email.upper()) * 3:
        attempt(address, "not-the-password")
    assert TOO_MANY in attempt(person.email, PASSWORD)
    assert TOO_MANY not in attempt(staff.email, PASSWORD)


def test_right_password_does_not_use_up_attempts(person: User) -> None:
    """Somebody who signs in often is not shut out."""
    for _ in range(8):
        assert TOO_MANY not in attempt(person.email, PASSWORD)


def test_one_source_is_guarded_over_all_accounts(settings) -> None:
    """One password tried on many accounts is stopped too (password spraying)."""
    settings.ACCOUNT_RATE_LIMITS = product.ACCOUNT_RATE_LIMITS | {"login_failed": "3/m/ip"}
    for number in range(3):
        assert "not correct" in attempt(f"person{number}@example.org", "Autumn2026!!")
    assert TOO_MANY in attempt("person9@example.org", "Autumn2026!!")


def test_source_is_the_one_the_proxy_saw_not_the_one_claimed(settings) -> None:
    """Somebody cannot look like many by writing addresses into a header."""
    settings.ACCOUNT_RATE_LIMITS = product.ACCOUNT_RATE_LIMITS | {"login_failed": "3/m/ip"}
    for number in range(3):
        claimed = Client(headers={"x-forwarded-for": f"203.0.113.{number}"})
        claimed.post("/account/sign-in/", {"login": f"p{number}@example.org", "password": "x" * 12})
    assert TOO_MANY in attempt("p9@example.org", "x" * 12, "127.0.0.1")


def test_flood_of_sign_ins_gets_a_short_answer(settings) -> None:
    """Status 429, in words, before any password is hashed."""
    settings.ACCOUNT_RATE_LIMITS = product.ACCOUNT_RATE_LIMITS | {"login": "2/m/ip"}
    for _ in range(2):
        attempt("nobody@example.org", "not-the-password")
    answer = Client(REMOTE_ADDR="192.0.2.1").post(
        "/account/sign-in/", {"login": "a@b.example", "password": "x"}
    )
    assert answer.status_code == 429
    assert "Wait 5 minutes" in answer.text


def test_attempt_that_was_not_looked_at_stands_in_the_log(
    person: User, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever watches the log sees that somebody is guessing, without the address that was tried."""
    for _ in range(6):
        attempt(person.email, "not-the-password")
    lines = [record.getMessage() for record in caplog.records if record.name == "saggar.people"]
    assert lines == ["a sign-in was not looked at: too many attempts for the account or the address"]


def test_letters_to_one_address_are_few(client: Client, person: User) -> None:
    """Nobody's mailbox is filled by pressing a button: five letters an hour."""
    statuses = [
        client.post("/account/password/forgotten/", {"email": person.email}).status_code for _ in range(6)
    ]
    assert statuses == [302] * 5 + [429]
    assert len(mail.outbox) == 5


def test_codes_are_guarded_too(client: Client, person: User, sign_in: Callable, settings) -> None:
    """Six digits cannot be tried one after the other."""
    sign_in(person)
    client.get("/account/second-factor/")
    for _ in range(5):
        assert "The code is not correct" in client.post("/account/second-factor/", {"code": "12"}).text
    assert TOO_MANY in client.post("/account/second-factor/", {"code": "12"}).text


def test_attempts_are_counted_in_the_table_of_the_migration(person: User) -> None:
    """The table exists in every installed database, and nothing there names the address."""
    attempt(person.email, "not-the-password")
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(cache_key, ' ') FROM people_attempt")
        (keys,) = cursor.fetchone()
    assert "login_failed" in keys
    assert "priya" not in keys
