"""Kinds of event: each a frozen dataclass that names the tables whose change it accounts for.

A capability declares its kinds in its `events.py`:

    @event_kind("levy.balance-reconciled", tables=("levy_reconciliation",))
    @dataclass(frozen=True)
    class BalanceReconciled:
        "A finance lead recorded the balance that the apprenticeship service shows."
        stated_pence: int

`docs/events.md` is generated from this registry.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

Payload = TypeVar("Payload", bound=type)
Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]


@dataclass(frozen=True, slots=True)
class EventKind:
    """A declared kind: its name, the class of its payload, and the tables it accounts for."""

    name: str
    payload: type
    tables: frozenset[str]

    @property
    def meaning(self) -> str:
        """What the event says, in one sentence."""
        return (self.payload.__doc__ or "").strip()

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Name and type of each field of the payload."""
        return tuple((each.name, str(each.type)) for each in fields(self.payload))


_KINDS: dict[str, EventKind] = {}
_KIND_OF: dict[type, EventKind] = {}


def event_kind(name: str, *, tables: tuple[str, ...] = ()) -> Callable[[Payload], Payload]:
    """Declare the decorated dataclass as the payload of events called `name`; ValueError when taken."""

    def declare(payload: Payload) -> Payload:
        if not is_dataclass(payload):
            raise ValueError(f"{name}: the payload must be a dataclass")
        if name in _KINDS:
            raise ValueError(f"{name} is declared twice")
        kind = EventKind(name, payload, frozenset(tables))
        _KINDS[name] = kind
        _KIND_OF[payload] = kind
        return payload

    return declare


def kinds() -> Mapping[str, EventKind]:
    """All declared kinds by name."""
    return MappingProxyType(_KINDS)


def kind_of(payload: object) -> EventKind:
    """The kind of this payload; TypeError when its class was never declared."""
    try:
        return _KIND_OF[type(payload)]
    except KeyError:
        raise TypeError(f"{type(payload).__name__} is not declared as an event kind") from None


def as_plain(payload: Any) -> dict[str, Plain]:
    """The payload as JSON values; TypeError for a field that JSON cannot hold exactly (a float, a model)."""
    return {name: _plain(value) for name, value in asdict(payload).items()}


def _plain(value: object) -> Plain:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    raise TypeError(f"an event cannot hold {type(value).__name__}")
