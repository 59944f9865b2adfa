"""The warning before a session ends, in a real browser whose clock the test moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Route, sync_playwright

from saggar.people.models import User

SITE = "http://localhost"
pytestmark = pytest.mark.django_db


@pytest.fixture
def account_page(client: Client, person: User, sign_in: Callable) -> str:
    """The account page of somebody without a role, who may be idle for half an hour."""
    sign_in(person)
    return client.get("/account/").text


@pytest.fixture
def asked() -> list[str]:
    """The paths the browser asked for, apart from static files."""
    return []


@pytest.fixture
def browser(account_page: str, asked: list[str]) -> Iterator[BrowserContext]:
    """A browser that is given the account page, and an answer that the session goes on."""

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path.startswith("/static/"):
            route.fulfill(path=finders.find(path.removeprefix("/static/")))
            return
        asked.append(path)
        if path == "/account/stay/":
            route.fulfill(status=204)
        else:
            route.fulfill(body=account_page, content_type="text/html")

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = chromium.new_context()
        context.clock.install()
        context.set_default_timeout(10_000)
        context.route("**/*", serve)
        yield context
        chromium.close()


def opened(browser: BrowserContext) -> Page:
    """A tab with the account page, ready."""
    page = browser.new_page()
    page.goto(f"{SITE}/account/?from=test")
    page.locator("dialog").wait_for(state="attached")
    return page


def test_one_press_keeps_the_session_and_what_was_typed(browser: BrowserContext, asked: list[str]) -> None:
    """Two minutes before the end a dialog takes the focus; its button asks the service to go on."""
    page = opened(browser)
    page.clock.fast_forward("27:59")
    before = page.locator("dialog").is_visible()
    page.clock.fast_forward("00:02")
    button = page.get_by_role("dialog", name="You will be signed out soon").get_by_role("button")
    assert (before, button.is_visible()) == (False, True)
    assert page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    with page.expect_response("**/account/stay/"):
        button.click()
    assert not page.locator("dialog").is_visible()
    assert asked == ["/account/?from=test", "/account/stay/"]


def test_escape_stays_too(browser: BrowserContext) -> None:
    """Closing the dialog by key means "I am here"."""
    page = opened(browser)
    page.clock.fast_forward("28:01")
    with page.expect_response("**/account/stay/"):
        page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()


def test_page_leaves_the_screen_when_nobody_answers(browser: BrowserContext, asked: list[str]) -> None:
    """The page is asked for again, which by then leads to the sign-in page: nothing stays to be read."""
    page = opened(browser)
    page.clock.fast_forward("28:01")
    with page.expect_navigation():
        page.clock.fast_forward("02:05")
    assert asked == ["/account/?from=test", "/account/?from=test"]


def test_tab_that_is_used_keeps_the_others(browser: BrowserContext) -> None:
    """Somebody at work in one tab is not warned by another."""
    idle = opened(browser)
    idle.clock.fast_forward("28:01")
    assert idle.locator("dialog").is_visible()
    opened(browser)
    idle.locator("dialog").wait_for(state="hidden")
