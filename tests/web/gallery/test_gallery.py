"""Every component and chart in a real browser: no accessibility fault, nothing fetched, nothing too wide.

Set SAGGAR_SCREENSHOTS to a folder to keep a picture of every page at every width.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from playwright.sync_api import Browser

from tests.web.gallery import pages
from tests.web.gallery.browser import SITE, browser_page
from tests.web.gallery.visits import Visit, visit

Look = Callable[[str], Visit]


@pytest.fixture(scope="module", params=[375, 1200], ids=["phone", "desktop"])
def look(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Look]:
    """Visits pages at one width, each once."""
    with browser_page(chromium, request.param) as (page, seen):

        @cache
        def look_at(name: str) -> Visit:
            found = visit(page, seen, name)
            folder = os.environ.get("SAGGAR_SCREENSHOTS")
            if folder:
                page.screenshot(path=f"{folder}/{name}-{request.param}.png", full_page=True)
            return found

        yield look_at


every_page = pytest.mark.parametrize("name", pages.NAMES)


@every_page
def test_axe_finds_nothing_wrong(look: Look, name: str) -> None:
    """The page has no fault that can be found by a machine, on a phone and on a desktop."""
    assert look(name).violations == []


@every_page
def test_the_browser_has_nothing_to_complain_about(look: Look, name: str) -> None:
    """No broken script, and nothing the content security policy had to stop."""
    assert look(name).complaints == []


@every_page
def test_a_page_takes_at_most_five_requests_all_to_ourselves(look: Look, name: str) -> None:
    """The page itself, two stylesheets, two scripts; nobody else learns who reads it."""
    requests = look(name).requests
    assert (len(requests) <= 5, [url for url in requests if not url.startswith(SITE)]) == (True, [])


@every_page
def test_a_page_never_scrolls_sideways(look: Look, name: str) -> None:
    """Wide tables and charts scroll inside their own place."""
    assert look(name).overflow <= 0


@every_page
def test_a_page_has_one_heading_and_its_title_repeats_it(look: Look, name: str) -> None:
    """Whoever hears the title knows which page has opened."""
    found = look(name)
    expected = "Error: " * (name == "form_failed") + f"{found.headings[0]} - Saggar"
    assert (len(found.headings), found.title) == (1, expected)


@every_page
def test_links_with_the_same_words_lead_to_the_same_place(look: Look, name: str) -> None:
    """A list of the page's links, read alone, still makes sense: no two "Change" to different things."""
    places: dict[str, set[str]] = {}
    for words, href in look(name).links:
        places.setdefault(words, set()).add(href)
    assert {words: found for words, found in places.items() if len(found) > 1 or not words} == {}


@every_page
def test_targets_are_large_enough_to_press(look: Look, name: str) -> None:
    """At least 24 by 24 pixels (WCAG 2.2, 2.5.8), links inside sentences apart."""
    assert look(name).small_targets == []


def test_nothing_runs_off_the_smallest_screen(chromium: Browser) -> None:
    """At 320 pixels, which is a desktop at 400% zoom, no page scrolls sideways (WCAG 1.4.10)."""
    with browser_page(chromium, 320) as (page, seen):
        wide = {name: visit(page, seen, name).overflow for name in pages.CONTEXTS}
    assert {name: by for name, by in wide.items() if by > 0} == {}


def test_a_gallery_page_is_light(chromium: Browser) -> None:
    """At most 60 kilobytes of markup, the dashboard with seven charts included."""
    sizes = {name: len(pages.html(name).encode()) for name in pages.NAMES}
    assert {name: size for name, size in sizes.items() if size > 60_000} == {}
