"""What people do on any page: with a keyboard, without script, and while the session runs out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.web.gallery.browser import SITE, browser_page

FOCUSED = "() => document.activeElement.innerText.trim()"


@pytest.fixture(scope="module")
def shared_page(chromium: Browser) -> Iterator[Page]:
    """A desktop browser."""
    with browser_page(chromium, 1200) as (page, _):
        yield page


@pytest.fixture(scope="module")
def scriptless_page(chromium: Browser) -> Iterator[Page]:
    """A phone whose browser runs no script."""
    with browser_page(chromium, 375, scripts=False) as (page, _):
        yield page


class TestKeyboard:
    """Everything can be reached and used with keys alone."""

    def test_the_first_key_press_offers_to_skip_to_the_content(self, shared_page: Page) -> None:
        """Nobody has to step through the menu on every page."""
        shared_page.goto(f"{SITE}/start/")
        shared_page.keyboard.press("Tab")
        first = shared_page.evaluate(FOCUSED)
        shared_page.keyboard.press("Enter")
        moved_to = shared_page.evaluate("() => document.activeElement.id")
        assert (first, moved_to) == ("Skip to main content", "maincontent")

    def test_after_a_refusal_the_summary_has_the_focus(self, shared_page: Page) -> None:
        """A screen reader begins with what went wrong."""
        shared_page.goto(f"{SITE}/form_failed/")
        assert shared_page.evaluate(FOCUSED).startswith("There is a problem")

    @pytest.mark.parametrize(
        ("line", "field"),
        [
            ("Enter full name", "full_name"),
            ("Earliest start date must be a real date", "start_on-day"),
            ("First month of training must include a year", "month-year"),
            ("Select an answer", "channels"),
            ("Select a file", "papers"),
        ],
    )
    def test_each_line_of_the_summary_puts_the_cursor_into_its_field(
        self, shared_page: Page, line: str, field: str
    ) -> None:
        """One press from the message to the box that needs correcting."""
        shared_page.goto(f"{SITE}/form_failed/")
        shared_page.get_by_role("link", name=line).press("Enter")
        assert shared_page.evaluate("() => document.activeElement.id") == field

    def test_a_chart_that_scrolls_can_be_scrolled_with_keys(self, chromium: Browser) -> None:
        """The place of a wide chart takes the focus on a phone."""
        with browser_page(chromium, 375) as (page, _):
            page.goto(f"{SITE}/dashboard/")
            region = page.get_by_role("region", name="Chart: Staff turnover")
            region.focus()
            assert page.evaluate(
                "() => document.activeElement.scrollWidth > document.activeElement.clientWidth"
            )


class TestWithoutScript:
    """Script only makes things nicer."""

    def test_the_whole_menu_is_there(self, scriptless_page: Page) -> None:
        """No item hides behind a button that needs script."""
        scriptless_page.goto(f"{SITE}/vacancies/")
        shown = scriptless_page.locator("header nav a:visible").all_inner_texts()
        assert shown == ["Talent academy", "Programme dashboard", "Vacancies", "Register interest"]

    def test_filters_stay_open_and_can_be_sent(self, scriptless_page: Page) -> None:
        """Choosing a filter and pressing the button asks for the filtered list, order kept."""
        scriptless_page.goto(f"{SITE}/vacancies/")
        scriptless_page.get_by_label("Job").check()
        scriptless_page.get_by_role("button", name="Apply filters").click()
        query = scriptless_page.url.split("?")[1]
        assert query == "q=nurse&type=apprenticeship&type=job&place=stafford&sector=&sort=closes"

    def test_conditional_questions_are_all_shown(self, scriptless_page: Page) -> None:
        """What script would reveal is simply there."""
        scriptless_page.goto(f"{SITE}/form/")
        assert scriptless_page.get_by_label("Which other area").is_visible()

    def test_tables_can_be_sorted_on_a_phone(self, scriptless_page: Page) -> None:
        """The headings are hidden on a phone, so the orders are offered as links."""
        scriptless_page.goto(f"{SITE}/vacancies/")
        shown = scriptless_page.locator(".sg-sort a").all_inner_texts()
        assert shown == ["Organisation", "Pay", "Closes (ascending)"]

    def test_nothing_that_needs_script_is_offered(self, scriptless_page: Page) -> None:
        """A print button that could not print is not shown."""
        scriptless_page.goto(f"{SITE}/dashboard/")
        assert scriptless_page.locator("button:visible").all_inner_texts() == ["Sign out"]


class TestWithScript:
    """What script adds."""

    def test_an_option_reveals_its_question(self, shared_page: Page) -> None:
        """The second question appears with the answer it belongs to."""
        shared_page.goto(f"{SITE}/form/")
        other = shared_page.get_by_label("Which other area")
        before = other.is_visible()
        shared_page.get_by_label("Something else").check()
        assert (before, other.is_visible()) == (False, True)

    def test_filters_fold_away_on_a_phone(self, chromium: Browser) -> None:
        """Results come first; the panel opens on demand."""
        with browser_page(chromium, 375) as (page, _):
            page.goto(f"{SITE}/vacancies/")
            assert not page.get_by_role("button", name="Apply filters").is_visible()

    def test_the_session_warning_comes_two_minutes_before_the_end_and_can_be_answered(
        self, shared_page: Page
    ) -> None:
        """Nobody is signed out by surprise: one press stays, and the warning comes again next time."""
        shared_page.clock.install()
        shared_page.goto(f"{SITE}/object/")
        dialog = shared_page.locator("dialog")
        seen = [dialog.is_visible()]
        shared_page.clock.fast_forward("13:01")
        seen.append(dialog.is_visible())
        shared_page.get_by_role("button", name="Stay signed in").click()
        seen.append(dialog.is_visible())
        shared_page.clock.fast_forward("13:01")
        seen.append(dialog.is_visible())
        assert seen == [False, True, False, True]
