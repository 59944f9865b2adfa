"""Staff sign in with a password and the code of their authenticator app."""

from __future__ import annotations

import time
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth

from tests.journeys.browser import Tab
from tests.journeys.fixtures import OpenTab
from tests.world.building import PASSWORD
from tests.world.places import World

PERIOD_SECONDS = 30


@pytest.fixture(autouse=True)
def as_in_production(settings: Any) -> None:
    """Nobody with a role gets in without a second factor."""
    settings.SECOND_FACTOR_REQUIRED = True


def code_of(secret: str, *, periods: int = 0) -> str:
    """What the app shows, so many periods from now."""
    counter = int(time.time()) // PERIOD_SECONDS + periods
    return str(auth.format_hotp_value(auth.hotp_value(secret, counter)))


def give_password(tab: Tab, email: str) -> None:
    """Fill in and send the sign-in page that is open."""
    tab.page.get_by_label("Email address").fill(email)
    tab.page.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.page.get_by_role("main").get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_first_sign_in_sets_up_the_app_and_the_next_asks_for_its_code(
    browser_page: OpenTab, world: World, scripts: bool
) -> None:
    """The page asked for opens after the password and the app are set up, and next time after the code."""
    email = world.home.people["finance_lead"].email
    tab = browser_page(scripts=scripts)
    tab.open("/levy/")
    give_password(tab, email)
    assert tab.path == "/account/second-factor/"
    tab.page.get_by_text("I cannot scan the picture").click()
    secret = tab.page.get_by_role("code").inner_text().replace(" ", "")
    tab.page.get_by_role("main").get_by_role("textbox").fill(code_of(secret))
    tab.page.get_by_role("main").get_by_role("button").click()
    tab.page.get_by_role("button", name="Sign out").first.click()
    tab.open("/levy/")
    give_password(tab, email)
    tab.page.get_by_role("main").get_by_role("textbox").fill(code_of(secret, periods=1))
    tab.page.get_by_role("main").get_by_role("button", name="Sign in").click()
    assert (tab.path, tab.heading) == ("/levy/", "Levy account")


def test_a_wrong_password_is_refused_without_saying_why(browser_page: OpenTab, world: World) -> None:
    """The same words for a wrong password and for an address that has no account."""
    said = []
    for email in (world.home.people["finance_lead"].email, "nobody@people.example"):
        tab = browser_page()
        tab.open("/account/sign-in/")
        tab.page.get_by_label("Email address").fill(email)
        tab.page.get_by_label("Password", exact=True).fill("not-the-password")
        tab.page.get_by_role("main").get_by_role("button", name="Sign in").click()
        said.append(tab.page.get_by_role("alert").inner_text())
    assert said[0] == said[1]
