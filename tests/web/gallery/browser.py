"""A real browser that is given the gallery's pages and the product's static files, and nothing else."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Request, Route

from tests.web.gallery import pages

SITE = "http://gallery.test"
NONCE = "gallery-nonce"
POLICY = (
    "default-src 'self'; style-src 'self'; font-src 'self'; form-action 'self'; base-uri 'self'; "
    f"script-src 'self' 'nonce-{NONCE}'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'"
)
AXE = Path(__file__).parents[2] / "vendor/axe-core/axe.min.js"


@dataclass
class Seen:
    """What the browser asked for and complained about while showing one page."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def browser_page(chromium: Browser, width: int, *, scripts: bool = True) -> Iterator[tuple[Page, Seen]]:
    """A page of the given width served from memory; anything outside the gallery is refused."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts, reduced_motion="reduce"
    )
    page, seen = context.new_page(), Seen()
    page.on("console", lambda message: _note(seen, message.type, message.text))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("request", lambda request: _asked(seen, request))
    page.route("**/*", _serve)
    yield page, seen
    context.close()


def _note(seen: Seen, kind: str, words: str) -> None:
    if kind in ("error", "warning"):
        seen.complaints.append(words)


def _asked(seen: Seen, request: Request) -> None:
    if not request.url.startswith("data:"):
        seen.requests.append(request.url)


def _serve(route: Route) -> None:
    address = urlsplit(route.request.url)
    if f"{address.scheme}://{address.netloc}" != SITE:
        route.abort()
    elif address.path.startswith("/static/"):
        path = finders.find(address.path.removeprefix("/static/"))
        kind = mimetypes.guess_type(address.path)[0] or "application/octet-stream"
        route.fulfill(status=200 if path else 404, path=path, content_type=kind)
    else:
        policy = {"Content-Security-Policy": POLICY}
        body = pages.html(address.path.strip("/"), NONCE)
        route.fulfill(status=200, body=body, content_type="text/html; charset=utf-8", headers=policy)


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, each as rule and element."""
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("() => axe.run({resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['html'][:200]} ({node['failureSummary'][:300]})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return int(page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
