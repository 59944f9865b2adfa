"""The product's source as the tests of the house see it: files, parsed once, and their functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGE = CHECKOUT / "src/saggar"
WRITTEN_FOLDERS = ("src", "tests", "docs", "scripts", ".ci")
MADE_BY_TOOLS = {"__pycache__", "vendor", "nhsuk", "htmx", "saggar.egg-info"}


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file of the product."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Dotted name below the package: `levy.actions.accounts`; a package's own file is `levy.actions`."""
        parts = self.path.relative_to(PACKAGE).with_suffix("").parts
        return ".".join(part for part in parts if part != "__init__")

    @property
    def shown(self) -> str:
        """Path as a person types it in the checkout."""
        return str(self.path.relative_to(CHECKOUT))

    def lies_in(self, *floors: str) -> bool:
        """Whether the module belongs to one of these packages: `rules`, `levy.actions`."""
        return any(self.name == floor or self.name.startswith(f"{floor}.") for floor in floors)


@dataclass(frozen=True, slots=True)
class Function:
    """One function or method and where it stands."""

    module: Module
    node: ast.FunctionDef | ast.AsyncFunctionDef

    @property
    def lines(self) -> int:
        """Lines from `def` to the last one, decorators not counted."""
        return (self.node.end_lineno or 0) - self.node.lineno + 1

    @property
    def shown(self) -> str:
        """Place and name."""
        return f"{self.module.shown}:{self.node.lineno} {self.node.name}"


@cache
def modules() -> tuple[Module, ...]:
    """Every Python file of the product that a person writes: migrations are written by Django."""
    paths = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
    texts = [(path, path.read_text("utf-8")) for path in paths]
    return tuple(Module(path, text, ast.parse(text)) for path, text in texts)


def modules_of(*floors: str) -> Iterator[Module]:
    """Modules of these packages."""
    return (module for module in modules() if module.lies_in(*floors))


@cache
def functions() -> tuple[Function, ...]:
    """Every function and method, also those inside others."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return tuple(
        Function(module, node)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, kinds)
    )


@cache
def written_files() -> tuple[Path, ...]:
    """Every file of the repository that people write: not what tools made, nor what others publish."""
    inside = (path for folder in WRITTEN_FOLDERS for path in (CHECKOUT / folder).rglob("*"))
    beside = (path for path in CHECKOUT.iterdir())
    return tuple(sorted(path for path in (*inside, *beside) if path.is_file() and _is_written(path)))


def _is_written(path: Path) -> bool:
    return not MADE_BY_TOOLS & set(path.relative_to(CHECKOUT).parts)


def templates() -> tuple[Path, ...]:
    """Every page, component and drawing template of the product; letters in plain text hold no markup."""
    suffixes = {".jinja", ".html", ".svg"}
    return tuple(path for path in written_files() if path.suffix in suffixes and path.is_relative_to(PACKAGE))
