"""Every setting is written down, and every setting written down is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tests.docs import pages

VARIABLE = re.compile(r"\b(SAGGAR_[A-Z]+(?:_[A-Z]+)*|DATABASE_URL)(?![A-Z_])")
PAGE = pages.DOCS / "settings.md"
ONLY_BETWEEN_PROCESSES = {"SAGGAR_PORT"}
ONLY_FOR_TESTS = {"SAGGAR_SCREENSHOTS"}


def _named(files: Iterable[Path]) -> set[str]:
    return {name for file in files for name in VARIABLE.findall(file.read_text(encoding="utf-8"))}


def _in_the_product() -> set[str]:
    files = [*(pages.ROOT / "src" / "saggar").rglob("*.py"), *(pages.ROOT / "scripts").iterdir()]
    return _named(file for file in files if file.is_file())


def test_the_page_has_each_setting_of_the_product() -> None:
    """Nobody has to read the source to set something: add a line to docs/settings.md."""
    rows = re.findall(r"^\| `([A-Z_]+)` \|", pages.text_of(PAGE), re.MULTILINE)
    assert set(rows) == _in_the_product() - ONLY_BETWEEN_PROCESSES
    assert len(rows) == len(set(rows))


def test_no_page_names_a_setting_that_does_not_exist() -> None:
    """A variable with a typing mistake is set in vain."""
    assert _named(pages.written()) - _in_the_product() - ONLY_FOR_TESTS == set()
