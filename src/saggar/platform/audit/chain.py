"""Hash chain of events: append under the lock of the chain's head, verify from the first event on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from saggar.platform.audit.models import Chain, Event
from saggar.platform.audit.payloads import EventKind, as_plain


@dataclass(frozen=True, slots=True)
class Draft:
    """An event recorded in a unit of work, before it takes its place in the chain."""

    kind: EventKind
    payload: Any
    at: datetime
    actor_user_id: int | None
    organisation_id: int | None
    subject_type: str
    subject_id: int | None


@dataclass(frozen=True, slots=True)
class Broken:
    """One fault of a chain: where, and what does not fit."""

    chain: str
    position: int
    fault: str


def link(previous: bytes, event: Event) -> bytes:
    """SHA-256 of the previous hash and the canonical text of `event`."""
    content = [
        event.chain_id,
        event.position,
        event.kind,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor_user_id,
        event.organisation_id,
        event.subject_type,
        event.subject_id,
        event.payload,
    ]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(previous + text.encode()).digest()


def key_of(system_id: int | None) -> str:
    """The chain of a system; what the product does for none has a chain of its own."""
    return f"system-{system_id}" if system_id else "platform"


def append(key: str, drafts: list[Draft]) -> list[Event]:
    """Give `drafts` the next places of chain `key`, within the caller's transaction.

    The head row stays locked until the transaction ends, so call this last.
    """
    Chain.objects.bulk_create([Chain(key=key)], ignore_conflicts=True)
    chain = Chain.objects.select_for_update().get(key=key)
    events, head = [], bytes(chain.head)
    for position, draft in enumerate(drafts, start=chain.length + 1):
        event = _event(key, position, draft)
        event.hash = head = link(head, event)
        events.append(event)
    Event.objects.bulk_create(events, batch_size=1000)
    Chain.objects.filter(key=key).update(length=chain.length + len(events), head=head)
    return events


def _event(key: str, position: int, draft: Draft) -> Event:
    return Event(
        chain_id=key,
        position=position,
        kind=draft.kind.name,
        at=draft.at,
        actor_user_id=draft.actor_user_id,
        organisation_id=draft.organisation_id,
        subject_type=draft.subject_type,
        subject_id=draft.subject_id,
        payload=as_plain(draft.payload),
    )


def verify() -> Iterator[Broken]:
    """Every fault of every chain: altered, missing or surplus events. Reads all events in order.

    What it cannot see is a chain cut back to an earlier state, head and all: keep the heads that `saggar
    verify` prints elsewhere, and compare.
    """
    chains = list(Chain.objects.order_by("key"))
    for chain in chains:
        yield from _verify_one(chain)
    known = [chain.key for chain in chains]
    for key in Event.objects.exclude(chain__in=known).values_list("chain_id", flat=True).distinct():
        yield Broken(key, 0, "events stand in a chain that has no head")


def _verify_one(chain: Chain) -> Iterator[Broken]:
    head, expected = b"", 0
    for event in Event.objects.filter(chain=chain).order_by("position").iterator(chunk_size=2000):
        expected += 1
        if event.position != expected:
            yield Broken(chain.key, expected, f"event {expected} is missing")
            return
        head = link(head, event)
        if head != bytes(event.hash):
            yield Broken(chain.key, event.position, f"event {event.position} was altered")
            return
    if expected != chain.length or head != bytes(chain.head):
        yield Broken(chain.key, expected, f"the chain ends at event {expected}, its head says {chain.length}")
