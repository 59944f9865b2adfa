"""The page "Import files" names what can be imported and repeats what the product says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from saggar import cli
from saggar.platform.imports import registry
from saggar.platform.imports.reading import UnreadableFileError, decoded, refuse_size
from tests.docs import pages

PAGE = pages.DOCS / "how-to" / "import-files.md"
TEXT = pages.text_of(PAGE)
REFUSED = {
    "a workbook": b"PK\x03\x04rest",
    "a program": b"\x90\x81\x8d\x8f\x9d",
    "nothing": b"",
    "cut off": "name,Zoë".encode()[:-1],
    "with NUL": b"name\0,",
}
REPORTED = pages.blocks(PAGE, "")[0]


def test_every_kind_is_in_the_table_and_no_other() -> None:
    """The table is the list that `saggar import list` prints."""
    assert sorted(re.findall(r"^\| `([a-z-]+)` \|", TEXT, re.MULTILINE)) == list(registry.kinds())


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
def test_the_page_says_what_to_do_about_a_refusal(data: bytes) -> None:
    """Somebody who searches the page for the sentence they saw finds it."""
    with pytest.raises(UnreadableFileError) as refusal:
        decoded(data)
    assert f"| {refusal.value} |" in TEXT


def test_the_largest_file_is_the_one_of_the_page() -> None:
    """The limit in the page is the limit of the product."""
    with pytest.raises(UnreadableFileError) as refusal:
        refuse_size(10**12)
    said = str(refusal.value).replace("200 MB", "50 MB")
    with pytest.raises(UnreadableFileError) as refusal:
        refuse_size(10**9)
    assert str(refusal.value) == said
    assert f"| {said} |" in TEXT


def test_the_remark_about_the_encoding_is_the_one_of_the_product() -> None:
    """A file from an old spreadsheet comes in, with this remark."""
    assert f'"{decoded("£".encode("cp1252")).note}"' in TEXT


@pytest.mark.django_db
def test_the_report_is_the_one_the_command_prints(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file of the page, imported, gives the report of the page and the code of some rows refused."""
    file = tmp_path / "list.csv"
    file.write_text(pages.blocks(PAGE, "csv")[0], encoding="utf-8")
    assert cli.main(["import", "standards", str(file)]) == 1
    assert capsys.readouterr().out == REPORTED
