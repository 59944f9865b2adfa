"""What every page must be for everybody, asked of the page that is open in a tab."""

from __future__ import annotations

from collections import defaultdict

from playwright.sync_api import Page, TimeoutError

from tests.journeys.browser import Tab
from tests.web.gallery.browser import overflow, violations
from tests.web.gallery.visits import HEADINGS, SMALL

NARROWEST = 320
FITS = "() => document.documentElement.scrollWidth <= window.innerWidth"
LINKS = """() => [...document.querySelectorAll('a[href]')].filter(a => a.checkVisibility())
  .map(a => [a.innerText || a.getAttribute('aria-label') || a.textContent, a.getAttribute('href')])
  .map(([words, place]) => [words.trim(), place])"""
FOCUS = """() => [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
  .filter(e => e.checkVisibility() && !e.disabled)
  .filter(e => {
    const look = () => {
      const drawn = [e, e.nextElementSibling, e.parentElement].filter(Boolean).flatMap(
        n => [getComputedStyle(n), getComputedStyle(n, '::before')]);
      return drawn.map(s => [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow,
        s.backgroundColor, s.borderColor, s.textDecorationLine].join()).join('|');
    };
    document.activeElement.blur();
    const before = look();
    e.focus({focusVisible: true, preventScroll: true});
    const after = look();
    e.blur();
    return before === after;
  }).map(e => e.outerHTML.slice(0, 120))"""
"""Elements that look the same with the focus as without it."""


def assert_accessible(tab: Tab) -> None:
    """The page that is open has no fault."""
    assert [*faults(tab.page), *faults_of_layout(tab.page)] == []


def faults(page: Page) -> list[str]:
    """What axe-core finds wrong at the present width."""
    return violations(page)


def faults_of_layout(page: Page) -> list[str]:
    """Headings, title, links, size of targets, focus, and scrolling sideways down to 320 pixels."""
    headings = page.evaluate(HEADINGS)
    found = [] if len(headings) == 1 else [f"{len(headings)} first headings"]
    if headings and not _title_fits(page.title(), headings[0]):
        found.append(f"the title {page.title()!r} does not begin with the heading {headings[0]!r}")
    found += [f"links {words!r} lead to {sorted(places)}" for words, places in _ambiguous(page)]
    found += [f"too small to press: {html}" for html in page.evaluate(SMALL)]
    found += [f"looks the same with the focus: {html}" for html in page.evaluate(FOCUS)]
    return found + _sideways(page)


def _title_fits(title: str, heading: str) -> bool:
    """Any "Error: ", the last line of the heading (a caption may stand above it), more, and the service."""
    page, _, service = title.removeprefix("Error: ").rpartition(" - ")
    return bool(service) and page.casefold().startswith(heading.splitlines()[-1].strip().casefold())


def _ambiguous(page: Page) -> list[tuple[str, set[str]]]:
    places: dict[str, set[str]] = defaultdict(set)
    for words, href in page.evaluate(LINKS):
        places[words].add(href)
    return [(words, hrefs) for words, hrefs in places.items() if len(hrefs) > 1]


def _sideways(page: Page) -> list[str]:
    """Whether the page is still wider than the narrowest window after its menu has been folded."""
    size = page.viewport_size
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    try:
        page.wait_for_function(FITS, timeout=2_000)
        wider = 0
    except TimeoutError:
        wider = overflow(page)
    if size is not None:
        page.set_viewport_size(size)
    return [f"{wider} pixels wider than a window of {NARROWEST}"] if wider else []
