"""Two people at the same moment, on a real database: nobody gets a second account or a half-made one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from saggar.people import actions
from saggar.people.models import User
from saggar.platform.audit.models import Event
from saggar.platform.permits import PRODUCT

AT_ONCE = 4


def together(work: Callable[[int], object]) -> list[object]:
    """What several threads return that start at the same moment, each with a connection of its own."""
    start = Barrier(AT_ONCE)

    def one(number: int) -> object:
        start.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(AT_ONCE)))


def invite(number: int) -> str:
    """Invite the same address, typed in another way each time."""
    address = "Ada.Lowe@example.org" if number % 2 else "ada.lowe@example.org"
    try:
        actions.make_account(PRODUCT, email=address, name=f"Ada Lowe {number}")
    except ValidationError as refused:
        return refused.messages[0]
    return "made"


@pytest.mark.usefixtures("own_database")
def test_one_of_several_invitations_makes_the_account() -> None:
    """The others are told that the address has an account; one event, one row."""
    answers = together(invite)
    taken = "This email address already has an account"
    assert sorted(answers) == [taken] * (AT_ONCE - 1) + ["made"]
    assert (User.objects.count(), Event.objects.filter(kind="people.account-made").count()) == (1, 1)
