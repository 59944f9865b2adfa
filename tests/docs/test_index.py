"""Every page can be found: from the README to the index, and from the index to each page."""

from __future__ import annotations

import re

from tests.docs import pages

DECISIONS = pages.DOCS / "decisions"
NUMBERED = sorted(DECISIONS.glob("[0-9]*.md"))
MOST_LINES = 50


def test_the_readme_leads_to_the_index() -> None:
    """One step from the first page."""
    assert pages.DOCS / "README.md" in pages.targets(pages.README)


def test_the_index_leads_to_every_page() -> None:
    """A page that nobody finds is not read: add a line to docs/README.md."""
    written = {page for page in pages.DOCS.rglob("*.md") if DECISIONS not in page.parents}
    listed = pages.targets(pages.DOCS / "README.md") | {pages.DOCS / "README.md"}
    assert written - listed == set()


def test_the_decisions_are_listed_in_order() -> None:
    """Number, title and file agree: add a line to docs/decisions/README.md."""
    listed = re.findall(r"^\| (\d+) \| \[(.+)\]\((.+)\) \|$", _index(), re.MULTILINE)
    assert listed == [(str(int(page.name[:4])), _title(page), page.name) for page in NUMBERED]


def _index() -> str:
    return pages.text_of(DECISIONS / "README.md")


def _title(page: pages.Path) -> str:
    """The heading without its number."""
    return pages.text_of(page).splitlines()[0].partition(". ")[2]


def test_each_decision_is_short_and_says_what_was_rejected() -> None:
    """A decision without its alternatives cannot be judged again."""
    texts = {page.name: pages.text_of(page) for page in NUMBERED}
    assert [name for name, text in texts.items() if "ejected" not in text] == []
    assert [name for name, text in texts.items() if len(text.splitlines()) > MOST_LINES] == []


def test_no_number_is_used_twice() -> None:
    """ "Decision 8" means one page."""
    numbers = [page.name[:4] for page in NUMBERED]
    assert len(numbers) == len(set(numbers))
