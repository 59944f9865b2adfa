"""How events are written for people: what happened, by whom, to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.http import QueryDict

from saggar.platform.audit.models import ChainCheck, Event
from saggar.platform.audit.payloads import kinds
from saggar.platform.audit.queries import Wanted
from saggar.platform.imports.values import day
from saggar.web.filters import Filter, Filters
from saggar.web.formats import count, moment
from saggar.web.tables import Column

LONGEST_DETAILS = 300
_day = day("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y")


def filters(query: QueryDict) -> Filters:
    """The filters of the list: kind, first and last day."""
    named = [(name, in_words(name)) for name in sorted(kinds())]
    return Filters(
        query,
        (
            Filter("kind", "Kind of event", tuple(named), kind="one"),
            Filter("from", "First day, for example 6/8/2026", kind="words"),
            Filter("to", "Last day", kind="words"),
        ),
    )


def wanted(chosen: Filters) -> tuple[Wanted, list[str]]:
    """What the filters ask for, and in words what of it could not be read."""
    wrong: list[str] = []
    days: dict[str, date | None] = {}
    for name in ("from", "to"):
        typed = chosen.value(name)
        try:
            days[name] = _day(typed) if typed else None
        except ValueError:
            days[name] = None
            wrong.append(f"“{typed}” is not a date. Write it like 6/8/2026.")
    return Wanted(tuple(chosen.values("kind")), days["from"], days["to"]), wrong


def in_words(kind: str) -> str:
    """A kind of event as people read it: "levy.balance-stated" is "Levy: balance stated"."""
    family, _, rest = kind.partition(".")
    return f"{family.capitalize()}: {rest.replace('-', ' ')}"


def columns(names: Mapping[int, str]) -> Sequence[Column[Event]]:
    """The columns of the list."""
    return [
        Column("at", "When", lambda event: event.at, kind="moment"),
        Column("what", "What", lambda event: in_words(event.kind)),
        Column("who", "Who", lambda event: who(event, names)),
        Column("details", "Details", details),
        Column("position", "Number", lambda event: event.position, kind="number"),
    ]


def who(event: Event, names: Mapping[int, str]) -> str:
    """Who acted: a name where it is ours to know."""
    if event.actor_user_id is None:
        return "The service itself"
    return names.get(event.actor_user_id, "Somebody outside the organisation")


def details(event: Event) -> str:
    """The payload in words, and what the event is about."""
    subject = f"{event.subject_type} {event.subject_id}" if event.subject_id else ""
    facts = [f"{name.replace('_', ' ')}: {_plain(value)}" for name, value in event.payload.items()]
    return "; ".join([subject, *facts] if subject else facts)[:LONGEST_DETAILS]


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_plain(each) for each in value) or "none"
    return "none" if value is None or value == "" else str(value)


def proof(check: ChainCheck | None) -> str:
    """What the last nightly proof of the chain found."""
    if check is None:
        return "The record has not been checked yet. It is checked each night."
    if check.fault:
        return (
            f"The check of {moment(check.at)} found a fault: {check.fault}. Tell whoever runs this service."
        )
    return f"Checked {moment(check.at)}: the system's record of {count(check.length, 'event')} is unaltered."
