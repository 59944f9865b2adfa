"""Things are called what the field calls them."""

from __future__ import annotations

import ast

from tests.house import source

SAYS_NOTHING = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}


def test_no_module_is_a_drawer() -> None:
    """No file or folder has a name that would let anything in."""
    drawers = [
        str(path.relative_to(source.CHECKOUT))
        for path in source.written_files()
        if {path.stem, *path.parent.relative_to(source.CHECKOUT).parts} & SAYS_NOTHING
    ]
    assert drawers == [], "Name the file by its subject, in the words of the field"


def _dates(module: source.Module) -> list[tuple[str, int, str]]:
    """Model fields and dataclass fields that hold a day or a moment: name, line, kind."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.append((node.target.id, node.lineno, ast.unparse(node.annotation)))
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            target = node.targets[0]
            if isinstance(target, ast.Name):
                found.append((target.id, node.lineno, ast.unparse(node.value.func)))
    return found


def test_moments_end_in_at() -> None:
    """Every field of a table that holds a moment ends in `_at`, and none that holds a day does."""
    wrong = [
        f"{module.shown}:{line} {name}"
        for module in source.modules()
        if module.name.endswith("models")
        for name, line, kind in _dates(module)
        if (kind == "models.DateTimeField") != (name == "at" or name.endswith("_at"))
        and kind in {"models.DateTimeField", "models.DateField"}
    ]
    assert wrong == [], "`_on` is a day, `_at` a moment"


def test_pounds_and_pence_are_told_apart() -> None:
    """A whole number of money in a table says in its name that it is pence or pounds."""
    wrong = [
        f"{module.shown}:{line} {name}"
        for module in source.modules()
        if module.name.endswith("models")
        for name, line, kind in _dates(module)
        if kind.endswith("IntegerField")
        and {"price", "cost", "amount", "balance"} & set(name.split("_"))
        and not name.endswith(("_pence", "_pounds"))
    ]
    assert wrong == [], "End the name in _pence"
