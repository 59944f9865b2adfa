"""The list of the security standard names tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/security/asvs.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`([\w/]+\.py)::(\w+)`", PAGE)))


def functions_of(file: str) -> set[str]:
    """Names of the functions in a file of tests, those in classes too."""
    tree = ast.parse((ROOT / "tests" / file).read_text("utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("file", "name"), NAMED, ids=[name for _, name in NAMED])
def test_named_test_exists(file: str, name: str) -> None:
    """Nobody claims an item whose proof was renamed or removed."""
    assert name in functions_of(file)


def test_rows_without_a_test_say_why() -> None:
    """A dash stands only where something is absent by nature, or said to be missing."""
    rows = [line for line in PAGE.splitlines() if line.endswith("| - |")]
    assert [row.split("|")[1].strip() for row in rows] == [
        "6.2.10",
        "6.4.2",
        "6.6",
        "10.2.2",
        "10.5.3",
        "16.3.2",
        "16.4.3",
    ]
