"""What others made has its licence beside it, and the README says whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs import pages

LICENCES = {
    "src/saggar/web/static/nhsuk": ("LICENCE.txt", "The MIT License (MIT)\n\nCopyright (c) NHS England"),
    "src/saggar/web/static/htmx": ("LICENCE.txt", "Zero-Clause BSD"),
    "src/saggar/organisations/data/geo": ("LICENCE.txt", "Open Government Licence v3.0"),
    "src/saggar/levy/data": ("LICENCE.md", "Open Government Licence v3.0"),
    "src/saggar/demo/data": ("LICENCE.md", "Open Government Licence v3.0"),
    "tests/vendor/axe-core": ("LICENCE.txt", "Mozilla Public License, version 2.0"),
    "tests/levy/data": ("LICENCE.md", "Every row is made up"),
    "tests/organisations/data": ("LICENCE.md", "Open Government Licence v3.0"),
    "tests/rules/data": ("README.md", "Facts; no licence is claimed"),
}
"""Every folder that holds what others made: its licence file, and words that must stand there."""

OURS = ("src/saggar/web/static/saggar", "tests/engines/funding/data")
"""Folders of such files that we wrote ourselves: the licence of the project covers them."""

NOT_CODE = {".csv", ".json", ".xml", ".xlsx", ".zip", ".pdf", ".js", ".css", ".svg", ".png", ".ico", ".woff2"}
SHIPPED = {place: file for place, (file, _) in LICENCES.items() if place.startswith("src/")}
every_folder = pytest.mark.parametrize("place", LICENCES)


def _files() -> list[Path]:
    """Every file of data, style, script or picture in the product and the tests."""
    folders = (pages.ROOT / "src", pages.ROOT / "tests")
    return [path for folder in folders for path in folder.rglob("*") if path.suffix in NOT_CODE]


def test_every_file_that_is_no_code_has_a_known_origin() -> None:
    """A new file of others comes with its licence and a line in LICENCES; one of ours with a line in OURS."""
    known = [pages.ROOT / place for place in (*LICENCES, *OURS)]
    unknown = [str(path.relative_to(pages.ROOT)) for path in _files() if not set(known) & set(path.parents)]
    assert unknown == []


@every_folder
def test_the_licence_lies_beside_the_files(place: str) -> None:
    """Whoever copies the folder copies the licence."""
    name, words = LICENCES[place]
    assert words in (pages.ROOT / place / name).read_text(encoding="utf-8")


@every_folder
def test_no_folder_is_listed_in_vain(place: str) -> None:
    """A folder that no longer holds anything of others is taken off the list."""
    assert any((pages.ROOT / place) in path.parents for path in _files())


@pytest.mark.parametrize(("place", "licence"), [each for each in SHIPPED.items() if "/data" in each[0]])
def test_each_shipped_file_of_data_is_named_in_its_licence(place: str, licence: str) -> None:
    """Somebody who asks where a file came from finds its name."""
    folder = pages.ROOT / place
    text = (folder / licence).read_text(encoding="utf-8")
    unnamed = [path.name for path in folder.iterdir() if path.suffix in NOT_CODE and path.name not in text]
    assert unnamed == []


def test_the_readme_gives_the_words_the_licences_ask_for() -> None:
    """The attribution of the postcodes stands word for word, and so does that of the national lists."""
    notice = (pages.ROOT / "src/saggar/organisations/data/geo/LICENCE.txt").read_text(encoding="utf-8")
    asked = _one_line(next(part for part in notice.split("\n\n") if part.startswith("Contains OS data")))
    readme = _one_line(pages.text_of(pages.README))
    assert asked in readme
    assert "Contains public sector information licensed under the Open Government Licence v3.0." in readme


def _one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_project_is_under_the_licence_it_names() -> None:
    """The text is the MIT licence's, as the package and the README say."""
    text = (pages.ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("MIT License\n")
    assert 'THE SOFTWARE IS PROVIDED "AS IS"' in text
    assert 'license = "MIT"' in (pages.ROOT / "pyproject.toml").read_text(encoding="utf-8")
