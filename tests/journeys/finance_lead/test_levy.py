"""A finance lead brings in the first file, records the balance, reads the forecast and tries a change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.browser import Tab
from tests.journeys.fixtures import OpenTab
from tests.world.places import World

TRANSACTIONS = Path(__file__).parents[2] / "levy/data/transactions_levy_v2.csv"
with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def press(tab: Tab, name: str) -> None:
    """Press the button, or the link that looks like one, of the main part."""
    main = tab.page.get_by_role("main")
    main.get_by_role("button", name=name).or_(main.get_by_role("link", name=name)).first.click()


def cells(tab: Tab) -> list[str]:
    """The figures of the first table: what the two futures come to."""
    cells = tab.page.get_by_role("table").first.get_by_role("cell").all()
    return [cell.inner_text().split()[-1] for cell in cells]


@with_and_without_scripts
def test_from_the_first_file_to_the_forecast(browser_page: OpenTab, world: World, scripts: bool) -> None:
    """Nothing is there on the first day; four pages later there is a balance, proved, and a forecast."""
    tab = browser_page(world.empty.whoever_holds("finance_lead"), scripts=scripts)
    tab.open("/workspace/")
    tab.page.get_by_role("navigation", name="Menu").get_by_role("link", name="Levy account").click()
    assert tab.says("No transactions have been imported yet")
    press(tab, "Import a file")
    tab.page.get_by_label("Choose a file").set_input_files(TRANSACTIONS)
    press(tab, "Continue")
    assert tab.heading == "Import report"
    press(tab, "See the levy account")
    press(tab, "Record the balance")
    for label, value in (("Day", "25"), ("Month", "8"), ("Year", "2026")):
        tab.page.get_by_label(label, exact=True).fill(value)
    tab.page.get_by_label("Balance shown by the apprenticeship service").fill("180,000.00")
    press(tab, "Record the balance")
    assert tab.says("The balance was recorded")
    press(tab, "See the forecast")
    assert tab.heading == "Levy forecast"


def test_a_faulty_file_is_reported_line_by_line(browser_page: OpenTab, world: World, tmp_path: Path) -> None:
    """The rows that can be read come in; the one that cannot is named with its line and what is wrong."""
    lines = TRANSACTIONS.read_text("utf-8").splitlines()
    lines[3] = lines[3].replace("23/08/2026", "31/02/2026")
    faulty = tmp_path / "transactions.csv"
    faulty.write_text("\n".join(lines) + "\n", encoding="utf-8")
    tab = browser_page(world.empty.whoever_holds("finance_lead"))
    tab.open("/levy/import/")
    tab.page.get_by_label("Choose a file").set_input_files(faulty)
    press(tab, "Continue")
    row = tab.page.get_by_role("row", name="31/02/2026").inner_text()
    assert row.split()[0] == "4"
    with tab.page.expect_download() as download:
        tab.page.get_by_role("link", name="Download the faults (CSV)").click()
    assert "31/02/2026" in Path(download.value.path()).read_text("utf-8")


def test_a_change_is_tried_by_keyboard_alone(browser_page: OpenTab, world: World) -> None:
    """Without a mouse: the fields are reached in order, and the answer compares both futures."""
    tab = browser_page(world.home.whoever_holds("finance_lead"))
    tab.open("/levy/forecast/")
    tab.reach("More apprentices to start")
    for value in ("5", "9", "2027", "18", "6000"):
        tab.page.keyboard.type(value)
        tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**apprentices=5**")
    assert tab.page.get_by_role("table", name="change").count() == 1


def test_a_change_is_tried_without_scripts(browser_page: OpenTab, world: World) -> None:
    """The same by an ordinary form; its address can be sent to a colleague."""
    tab = browser_page(world.home.whoever_holds("finance_lead"), scripts=False, width=375)
    tab.open("/levy/forecast/")
    tab.page.get_by_label("Spend or transfer more each month").fill("10,000")
    tab.page.get_by_role("group", name="From month").get_by_label("Month").fill("1")
    tab.page.get_by_role("group", name="From month").get_by_label("Year").fill("2027")
    press(tab, "Compare with these changes")
    address = tab.page.url
    colleague = browser_page(world.home.whoever_holds("apprenticeship_lead"))
    colleague.page.goto(address)
    assert cells(colleague) == cells(tab)
