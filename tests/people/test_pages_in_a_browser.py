"""The pages of sign-in in a real browser, under their real policy: readable by everybody, on any width."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils.http import int_to_base36
from playwright.sync_api import Page, Route, sync_playwright

from saggar.people.models import User
from tests.web.gallery.browser import overflow, violations

SITE = "http://localhost"


@dataclass(frozen=True)
class Answer:
    """A page as the service sent it."""

    body: bytes
    headers: dict[str, str]


class Pages(dict[str, Answer]):
    """Answers of the service, by a name for each."""

    def keep(self, name: str, response: object) -> None:
        """Keep an answer for the browser."""
        assert response.status_code < 300, (name, response.status_code)
        self[name] = Answer(response.content, dict(response.headers))


@pytest.fixture
def pages(client: Client, person: User, staff: User, sign_in: Callable, give_role: Callable) -> Pages:
    """Every page of sign-in and of the account: empty, and with what can go wrong."""
    kept = Pages()
    give_role(staff, "kiln", "finance_lead")
    for name, path in {
        "sign-in": "/account/sign-in/?ended=idle&next=/account/",
        "by-invitation": "/account/by-invitation/",
        "forgotten": "/account/password/forgotten/",
        "sent": "/account/password/forgotten/sent/",
        "bad-link": "/account/password/new/1-c1-abc/",
        "done": "/account/password/new/done/",
        "no-account": "/account/sign-in/provider/no-account/",
        "cancelled": "/account/sign-in/provider/cancelled/",
    }.items():
        kept.keep(name, client.get(path))
    kept.keep("sign-in-empty", client.post("/account/sign-in/", {}))
    kept.keep("sign-in-wrong", sign_in(person, "not-the-password"))
    link = f"/account/password/new/{int_to_base36(person.pk)}-{default_token_generator.make_token(person)}/"
    kept.keep("new-password", client.get(link, follow=True))
    sign_in(staff)
    for name, path in {
        "account": "/account/",
        "workplace": "/account/workplace/",
        "password": "/account/password/",
        "set-up": "/account/second-factor/",
        "confirm": "/account/confirm/",
        "renew": "/account/second-factor/recovery-codes/new/",
        "sign-out": "/account/sign-out/",
    }.items():
        kept.keep(name, client.get(path))
    kept.keep(
        "password-wrong", client.post("/account/password/", {"oldpassword": "x", "password1": "saggar"})
    )
    kept.keep("set-up-wrong", client.post("/account/second-factor/", {"code": "12"}))
    return kept


def faults_of(page: Page, pages: Pages) -> dict[str, list[str]]:
    """What is wrong with each page at the width of the window; nothing for those that are right."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.route("**/*", lambda route: serve(route, pages))
    faults = {}
    for name in pages:
        complaints.clear()
        page.goto(f"{SITE}/{name}/")
        found = [*violations(page), *complaints]
        found += ["not one h1"] * (page.locator("h1").count() != 1)
        found += ["wider than the window"] * (overflow(page) > 0)
        faults[name] = found
    return {name: found for name, found in faults.items() if found}


def serve(route: Route, pages: Pages) -> None:
    """A kept page by its name, or a static file of the product."""
    name = route.request.url.removeprefix(SITE).strip("/")
    path = finders.find(name.removeprefix("static/"))
    if name in pages:
        route.fulfill(body=pages[name].body, headers=pages[name].headers)
    elif path:
        route.fulfill(path=path)
    else:
        route.abort()


@pytest.mark.django_db
@pytest.mark.parametrize("width", [375, 1200])
def test_pages_are_right_in_a_browser(pages: Pages, width: int) -> None:
    """No fault of accessibility, nothing the policy refuses, one heading, no sideways scrolling."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        size = {"width": width, "height": 900}
        faults = faults_of(browser.new_page(viewport=size, reduced_motion="reduce"), pages)
        browser.close()
    assert faults == {}
