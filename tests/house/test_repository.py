"""What the repository must and must not hold, so that it runs in a fresh clone on any machine."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.house import source

SUFFIXES_OF_TEXT = {".py", ".md", ".toml", ".lock", ".sh", ".jinja", ".html", ".css", ".js", ".json", ".txt"}
SUFFIXES_OF_TEXT |= {".yml", ".yaml", ".sql", ".cfg", ".ini", ""}
DEVELOPMENT_FOLDERS = re.compile(
    rf"(?<![\w./-])(?:/(?:work|workspace|Users)/[\w.-]+|{re.escape(str(source.CHECKOUT))})"
)
PACKAGE_INDEX = re.compile(
    r"--(?:extra-)?index-url|--find-links|PIP_INDEX_URL|/simple/?$|/artifactory/|/nexus/"
)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*$", re.MULTILINE)
OURSELVES = source.CHECKOUT / "tests/house/test_repository.py"


def _texts() -> list[tuple[str, str]]:
    return [
        (str(path.relative_to(source.CHECKOUT)), path.read_text("utf-8"))
        for path in source.written_files()
        if path.suffix in SUFFIXES_OF_TEXT and path != OURSELVES
    ]


def _found(pattern: re.Pattern[str]) -> list[str]:
    return [f"{name}: {match.group(0)}" for name, text in _texts() for match in pattern.finditer(text)]


def test_no_path_of_somebodys_machine() -> None:
    """Nothing names a folder that exists on one machine only."""
    assert _found(DEVELOPMENT_FOLDERS) == [], "Make the path relative to the checkout or to the state folder"


def test_no_package_index_is_named() -> None:
    """Packages come from wherever the machine's own installer is set up to take them."""
    assert _found(PACKAGE_INDEX) == [], "Compile the lock file with --no-emit-index-url"


def test_packages_are_locked_in_the_form_that_names_no_host() -> None:
    """Lock files are requirements*.lock; other formats write down where each package came from."""
    assert [
        name for name in ("uv.lock", "poetry.lock", "Pipfile.lock") if (source.CHECKOUT / name).exists()
    ] == []


def test_dependencies_say_why_they_are_there() -> None:
    """Each dependency in pyproject.toml has its reason beside it."""
    lines = (
        (source.CHECKOUT / "pyproject.toml").read_text("utf-8").partition("[project.scripts]")[0].splitlines()
    )
    listed = [line for line in lines if line.startswith('    "')]
    assert listed
    assert [line for line in listed if "  # " not in line] == [], "Say why after two blanks and #"


PAGES = [path for path in source.written_files() if path.suffix == ".md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(source.CHECKOUT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """Every link from one page of the documentation to a file or heading finds it."""
    lost = []
    for match in LINK.finditer(page.read_text("utf-8")):
        target = unquote(match.group(1) or match.group(2))
        place, _, heading = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        path = (page.parent / place).resolve() if place else page
        if not path.exists() or (heading and heading not in _headings(path)):
            lost.append(target)
    assert lost == [], "Mend the link"


def _headings(path: Path) -> set[str]:
    words = HEADING.findall(path.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in words}


def test_places_named_in_the_code_exist() -> None:
    """A comment that sends the reader to a page, a decision or a test of ours sends them somewhere."""
    named = re.compile(
        r"(?<![\w/-])(?:docs/(?:decisions|how-to|security)|tests/\w+|scripts)/[\w-]+(?:\.\w+)?"
    )
    lost = [
        found
        for found in _found(named)
        if not list(source.CHECKOUT.glob(f"{found.rpartition(': ')[2]}*")) and "<" not in found
    ]
    assert lost == [], "Name the file as it is called"


def test_no_unfinished_work_is_left_in_the_code() -> None:
    """What is still to do stands in the list of limits, with an owner, not in a comment."""
    marks = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
    left = [f"{name}: {match.group(0)}" for name, text in _texts() for match in marks.finditer(text)]
    assert left == []
