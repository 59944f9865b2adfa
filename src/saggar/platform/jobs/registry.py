"""The tasks that can run in the background, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class Task:
    """A task: its name, what it does in words, and the function, whose first argument is the attempt."""

    name: str
    title: str
    function: Callable[..., Any]


_TASKS: dict[str, Task] = {}


class UnknownTaskError(LookupError):
    """No `tasks.py` declares a task of this name."""


def background(name: str, *, title: str) -> Callable[[Function], Function]:
    """Declare the decorated function as the background task `name`; ValueError when the name is taken."""

    def declare(function: Function) -> Function:
        if name in _TASKS:
            raise ValueError(f"the task {name} is declared twice")
        _TASKS[name] = Task(name, title, function)
        return function

    return declare


def tasks() -> Mapping[str, Task]:
    """All declared tasks by name."""
    return MappingProxyType(_TASKS)


def task(name: str) -> Task:
    """The task called `name`; UnknownTaskError when there is none."""
    try:
        return _TASKS[name]
    except KeyError:
        raise UnknownTaskError(f"no task is called {name}") from None


def title(name: str) -> str:
    """What the task does, in words; its name when it is no longer declared."""
    known = _TASKS.get(name)
    return known.title if known else name
