"""Every public name of rules, calculators, engines, actions, policies and the platform says what it means."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house import source

EXPLAINED = re.compile(
    r"^(rules|calculators|engines|platform|commands|web|\w+\.(actions|policies|queries|events))\b"
)
Named = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _public(body: list[ast.stmt]) -> Iterator[Named]:
    for node in body:
        if isinstance(node, Named) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body)


def _is_setting(node: Named) -> bool:
    """Django's inner classes Meta and Media are settings of the class around them."""
    return isinstance(node, ast.ClassDef) and node.name in {"Meta", "Media"}


def test_public_names_are_explained() -> None:
    """A reader finds meaning, units, errors and source at the name itself."""
    silent = [
        f"{module.shown}:{node.lineno} {node.name}"
        for module in source.modules()
        if EXPLAINED.match(module.name)
        for node in _public(module.tree.body)
        if not _is_setting(node) and ast.get_docstring(node) is None
    ]
    assert silent == [], "Give each a docstring: what it means, units, errors, and the source of a rule"


def test_modules_say_their_subject() -> None:
    """The first line of each file says what it is about, and so does the one of its package."""
    silent = [
        module.shown
        for module in source.modules()
        if module.text.strip() and not ast.get_docstring(module.tree)
    ]
    assert silent == [], "Begin each file with one sentence on its subject"
