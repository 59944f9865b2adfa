"""What the documentation says to type can be typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from saggar import cli
from saggar.commands import serving
from saggar.platform.faults import InstallationError
from saggar.platform.permits import ROLES
from tests.docs import pages

MAKEFILE = (pages.ROOT / "Makefile").read_text(encoding="utf-8")
EXIT_CODE = re.compile(r"^\| (\d+) \|", re.MULTILINE)
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
every_page = pytest.mark.parametrize("page", pages.of_today(), ids=pages.shown)


@every_page
def test_each_make_target_exists(page: Path) -> None:
    """`make` makes what a page says it makes."""
    named = {words[1] for words in pages.commands(page) if words[0] == "make"}
    assert named - TARGETS == set()


@every_page
def test_each_saggar_command_is_understood(page: Path) -> None:
    """Every sub-command and option of a page exists; SystemExit when one does not."""
    parser = cli.parser(cli.COMMANDS)
    for words in pages.commands(page):
        if words[0] == "saggar" and "--help" not in words:
            assert parser.parse_args(_complete(words[1:])).command == words[1]


def _complete(arguments: list[str]) -> list[str]:
    """A sentence may name `saggar backup` alone: it gets the file that a command line must have."""
    return [*arguments, "FILE"] if arguments in (["backup"], ["restore"], ["import"]) else arguments


def test_the_readme_has_a_need_for_each_command() -> None:
    """No sub-command stays unknown."""
    shown = {words[1] for words in pages.commands(pages.README) if words[0] == "saggar"}
    assert shown == set(cli.COMMANDS)


def test_the_readme_names_the_two_commands_first() -> None:
    """A newcomer types nothing else."""
    first = pages.blocks(pages.README, "sh")[0]
    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["make run", "make test"]


def test_the_readme_shows_the_address_that_is_printed() -> None:
    """The address is that of a start without any option."""
    port = re.search(r"^PORT \?= (\d+)$", MAKEFILE, re.MULTILINE)
    host = re.search(r"^HOST \?= (\S+)$", MAKEFILE, re.MULTILINE)
    assert port
    assert host
    address = serving.address(host[1], int(port[1]))
    assert f"Saggar is at {address}\n" in pages.text_of(pages.README)


def test_the_readme_says_what_each_role_finds() -> None:
    """Every role of the demonstration is named, by its title and in order."""
    rows = re.findall(r"^\| ([A-Z][\w ]+) \|", pages.text_of(pages.README), re.MULTILINE)
    assert rows == [role.title for role in ROLES.values()]


def test_the_readme_draws_the_house_as_it_stands() -> None:
    """Every folder of the product has its line, each above those that may import it."""
    drawn = next(body for body in pages.blocks(pages.README, "") if body.startswith("src/saggar/"))
    folders = re.findall(r"^  (\w+)/", drawn, re.MULTILINE)
    floors = _floors()
    assert sorted(folders) == sorted(floors)
    assert folders == sorted(folders, key=lambda folder: floors[folder])


def _floors() -> dict[str, int]:
    """The floor of each folder of the product, 0 the lowest, as import-linter holds them."""
    house = (pages.ROOT / ".importlinter").read_text(encoding="utf-8")
    layers = house.partition("layers =\n")[2].partition("exhaustive")[0].replace("(cli)", "").splitlines()
    return {name: floor for floor, line in enumerate(reversed(layers)) for name in re.findall(r"\w+", line)}


def test_every_start_is_possible_with_the_python_the_readme_asks_for() -> None:
    """The version is the one the package requires."""
    required = re.search(r'requires-python = ">=([\d.]+)"', (pages.ROOT / "pyproject.toml").read_text())
    assert required
    assert f"Python {required[1]} or later" in pages.text_of(pages.README)


def test_each_exit_code_of_the_product_is_explained() -> None:
    """A script that gets a code finds its meaning in a page."""
    explained = {code for page in pages.written() for code in EXIT_CODE.findall(pages.text_of(page))}
    given = {str(each.exit_code) for each in _all(InstallationError) if each.__module__.startswith("saggar.")}
    assert given - explained == set()


def _all(fault: type[InstallationError]) -> set[type[InstallationError]]:
    return {fault} | {each for below in fault.__subclasses__() for each in _all(below)}
