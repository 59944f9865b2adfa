"""A tab of a real browser, in which somebody has signed in, and what it asked for and complained about."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from saggar.people import proof
from saggar.platform import clock
from saggar.web import sessions
from tests.world.places import Visitor

CHROMIUM = "/usr/bin/chromium"
PATIENCE = 15_000
"""Milliseconds until a journey gives up on a page: long, for slow machines, and never waited for in vain."""

MOST_TABS = 120
FOCUSED = """() => {
  const e = document.activeElement;
  const labels = [...(e.labels || [])].map(label => label.innerText);
  return [e.innerText, e.getAttribute('aria-label'), ...labels].filter(Boolean).join(' ');
}"""
"""The words by which somebody knows the element that has the focus."""

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
]


@dataclass
class Tab:
    """A page in the browser with the address of the product, and everything that should not have been."""

    page: Page
    site: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Go to a path of the product."""
        self.page.goto(self.site + path)

    def reach(self, words: str) -> None:
        """Press Tab until the element with these words as its name or label has the focus."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if words in self.page.evaluate(FOCUSED):
                return
        raise AssertionError(f"{words!r} cannot be reached by keyboard on {self.path}")

    def says(self, words: str) -> bool:
        """Whether the page shows these words somewhere in its main part."""
        return words in " ".join(self.page.locator("main").inner_text().split())

    @property
    def path(self) -> str:
        """The path of the page that is open."""
        return urlsplit(self.page.url).path

    @property
    def heading(self) -> str:
        """The words of the one h1, without the caption that may stand above them."""
        return self.page.locator("h1").inner_text().splitlines()[-1].strip()


@contextmanager
def chromium_browser() -> Iterator[Browser]:
    """A browser without a window. Its event loop runs in this thread, where tests also ask the database."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@contextmanager
def tab(
    browser: Browser, site: str, visitor: Visitor | None = None, *, width: int = 1200, scripts: bool = True
) -> Iterator[Tab]:
    """A tab in a browser of its own, signed in as `visitor`; at the end there may be no fault."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    if visitor is not None and visitor.user is not None:
        _sign_in(context, site, visitor)
    opened = Tab(context.new_page(), site)
    _watch(opened)
    try:
        yield opened
    finally:
        context.close()
    assert opened.faults == []


def _watch(opened: Tab) -> None:
    """Note what a page asks of others, what the policy refuses, and each error of a script."""
    faults, page = opened.faults, opened.page

    def asked(request: Any) -> None:
        if not request.url.startswith((opened.site, "data:", "blob:", "about:")):
            faults.append(f"asked {request.url}")

    def said(message: Any) -> None:
        if (
            message.type in ("error", "warning")
            and "the server responded with a status of 4" not in message.text
        ):
            faults.append(f"{opened.path}: {message.text}")

    page.on("request", asked)
    page.on("console", said)
    page.on("pageerror", lambda error: faults.append(f"{opened.path}: {error}"))


def _sign_in(context: BrowserContext, site: str, visitor: Visitor) -> None:
    client = Client()
    client.force_login(visitor.user)
    session = client.session
    sessions.start(session, clock.now())
    proof.mark(session, visitor.user.pk)
    session.save()
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
