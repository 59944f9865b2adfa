"""What the page of background jobs shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.http import QueryDict

from saggar.platform.decisions import require
from saggar.platform.jobs import policies
from saggar.platform.jobs.models import DONE, FAILED, RUNNING, WAITING, Job
from saggar.platform.permits import Actor
from saggar.web.paging import Page, page_of

STATES = (WAITING, RUNNING, FAILED, DONE)
SHOWN_FAILED = 50


@dataclass(frozen=True, slots=True)
class Overview:
    """Jobs of a system: how many in each state, the failed ones, and a page of all."""

    counts: dict[str, int]
    failed: list[Job]
    page: Page[Job]


def overview(actor: Actor, query: QueryDict) -> Overview:
    """The jobs `actor` may see, newest first."""
    require(policies.may_view(actor))
    jobs = Job.objects.visible_to(actor).with_state()
    counts = Counter(jobs.values_list("state", flat=True).iterator())
    return Overview(
        counts={state: counts[state] for state in STATES},
        failed=list(jobs.filter(state=FAILED).order_by("-id")[:SHOWN_FAILED]),
        page=page_of(jobs, "-queued_at", query),
    )
