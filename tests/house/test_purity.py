"""Rules, calculators and engines give the same answer for the same question, on any machine, on any day."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

from tests.house import source

PURE = ("rules", "calculators", "engines")
OUTSIDE = {"numpy", "ortools", "saggar"}
READS_THE_MACHINE = {
    "os",
    "time",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "threading",
    "uuid",
    "platform",
}
ASKS_THE_MOMENT = re.compile(r"\b(datetime|date|timezone)\.(now|today|utcnow)$")


def _imported(module: source.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name.partition(".")[0]) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, (node.module or "").partition(".")[0]


def test_they_stand_on_the_standard_library_and_arithmetic() -> None:
    """They import nothing but the standard library, arrays and the solvers."""
    allowed = sys.stdlib_module_names | OUTSIDE
    wrong = [
        f"{module.shown}:{line} {name}"
        for module in source.modules_of(*PURE)
        for line, name in _imported(module)
        if name not in allowed
    ]
    assert wrong == [], "Pass the values in instead"


def test_they_read_no_clock_environment_or_chance() -> None:
    """The day, the settings and the seed are passed in by the caller."""
    wrong = [
        f"{module.shown}:{line} {name}"
        for module in source.modules_of(*PURE)
        for line, name in _imported(module)
        if name in READS_THE_MACHINE
    ]
    assert wrong == [], "Take `today`, `now` or `seed` as a parameter"


def test_they_ask_nobody_for_the_moment() -> None:
    """None of their functions asks a class of dates for the present, or draws without a seed."""
    wrong = [
        f"{module.shown}:{node.lineno} {ast.unparse(node)}"
        for module in source.modules_of(*PURE)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and _depends_on_the_moment(node)
    ]
    assert wrong == [], "Take `today`, `now` or `seed` as a parameter"


def _depends_on_the_moment(call: ast.Call) -> bool:
    called = ast.unparse(call.func)
    draws = ".random." in called and (not called.endswith(".default_rng") or not call.args)
    return bool(ASKS_THE_MOMENT.search(called)) or draws


def test_only_the_clock_reads_the_clock() -> None:
    """Elsewhere, too, the present is read in one place, so that tests and the past can choose it."""
    wrong = [
        f"{module.shown}:{node.lineno} {ast.unparse(node)}"
        for module in source.modules()
        if not module.lies_in("platform.clock")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and ASKS_THE_MOMENT.search(ast.unparse(node.func))
    ]
    assert wrong == [], "Call saggar.platform.clock"
