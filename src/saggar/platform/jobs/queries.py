"""What the page of background jobs shows."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import QuerySet

from saggar.platform.decisions import require
from saggar.platform.jobs import policies
from saggar.platform.jobs.models import DONE, FAILED, RUNNING, WAITING, Job
from saggar.platform.permits import Actor

STATES = (WAITING, RUNNING, FAILED, DONE)
SHOWN_FAILED = 50


def jobs(actor: Actor) -> QuerySet[Any]:
    """The jobs that `actor` may see, with their states, in no order."""
    require(policies.may_view(actor))
    return Job.objects.visible_to(actor).with_state()


def counts(actor: Actor) -> dict[str, int]:
    """How many of these jobs are in each of STATES."""
    found = Counter(jobs(actor).values_list("state", flat=True).iterator())
    return {state: found[state] for state in STATES}


def failed(actor: Actor) -> list[Any]:
    """The newest SHOWN_FAILED of these jobs that have failed."""
    return list(jobs(actor).filter(state=FAILED).order_by("-id")[:SHOWN_FAILED])
