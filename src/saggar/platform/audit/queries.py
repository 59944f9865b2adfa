"""What the page of events shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.http import QueryDict
from django.utils import timezone

from saggar.platform.audit import chain, policies
from saggar.platform.audit.models import ChainCheck, Event, EventQuerySet
from saggar.platform.decisions import require
from saggar.platform.permits import Actor
from saggar.web.paging import Page, capped_count, page_of

MOST_EXPORTED = 50_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: of these kinds (all when empty), from a day up to and including another."""

    kinds: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of events, how many there are in words, names of people, and the last proof of the chain."""

    page: Page[Event]
    count: str
    check: ChainCheck | None
    names: dict[int, str] = field(default_factory=dict)


def events(actor: Actor, wanted: Wanted, query: QueryDict) -> Found:
    """Events of the actor's organisation, newest first."""
    require(policies.may_view(actor))
    rows = _chosen(actor, wanted)
    page = page_of(rows, "-id", query)
    checks = ChainCheck.objects.filter(chain_key=chain.key_of(actor.system_id))
    return Found(
        page=page,
        count=capped_count(rows, "event"),
        check=checks.order_by("-at").first(),
        names=_names(actor, page.rows),
    )


def events_to_export(actor: Actor, wanted: Wanted) -> tuple[list[Event], dict[int, str]]:
    """The newest MOST_EXPORTED of the events, and the names of people in them."""
    require(policies.may_view(actor))
    rows = list(_chosen(actor, wanted).order_by("-id")[:MOST_EXPORTED])
    return rows, _names(actor, rows)


def _chosen(actor: Actor, wanted: Wanted) -> EventQuerySet:
    rows = Event.objects.visible_to(actor)
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    if wanted.first_day:
        rows = rows.filter(at__gte=_start_of(wanted.first_day))
    if wanted.last_day:
        rows = rows.filter(at__lt=_start_of(wanted.last_day + timedelta(days=1)))
    return rows


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _names(actor: Actor, rows: Iterable[Event]) -> dict[int, str]:
    """Names of those who work or worked in the actor's organisation; others are not theirs to know."""
    if actor.organisation_id is None:
        return {}
    ids = {row.actor_user_id for row in rows if row.actor_user_id}
    people = get_user_model()._default_manager.filter(
        pk__in=ids, memberships__organisation_id=actor.organisation_id
    )
    return {person.pk: str(person) for person in people.distinct()}
