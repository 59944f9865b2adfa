"""A programme officer sees all donors of the system together, opens one, and takes the list along."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.fixtures import OpenTab
from tests.world.places import World


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_from_all_donors_to_one(browser_page: OpenTab, world: World, scripts: bool) -> None:
    """Both donors of the system and nobody else; each leads to its forecast."""
    tab = browser_page(world.home.whoever_holds("programme_officer"), scripts=scripts)
    tab.open("/workspace/")
    tab.page.get_by_role("navigation", name="Menu").get_by_role("link", name="System levy").click()
    names = [world.home.organisation.name, world.neighbour.organisation.name]
    assert [tab.says(name) for name in (*names, world.stranger.organisation.name)] == [True, True, False]
    tab.page.get_by_role("main").get_by_role("table").first.get_by_role("link", name=names[1]).click()
    assert (tab.heading, names[1] in tab.page.title()) == ("Levy forecast", True)


def test_the_donors_are_taken_along_as_a_file(browser_page: OpenTab, world: World) -> None:
    """The file holds a line for each donor that the page shows."""
    tab = browser_page(world.home.whoever_holds("programme_officer"))
    tab.open("/levy/system/")
    with tab.page.expect_download() as download:
        tab.page.get_by_role("link", name="Download the donors (CSV)").click()
    lines = Path(download.value.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) == 3
