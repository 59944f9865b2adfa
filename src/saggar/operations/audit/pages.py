"""The page of events: what happened, by whom, to what, in words; as a list and as a file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.http.response import HttpResponseBase

from saggar.platform.audit import queries
from saggar.platform.audit.models import ChainCheck, Event
from saggar.platform.audit.payloads import kinds
from saggar.platform.audit.queries import Wanted
from saggar.platform.permits import Actor
from saggar.web.downloads import csv_response
from saggar.web.filters import Filter, Filters
from saggar.web.formats import count, moment, pounds_pence
from saggar.web.formats import date as day_in_words
from saggar.web.paging import capped_count, page_of
from saggar.web.tables import Column, Table

LONGEST_DETAILS = 300
FINGERPRINT_SHOWN = 12
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
MOST_EXPORTED = 50_000
DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y")


def shown(actor: Actor, query: QueryDict) -> dict[str, Any]:
    """What `audit/events.jinja` shows: a page of events, newest first, and the last proof of the chain."""
    filters = filters_of(query)
    wanted, wrong = wanted_by(filters)
    rows = queries.events(actor, wanted)
    page = page_of(rows, "-id", query)
    check = queries.last_check(actor)
    return {
        "filters": filters,
        "wrong": wrong,
        "count": capped_count(rows, "event"),
        "proof": proof(check),
        "is_broken": check is not None and bool(check.fault),
        "table": Table(columns(queries.names(actor, page.rows)), page.rows, "What was done"),
        "page": page,
    }


def file(actor: Actor, query: QueryDict) -> HttpResponseBase:
    """The newest MOST_EXPORTED of the events that the filters ask for, as a CSV file."""
    wanted, _ = wanted_by(filters_of(query))
    rows = list(queries.events(actor, wanted).order_by("-id")[:MOST_EXPORTED])
    return csv_response(columns(queries.names(actor, rows)), rows, "what was done")


def filters_of(query: QueryDict) -> Filters:
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


def wanted_by(chosen: Filters) -> tuple[Wanted, list[str]]:
    """What the filters ask for, and in words what of it could not be read."""
    days = {name: _day(chosen.value(name)) for name in ("from", "to")}
    wrong = [
        f"“{chosen.value(name)}” is not a date. Write it like 6/8/2026."
        for name, day in days.items()
        if day is None and chosen.value(name)
    ]
    return Wanted(tuple(chosen.values("kind")), days["from"], days["to"]), wrong


def _day(typed: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(typed, form).date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    return None


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
    facts = [_fact(name, value) for name, value in event.payload.items()]
    return "; ".join([subject, *facts] if subject else facts)[:LONGEST_DETAILS]


def _fact(name: str, value: Any) -> str:
    words = name.removesuffix("_pence").replace("_", " ")
    if name.endswith("pence") and isinstance(value, int):
        return f"{words}: {pounds_pence(value)}"
    if name == "sha256":
        return f"fingerprint: {str(value)[:FINGERPRINT_SHOWN]}"
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return f"{words}: {day_in_words(date.fromisoformat(value))}"
    return f"{words}: {_plain(value)}"


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
        found = f"The check of {moment(check.at)} found a fault: {check.fault}."
        return f"{found} Tell whoever runs this service."
    return f"Checked {moment(check.at)}: the system's record of {count(check.length, 'event')} is unaltered."
