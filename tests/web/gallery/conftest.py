"""A browser for each module of browser tests, and the addresses its pages link to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
BRANDING = {"BRAND_ORGANISATION": "Potteries and Moorlands", "BRAND_CONTACT_EMAIL": "help@example.org"}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; closed with the module, because its event loop and the database do not mix."""
    with (
        override_settings(ROOT_URLCONF="tests.web.gallery.urls", **BRANDING),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
