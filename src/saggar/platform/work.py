"""The unit of work: one outermost transaction per action, in one order: policy, lock, rule, write, event.

    with unit_of_work(actor) as work:
        (account,) = work.lock(LevyAccount.objects.filter(pk=account_id))
        ...write...
        work.record(BalanceReconciled(...), subject=account, organisation_id=account.organisation_id)

Locks wait at most three seconds; then `BusyError` says that somebody else is changing this, and the page
keeps what was typed. The commit is refused when an audited table changed without an event for it.
Effects outside the database (e-mail, jobs) go through the outbox and the job queue in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import OperationalError, connection, models, transaction
from psycopg.errors import DeadlockDetected, LockNotAvailable

from saggar.platform import clock
from saggar.platform.audit import chain
from saggar.platform.audit.guard import UnauditedWriteError, noting
from saggar.platform.audit.payloads import kind_of
from saggar.platform.permits import Actor

Row = TypeVar("Row", bound=models.Model)
LOCK_TIMEOUT = timedelta(seconds=3)
LOCKED_LAST = "ledger_account"


class BusyError(RuntimeError):
    """Somebody else is changing the same thing; try again in a moment."""


@dataclass(slots=True)
class Work:
    """What an action holds while its unit of work is open."""

    actor: Actor
    now: datetime
    drafts: list[chain.Draft] = field(default_factory=list)
    _locked: tuple[bool, str] = (False, "")

    def lock(self, queryset: models.QuerySet[Row]) -> list[Row]:
        """Lock the rows of `queryset` in order of primary key and return them fresh.

        Lock tables in alphabetical order of their names and the ledger's accounts last; RuntimeError
        otherwise, for two actions that lock in different orders can block each other.
        """
        table = queryset.model._meta.db_table
        place = (table == LOCKED_LAST, table)
        if place < self._locked:
            raise RuntimeError(f"lock {table} before {self._locked[1]}: see the order in Work.lock")
        self._locked = place
        return list(queryset.order_by("pk").select_for_update(of=("self",)))

    def record(
        self,
        payload: Any,
        *,
        subject: models.Model | None = None,
        organisation_id: int | None = None,
    ) -> None:
        """Record an event; it takes its place in the system's chain just before the commit."""
        self.drafts.append(
            chain.Draft(
                kind=kind_of(payload),
                payload=payload,
                at=self.now,
                actor_user_id=self.actor.user_id,
                organisation_id=organisation_id or self.actor.organisation_id,
                subject_type=subject._meta.label_lower if subject is not None else "",
                subject_id=subject.pk if subject is not None else None,
            )
        )


@contextmanager
def unit_of_work(
    actor: Actor,
    *,
    now: datetime | None = None,
    rehearsal: bool = False,
    patience: timedelta = LOCK_TIMEOUT,
) -> Iterator[Work]:
    """Open the outermost transaction for an action of `actor`; a `rehearsal` does all and keeps nothing.

    Raises BusyError when a lock is not to be had within `patience` or two actions block each other,
    UnauditedWriteError when an audited table changed without an event, and Django's own error when a
    transaction is already open.
    """
    try:
        with transaction.atomic(durable=True), noting() as written:
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {int(patience.total_seconds() * 1000)}")
            work = Work(actor, now or clock.now())
            yield work
            _refuse_unaccounted(written, work.drafts)
            _append(work)
            if rehearsal:
                transaction.set_rollback(True)
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
            raise BusyError("Someone else is changing this. Wait a moment and try again.") from error
        raise


def _refuse_unaccounted(written: set[str], drafts: list[chain.Draft]) -> None:
    accounted = {table for draft in drafts for table in draft.kind.tables}
    if written - accounted:
        raise UnauditedWriteError(f"{', '.join(sorted(written - accounted))} changed without an event")


def _append(work: Work) -> None:
    if work.drafts:
        chain.append(chain.key_of(work.actor.system_id), work.drafts)
