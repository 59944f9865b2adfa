"""After signing in or out people stay with us: only paths of this service are followed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from saggar.people.adapters.account import is_own_path
from saggar.people.models import User

EVIL = [
    "//evil.example",
    "///evil.example",
    "https://evil.example/",
    "http://evil.example",
    "https:evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http:///evil.example",
    "/\t/evil.example",
    "\n//evil.example",
    " //evil.example",
    "evil.example",
    "http://testserver.evil.example/",
    "http://testserver/account/",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", EVIL)
def test_sign_in_and_out_do_not_lead_elsewhere(
    client: Client, person: User, sign_in: Callable, address: str
) -> None:
    """Such an address is not put into the form, and is not followed when somebody puts it there."""
    assert 'name="next"' not in client.get("/account/sign-in/", {"next": address}).text
    assert sign_in(person, next=address)["Location"] == "/account/"
    assert client.get("/account/sign-in/", {"next": address})["Location"] == "/account/"
    assert client.post("/account/sign-out/", {"next": address})["Location"] == "/"


@pytest.mark.django_db
def test_own_path_is_followed(client: Client, person: User, sign_in: Callable) -> None:
    """With its query."""
    assert sign_in(person, next="/organisations/?q=a&page=2")["Location"] == "/organisations/?q=a&page=2"


@given(st.text(alphabet="/\\:.a?@#%\t\n ", max_size=12))
def test_nothing_that_is_accepted_names_a_host(address: str) -> None:
    """However it is put together, an accepted path starts with one slash and no second one or backslash."""
    if is_own_path(address):
        assert address[0] == "/"
        assert address[1:2] not in ("/", "\\")
