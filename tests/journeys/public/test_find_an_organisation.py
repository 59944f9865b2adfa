"""Somebody who has not signed in finds an organisation, with a typing error and by their postcode."""

from __future__ import annotations

import pytest

from saggar.organisations.actions import record_organisation
from saggar.organisations.actions.organisations import Particulars
from saggar.platform.permits import PRODUCT
from tests.journeys.accessibility import assert_accessible
from tests.journeys.fixtures import OpenTab
from tests.world.places import World

with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


@pytest.fixture(autouse=True)
def partners(world: World) -> None:
    """Two partners in different places."""
    for name, kind, postcode in (
        ("Kiln Street Hospital", "nhs_trust", "ST4 6QG"),
        ("Moorland Hospice", "hospice", "ST13 5JW"),
    ):
        particulars = Particulars(name=name, kind=kind, postcode=postcode)
        record_organisation(PRODUCT, system_id=world.home.system.pk, particulars=particulars)


@with_and_without_scripts
def test_a_misspelled_name_is_found(browser_page: OpenTab, scripts: bool) -> None:
    """From the start page to the directory, and to the page of the hospice, typed with an error."""
    tab = browser_page(scripts=scripts)
    tab.open("/")
    tab.page.get_by_role("navigation", name="Menu").get_by_role("link", name="Organisations").click()
    tab.page.locator("#filter-q").fill("morland hospise")
    tab.page.get_by_role("button", name="Show organisations").click()
    tab.page.get_by_role("link", name="Moorland Hospice").click()
    assert (tab.heading, tab.says("ST13 5JW")) == ("Moorland Hospice", True)


@with_and_without_scripts
def test_the_nearest_comes_first(browser_page: OpenTab, scripts: bool) -> None:
    """With a postcode the list says how far each is, and begins with the nearest."""
    tab = browser_page(scripts=scripts, width=375)
    tab.open("/organisations/")
    if scripts:  # on a telephone the fields are folded away, and stay open without scripts
        tab.page.locator("summary", has_text="Find an organisation").click()
    tab.page.locator("#filter-postcode").fill("st13 5jw")
    tab.page.get_by_role("button", name="Show organisations").click()
    first = tab.page.locator("main ol li").first.inner_text()
    assert first.startswith("Moorland Hospice")
    assert "miles away" in first


def test_a_wrong_postcode_is_explained(browser_page: OpenTab) -> None:
    """What is wrong is said at the field, and what was typed stays."""
    tab = browser_page()
    tab.open("/organisations/?postcode=BT1")
    assert tab.says("There is a problem")
    assert tab.page.locator("#filter-postcode").input_value() == "BT1"
    assert_accessible(tab)
