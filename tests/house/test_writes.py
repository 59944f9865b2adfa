"""Only actions change anything, and each opens its own unit of work."""

from __future__ import annotations

import ast
import re

from tests.house import source

MAY_OPEN_WORK = re.compile(r"^(\w+\.actions|platform|commands|demo)\b")
ONLY_READS = re.compile(r"^\w+\.(views|forms|queries|policies|presenters)\b")
WRITES = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "select_for_update"}


def _called(module: source.Module) -> list[tuple[int, str]]:
    calls = [node for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    return [(call.lineno, ast.unparse(call.func).rpartition(".")[2]) for call in calls]


def test_only_actions_open_a_unit_of_work() -> None:
    """What is written, locked and recorded together is found in the actions of a capability."""
    wrong = [
        f"{module.shown}:{line}"
        for module in source.modules()
        if not MAY_OPEN_WORK.match(module.name)
        for line, name in _called(module)
        if name in {"unit_of_work", "atomic"}
    ]
    assert wrong == [], "Move the writing into an action"


def test_pages_and_questions_write_nothing() -> None:
    """Views, forms, queries, policies and presenters read only."""
    wrong = [
        f"{module.shown}:{line} {name}"
        for module in source.modules()
        if ONLY_READS.match(module.name)
        for line, name in _called(module)
        if name in WRITES
    ]
    assert wrong == [], "Move the writing into an action"


def test_actions_take_the_actor_first_and_the_rest_by_name() -> None:
    """`do(actor, *, ...)`: nobody can swap two arguments, and nothing is done by nobody."""
    wrong = [
        f"{module.shown}:{node.lineno} {node.name}"
        for module in source.modules()
        if re.match(r"^(people|organisations|levy)\.actions\b", module.name)
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _opens_work(node)
        if [argument.arg for argument in node.args.args] not in (["actor"], [])
    ]
    assert wrong == [], "Make it (actor: Actor, *, ...)"


def _opens_work(function: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "unit_of_work" for node in ast.walk(function))
