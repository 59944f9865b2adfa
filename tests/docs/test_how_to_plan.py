"""The page "Plan on the command line" shows a problem, and what the plan says of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from saggar import cli
from tests.docs import pages

PAGE = pages.DOCS / "how-to" / "plan-on-the-command-line.md"
TEXT = pages.text_of(PAGE)
PROBLEM, WHAT_IF = (json.loads(block) for block in pages.blocks(PAGE, "json"))
QUOTED = re.findall(r"^> (.+)$", TEXT, re.MULTILINE)


def plan(folder: Path, problem: dict[str, Any]) -> dict[str, Any]:
    """The plan that the command writes to a file."""
    (folder / "problem.json").write_text(json.dumps(problem), encoding="utf-8")
    written = folder / "plan.json"
    assert cli.main(["plan", "levy-forecast", str(folder / "problem.json"), "-o", str(written)]) == 0
    document: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
    return document


def test_the_sentences_are_those_of_the_plan(tmp_path: Path) -> None:
    """What the page quotes is what the reader will see, in that order."""
    found = plan(tmp_path, PROBLEM)
    advice = found["advice"][-1]["sentences"]
    assert [*advice[:2], found["double_cliffs"][0]["sentence"]] == QUOTED


def test_the_what_if_loses_what_the_page_says(tmp_path: Path) -> None:
    """Under the rules before August 2026 the same trust loses nothing."""
    found = plan(tmp_path, PROBLEM | WHAT_IF)
    lost = found["donors"][0]["totals"]["expired"]
    assert f"the same trust loses £{float(lost):,.0f}:" in TEXT


def test_the_opening_is_what_two_years_leave() -> None:
    """£90,000 in and £55,000 out since August 2024, the oldest money spent first."""
    months = [f"{2024 + (7 + place) // 12}-{(7 + place) % 12 + 1:02d}" for place in range(24)]
    spent, left = 24 * 55_000, {}
    for month in months:
        used = min(spent, 90_000)
        spent -= used
        left |= {month: str(90_000 - used)} if used < 90_000 else {}
    assert PROBLEM["donors"][0]["opening"] == left


def test_the_fields_named_are_fields_of_a_plan(tmp_path: Path) -> None:
    """Whoever looks for a field finds it."""
    table = TEXT.partition("## What a plan holds")[2].partition("| exit code |")[0]
    named = {name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.partition(" | ")[0])}
    assert named - plan(tmp_path, PROBLEM).keys() == set()


def test_the_kinds_are_listed_as_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    """The first line of the page lists the kinds, those to come included."""
    assert cli.main(["plan"]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed[0] == "levy-forecast"
    assert all(line.endswith("(not yet in this version)") for line in listed[1:])
