"""Documentation that follows from the code is never behind it."""

import pytest

from saggar.commands import docs


@pytest.mark.parametrize("path", docs.pages(), ids=lambda path: path.name)
def test_a_generated_page_is_up_to_date(path):
    """Whoever reads the page reads what the product does; run `python -m saggar.commands.docs --write`."""
    assert path.read_text(encoding="utf-8") == docs.pages()[path]


def test_the_table_of_permissions_has_a_line_for_each():
    """No permission is left out of the page."""
    text = next(text for path, text in docs.pages().items() if path.name == "permissions.md")
    assert text.count("\n| `") == len(docs.PERMISSIONS)


def test_events_of_the_tests_do_not_appear():
    """The page names the product's events and no others."""
    text = next(text for path, text in docs.pages().items() if path.name == "events.md")
    assert "imports.file-imported" in text
    assert "tests." not in text
