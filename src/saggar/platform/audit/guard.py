"""The write guard: every SQL statement that changes an audited table is seen, however it was sent.

It stands on the driver's cursor, so it sees the model layer, raw SQL, executemany and COPY alike. Inside
a unit of work the changed tables are noted, and the commit is refused unless an event accounts for each
of them. Outside a unit of work such a statement is refused at once. `unguarded` is for migrations,
restores and benchmarks, with the reason written down. What a function inside the database changes is not
seen: the product has none that writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

import psycopg
from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from saggar.platform.audit.models import Audited

_NAME = r'(?:"?public"?\s*\.\s*)?"?([a-z_][a-z0-9_]*)"?'
_WRITE = re.compile(
    rf"\b(?:INSERT\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?|MERGE\s+INTO(?:\s+ONLY)?)\s+{_NAME}",
    re.IGNORECASE,
)
_COPY_IN = re.compile(rf"\bCOPY\s+(?:BINARY\s+)?{_NAME}\s*(?:\([^)]*\))?\s+FROM\b", re.IGNORECASE)
_TRUNCATE = re.compile(r"\bTRUNCATE\s+(?:TABLE\s+)?([^;]*)", re.IGNORECASE)
_WORD = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
LONGEST_REMEMBERED = 4_000  # statements that load many rows are long and seldom come back
_noted: ContextVar[set[str] | None] = ContextVar("noted", default=None)
_unguarded: ContextVar[str] = ContextVar("unguarded", default="")


class UnauditedWriteError(RuntimeError):
    """An audited table changed, or was about to, without an event that accounts for it."""


@lru_cache(maxsize=1)
def audited_tables() -> frozenset[str]:
    """Tables of all models that derive from `Audited`."""
    return frozenset(model._meta.db_table for model in apps.get_models() if issubclass(model, Audited))


def tables_written(statement: str) -> frozenset[str]:
    """Audited tables that this statement changes."""
    return _remembered(statement) if len(statement) < LONGEST_REMEMBERED else _found(statement)


@lru_cache(maxsize=4096)
def _remembered(statement: str) -> frozenset[str]:
    return _found(statement)


def _found(statement: str) -> frozenset[str]:
    if statement[:6].upper() == "SELECT" and ";" not in statement:
        return frozenset()
    plain = _COMMENT.sub(" ", statement)
    names = [*_WRITE.findall(plain), *_COPY_IN.findall(plain)]
    names += [word for tables in _TRUNCATE.findall(plain) for word in _WORD.findall(tables)]
    return frozenset(name.lower() for name in names) & audited_tables()


class GuardedCursor(psycopg.Cursor[Any]):
    """A cursor that shows each statement to the guard before it is sent.

    A statement that turns out to change no row is not noted: there is nothing to account for.
    """

    def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """As psycopg's, after the guard."""
        statement = _text(query, self)
        tables = _allowed(statement)
        answer = super().execute(query, *args, **kwargs)
        if tables and not self._changed_nothing(statement):
            _note(tables)
        return answer

    def executemany(self, query: Any, *args: Any, **kwargs: Any) -> None:
        """As psycopg's, after the guard."""
        statement = _text(query, self)
        tables = _allowed(statement)
        super().executemany(query, *args, **kwargs)
        if tables and not self._changed_nothing(statement):
            _note(tables)

    def stream(self, query: Any, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """As psycopg's, after the guard."""
        _note(_allowed(_text(query, self)))
        return super().stream(query, *args, **kwargs)

    def copy(self, statement: Any, *args: Any, **kwargs: Any) -> Any:
        """As psycopg's, after the guard."""
        _note(_allowed(_text(statement, self)))
        return super().copy(statement, *args, **kwargs)

    def _changed_nothing(self, statement: str) -> bool:
        """Whether no row was changed: the count tells only where the statement is one plain write."""
        plain = _WRITE.match(statement) is not None and len(_WRITE.findall(statement)) == 1
        return self.rowcount == 0 and plain and ";" not in statement


@lru_cache(maxsize=8)
def _guarded(factory: type[psycopg.Cursor[Any]]) -> type[psycopg.Cursor[Any]]:
    if issubclass(factory, GuardedCursor):
        return factory
    return type(f"Guarded{factory.__name__}", (GuardedCursor, factory), {})


def install(*, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Put the guard on a connection that has just opened (once)."""
    driver = connection.connection
    driver.cursor_factory = _guarded(driver.cursor_factory)


def _text(query: Any, cursor: psycopg.Cursor[Any]) -> str:
    if isinstance(query, sql.Composable):
        return query.as_string(cursor)
    return query.decode() if isinstance(query, bytes) else str(query)


def _allowed(statement: str) -> frozenset[str]:
    """The audited tables a statement means to change; refused outside a unit of work."""
    tables = tables_written(statement)
    if tables and _noted.get() is None and not _unguarded.get():
        raise UnauditedWriteError(f"{', '.join(sorted(tables))}: change it in an action, in a unit of work")
    return tables


def _note(tables: frozenset[str]) -> None:
    noted = _noted.get()
    if noted is not None:
        noted.update(tables)


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
