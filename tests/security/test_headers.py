"""The exact headers of every answer: what a browser may load, keep, send and show for our pages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from saggar.people.models import User

pytestmark = pytest.mark.django_db

POLICY = (
    "base-uri 'self'; default-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "img-src 'self' data:; object-src 'none'; script-src 'self' 'nonce-NONCE'; style-src 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""The promise; Strict-Transport-Security joins them in production."""


def security_headers(response: HttpResponse) -> dict[str, str]:
    """The headers of the promise as sent, the nonce replaced by a word."""
    sent = {name: response.get(name, "") for name in HEADERS}
    policy = re.sub(r"'nonce-[\w+/=-]+'", "'nonce-NONCE'", sent["Content-Security-Policy"])
    return sent | {"Content-Security-Policy": "; ".join(sorted(policy.split("; ")))}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/account/sign-in/", 200),
        ("/account/by-invitation/", 200),
        ("/privacy/", 200),
        ("/account/", 302),
        ("/no/such/page/", 404),
    ],
)
def test_public_page_has_exactly_these(client: Client, path: str, status: int) -> None:
    """Pages, redirects and errors alike."""
    response = client.get(path)
    assert (response.status_code, security_headers(response)) == (status, HEADERS)


def test_staff_page_has_exactly_these_and_is_not_kept(client: Client, staff: User, sign_in: Callable) -> None:
    """Behind sign-in the answer is also kept by nobody."""
    sign_in(staff)
    response = client.get("/account/")
    assert (response.status_code, security_headers(response)) == (200, HEADERS)
    assert response["Cache-Control"] == "no-store"


def test_refused_form_has_exactly_these(client: Client) -> None:
    """An answer that no view of ours made is protected too."""
    response = Client(enforce_csrf_checks=True).post("/account/sign-in/")
    assert (response.status_code, security_headers(response)) == (403, HEADERS)


def test_nonce_is_new_in_every_answer_and_stands_on_every_inline_script(client: Client) -> None:
    """A script that somebody smuggles into a page does not know the nonce, so it does not run."""
    nonces = set()
    for _ in range(3):
        response = client.get("/account/sign-in/")
        (nonce,) = re.findall(r"'nonce-([^']+)'", response["Content-Security-Policy"])
        inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", response.text)
        assert inline
        assert all(f'nonce="{nonce}"' in attributes for attributes in inline)
        nonces.add(nonce)
    assert len(nonces) == 3


def test_page_carries_no_inline_style_or_handler(client: Client) -> None:
    """The policy would refuse them, and a page that needs them would break."""
    page = client.get("/account/sign-in/").text
    assert not re.search(r"<[^>]+\s(?:style|on\w+)\s*=", page)


def test_page_loads_nothing_from_elsewhere(client: Client) -> None:
    """No request leaves for another host."""
    page = client.get("/account/sign-in/").text
    loaded = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="([^"]+)"', page)
    assert all(address.startswith(("/", "data:")) and not address.startswith("//") for address in loaded)


def test_answer_does_not_tell_what_runs_here(client: Client) -> None:
    """No version, no product name in the headers."""
    assert not {"Server", "X-Powered-By"} & set(client.get("/account/sign-in/").headers)
