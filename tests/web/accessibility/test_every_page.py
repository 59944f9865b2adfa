"""Every page of the product, full, empty and with errors, on a telephone and on a desk, is for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from tests.journeys.accessibility import faults, faults_of_layout
from tests.journeys.browser import Tab, tab
from tests.security.routes import Route, routes
from tests.world.places import Place, Visitor, World

TELEPHONE, DESK = 375, 1200
PAGES_OF_ONE_TEST = 12
"""So many routes share a tab: few enough that both cores have work."""

FORM = "main form[method=post]:has(input:not([type=hidden]), textarea, select)"
SEND_EMPTY = """form => {
  form.querySelectorAll('input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea')
    .forEach(field => { field.value = ''; });
  form.querySelectorAll('[type=radio], [type=checkbox]').forEach(field => { field.checked = false; });
  form.requestSubmit();
}"""


def chunks() -> list[list[Route]]:
    """The routes, so many a test."""
    every = routes()
    return [every[start : start + PAGES_OF_ONE_TEST] for start in range(0, len(every), PAGES_OF_ONE_TEST)]


@dataclass(frozen=True)
class Walk:
    """A tab that goes from page to page as somebody who holds every role of a place."""

    tab: Tab
    place: Place

    def opened(self, some: list[Route], *, holding: str = "<h1") -> Iterator[str]:
        """Open each route that is a page and holds this markup, and give its name."""
        for route in some:
            if route.parameters and route.name not in self.place.all_objects:
                continue
            path = route.address(self.place.all_objects.get(route.name, {}))
            if self._is_page(path, holding):
                self.tab.open(path)
                yield route.name

    def _is_page(self, path: str, holding: str) -> bool:
        answer = self.tab.page.request.get(self.tab.site + path, max_redirects=0)
        is_html = answer.headers["content-type"].startswith("text/html")
        return answer.status == 200 and is_html and holding in answer.text()


@pytest.fixture(params=["everybody", "public"])
def who(request: pytest.FixtureRequest) -> str:
    """Somebody who holds every role, or nobody who has signed in."""
    return str(request.param)


def _visitor(place: Place, who: str) -> Visitor | None:
    return place.whoever_holds_all() if who == "everybody" else None


@pytest.mark.parametrize("some", chunks(), ids=lambda some: some[0].name)
def test_full_pages_have_no_fault(
    chromium: Browser, site_of_module: str, world_of_module: World, some: list[Route], who: str
) -> None:
    """With everything an organisation can have, at both widths."""
    place = world_of_module.home
    found: dict[str, list[str]] = {}
    with tab(chromium, site_of_module, _visitor(place, who), width=TELEPHONE) as opened:
        for name in Walk(opened, place).opened(some):
            found[name] = faults_of_layout(opened.page) + faults(opened.page)
            opened.page.set_viewport_size({"width": DESK, "height": 900})
            found[name] += faults(opened.page)
            opened.page.set_viewport_size({"width": TELEPHONE, "height": 900})
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("some", chunks(), ids=lambda some: some[0].name)
def test_empty_pages_have_no_fault(
    chromium: Browser, site_of_module: str, world_of_module: World, some: list[Route]
) -> None:
    """On the first day, when there is nothing yet."""
    place = world_of_module.empty
    with tab(chromium, site_of_module, place.whoever_holds_all(), width=TELEPHONE) as opened:
        found = {
            name: faults_of_layout(opened.page) + faults(opened.page)
            for name in Walk(opened, place).opened(some)
        }
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("some", chunks(), ids=lambda some: some[0].name)
def test_pages_with_errors_have_no_fault(
    chromium: Browser, site_of_module: str, world_of_module: World, some: list[Route], who: str
) -> None:
    """After an empty form was sent: the title begins with "Error: ", and nothing else is lost."""
    place = world_of_module.home
    found: dict[str, list[str]] = {}
    with tab(chromium, site_of_module, _visitor(place, who), width=TELEPHONE) as opened:
        for name in Walk(opened, place).opened(some, holding="nhsuk-form-group"):
            form = opened.page.locator(FORM).first
            if not form.count():
                continue
            with opened.page.expect_navigation():
                form.evaluate(SEND_EMPTY)
            if opened.page.title().startswith("Error: "):
                found[name] = faults_of_layout(opened.page) + faults(opened.page)
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
