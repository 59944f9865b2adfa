"""Every calculation by its name, found in the files of this package."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import saggar.calculators
from saggar.calculators.calculator import Calculator
from saggar.calculators.faults import BadInput, Fault
from saggar.calculators.kinds import Schema

AnyCalculator = Calculator[Any, Any]

__all__ = ["CALCULATORS", "AnyCalculator", "BadInput", "Fault", "run", "schema"]


def _declared() -> Iterator[AnyCalculator]:
    """The calculations of each file of the package, file by file in order of their names."""
    for module in pkgutil.iter_modules(saggar.calculators.__path__):
        if module.name != "registry":
            values = vars(importlib.import_module(f"saggar.calculators.{module.name}")).values()
            yield from (value for value in values if isinstance(value, Calculator))


def _by_name() -> Mapping[str, AnyCalculator]:
    found: dict[str, AnyCalculator] = {}
    for calculator in _declared():
        if found.setdefault(calculator.name, calculator) is not calculator:
            raise ValueError(f"two calculations are called {calculator.name}")
    return MappingProxyType(dict(sorted(found.items())))


CALCULATORS: Mapping[str, AnyCalculator] = _by_name()


def run(name: str, arguments: object) -> dict[str, object]:
    """The result of calculation `name` for JSON `arguments`; KeyError for an unknown name, else BadInput."""
    return CALCULATORS[name].run(arguments)


def schema(name: str) -> Schema:
    """The JSON Schema of calculation `name`: its "input" and "output"; KeyError for an unknown name."""
    return CALCULATORS[name].schema()
