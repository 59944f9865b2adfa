"""One visit of each gallery page at each width, made once and asked about by many tests."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.web.gallery.browser import SITE, Seen, overflow, violations

HEADINGS = "() => [...document.querySelectorAll('h1')].map(h => h.innerText)"
LINKS = """() => [...document.querySelectorAll('a[href]')].filter(a => a.offsetParent !== null)
  .map(a => [a.innerText.trim(), a.getAttribute('href')])"""
SMALL = """() => [...document.querySelectorAll('a, button, input, select, summary')]
  .filter(e => e.offsetParent !== null && e.type !== 'hidden')
  .filter(e => !e.matches('.nhsuk-skip-link') && getComputedStyle(e).display !== 'inline')
  .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24).map(([html]) => html)"""
"""Targets below the least size; the skip link is large once it has the focus."""


@dataclass(frozen=True)
class Visit:
    """What a page was like: faults, complaints, size, headings, links."""

    title: str
    violations: list[str]
    complaints: list[str]
    requests: list[str]
    overflow: int
    headings: list[str]
    links: list[tuple[str, str]]
    small_targets: list[str]


def visit(page: Page, seen: Seen, name: str) -> Visit:
    """Open the page and look at all of it."""
    seen.requests.clear()
    seen.complaints.clear()
    page.goto(f"{SITE}/{name}/")
    page.wait_for_load_state("load")
    return Visit(
        page.title(),
        violations(page),
        list(seen.complaints),
        list(seen.requests),
        overflow(page),
        page.evaluate(HEADINGS),
        [(words, href) for words, href in page.evaluate(LINKS)],
        page.evaluate(SMALL),
    )
