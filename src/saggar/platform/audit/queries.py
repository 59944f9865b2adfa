"""What the page of events shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from saggar.platform.audit import chain, policies
from saggar.platform.audit.models import ChainCheck, Event, EventQuerySet
from saggar.platform.decisions import require
from saggar.platform.permits import Actor


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events: of these kinds (all when empty), from a day up to and including another."""

    kinds: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None


def events(actor: Actor, wanted: Wanted) -> EventQuerySet:
    """Events of the actor's organisation that are wanted, in no order."""
    require(policies.may_view(actor))
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


def last_check(actor: Actor) -> ChainCheck | None:
    """The last proof of the chain of the actor's system."""
    require(policies.may_view(actor))
    return ChainCheck.objects.filter(chain_key=chain.key_of(actor.system_id)).order_by("-at").first()


def names(actor: Actor, rows: Iterable[Event]) -> dict[int, str]:
    """Names of those who work or worked in the actor's organisation; others are not theirs to know."""
    require(policies.may_view(actor))
    if actor.organisation_id is None:
        return {}
    people = get_user_model()._default_manager.filter(
        pk__in={row.actor_user_id for row in rows if row.actor_user_id},
        memberships__organisation_id=actor.organisation_id,
    )
    return {person.pk: str(person) for person in people.distinct()}
