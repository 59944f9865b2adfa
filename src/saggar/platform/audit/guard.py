"""The write guard: every SQL statement that changes an audited table is seen, however it was sent.

Inside a unit of work the changed tables are noted, and the commit is refused unless an event accounts
for each of them. Outside a unit of work such a statement is refused at once. `unguarded` is for
migrations, restores and benchmarks, with the reason written down.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from saggar.platform.audit.models import Audited

_WRITE = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?|MERGE\s+INTO|TRUNCATE(?:\s+TABLE)?|COPY)"
    r'\s+(?:"?public"?\.)?"?([a-z_][a-z0-9_]*)"?',
    re.IGNORECASE,
)
_noted: ContextVar[set[str] | None] = ContextVar("noted", default=None)
_unguarded: ContextVar[str] = ContextVar("unguarded", default="")


class UnauditedWriteError(RuntimeError):
    """An audited table changed, or was about to, without an event that accounts for it."""


@lru_cache(maxsize=1)
def audited_tables() -> frozenset[str]:
    """Tables of all models that derive from `Audited`."""
    return frozenset(model._meta.db_table for model in apps.get_models() if issubclass(model, Audited))


@lru_cache(maxsize=4096)
def tables_written(sql: str) -> frozenset[str]:
    """Audited tables that this statement changes."""
    head = sql.lstrip()[:6].upper()
    if head == "SELECT" and ";" not in sql:
        return frozenset()
    return frozenset(name.lower() for name in _WRITE.findall(sql)) & audited_tables()


def install(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Put the guard on a connection that has just opened (once)."""
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)


def watch(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django's execute wrapper: note the audited tables a statement changes, or refuse it."""
    tables = tables_written(sql) if isinstance(sql, str) else tables_written(str(sql))
    if tables:
        _note(tables)
    return execute(sql, params, many, context)


def _note(tables: frozenset[str]) -> None:
    noted = _noted.get()
    if noted is not None:
        noted.update(tables)
    elif not _unguarded.get():
        raise UnauditedWriteError(f"{', '.join(sorted(tables))}: change it in an action, in a unit of work")


@contextmanager
def noting() -> Iterator[set[str]]:
    """Note the audited tables changed inside the block: the unit of work's half of the guard."""
    noted: set[str] = set()
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def rest(**_: Any) -> None:
    """Let migrations write: the receiver of the signal before them."""
    _unguarded.set("migration")


def resume(**_: Any) -> None:
    """Guard again: the receiver of the signal after migrations."""
    _unguarded.set("")


@contextmanager
def unguarded(reason: str) -> Iterator[None]:
    """Let audited tables change without events inside the block, for the `reason` given."""
    token = _unguarded.set(reason or "no reason given")
    try:
        yield
    finally:
        _unguarded.reset(token)
