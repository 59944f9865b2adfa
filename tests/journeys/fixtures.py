"""The browser, the running product and its world, for journeys and for the walk over all pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.browser import Tab, chromium_browser, tab
from tests.journeys.server import served
from tests.world.places import Visitor, World

OpenTab = Callable[..., Tab]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module; each tab has cookies of its own."""
    with chromium_browser() as browser:
        yield browser


@pytest.fixture
def site(world: World) -> Iterator[str]:
    """The running product on a world of this test's own."""
    with served() as address:
        yield address


@pytest.fixture(scope="module")
def site_of_module(world_of_module: World) -> Iterator[str]:
    """The running product on a world for a module whose tests only look."""
    with served() as address:
        yield address


@pytest.fixture
def browser_page(chromium: Browser, site: str) -> Iterator[OpenTab]:
    """Opens a tab as somebody: `browser_page(world.home.whoever_holds("finance_lead"), width=375)`.

    After the test no tab may have asked another server, met the content policy or a script error.
    """
    with ExitStack() as tabs:

        def open_tab(visitor: Visitor | None = None, **options: Any) -> Tab:
            opened: AbstractContextManager[Tab] = tab(chromium, site, visitor, **options)
            return tabs.enter_context(opened)

        yield open_tab
