"""What must always be true of the whole database, and the check of each: the body of `saggar verify`.

A capability names its invariants in its AppConfig; each is a function that gives a sentence for each fault:

    class LevyConfig(AppConfig):
        invariants = {"each transaction has its movement": "saggar.levy.queries.proof.faults"}
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection
from django.utils.module_loading import import_string

from saggar.platform.audit import chain
from saggar.platform.audit.models import Chain
from saggar.platform.ledger import proof

APPEND_ONLY = ("audit_event", "ledger_movement")


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must be true, in words, and the function that gives its faults in words."""

    name: str
    faults: Callable[[], Iterable[str]]


def checks() -> list[Check]:
    """The platform's own checks, then each capability's in the order of the installed applications."""
    own = [
        Check("the chains of events are unbroken", _faults_of_chains),
        Check("each balance is the sum of its movements", proof.faults),
        Check("events and movements can only be added", _faults_of_triggers),
    ]
    named = [pair for config in apps.get_app_configs() for pair in getattr(config, "invariants", {}).items()]
    return own + [Check(name, import_string(path)) for name, path in named]


def heads() -> list[tuple[str, int, str]]:
    """Key, number of events and head of each chain, to be kept elsewhere and compared later."""
    return [(each.key, each.length, bytes(each.head).hex()) for each in Chain.objects.order_by("key")]


def _faults_of_chains() -> Iterator[str]:
    for broken in chain.verify():
        yield f"chain {broken.chain}: {broken.fault}"


def _faults_of_triggers() -> Iterator[str]:
    """Tables whose append-only trigger is missing or switched off, as their owner can do."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger "
            "WHERE tgname = tgrelid::regclass::text || '_append_only' AND tgenabled IN ('O', 'A')"
        )
        guarded = {table for (table,) in cursor.fetchall()}
    for table in APPEND_ONLY:
        if table not in guarded:
            yield f"{table} has lost the trigger that makes it append-only"
