"""The page of background jobs: counts by state, failed jobs, and all jobs page by page."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from saggar.platform.jobs import queries, registry
from saggar.platform.jobs.models import DONE, FAILED, RUNNING, WAITING, Job
from saggar.platform.permits import Actor
from saggar.web.paging import page_of
from saggar.web.tables import Column, Table

TAGS = {WAITING: "grey", RUNNING: "blue", FAILED: "red", DONE: "green"}
WORDS = {WAITING: "Waiting", RUNNING: "Running", FAILED: "Failed", DONE: "Done"}
COLUMNS: list[Column[Any]] = [
    Column("title", "Job", lambda job: registry.title(job.task)),
    Column("state", "State", lambda job: WORDS[job.state], tag=lambda job: TAGS[job.state]),
    Column("queued_at", "Queued", lambda job: job.queued_at, kind="moment"),
    Column("finished_at", "Done", lambda job: job.finished_at, kind="moment"),
    Column("token", "Attempts", lambda job: job.token, kind="number"),
]


def shown(actor: Actor, query: QueryDict) -> dict[str, Any]:
    """What `jobs/list.jinja` shows."""
    page = page_of(queries.jobs(actor), "-id", query)
    return {
        "counts": [(WORDS[state], number) for state, number in queries.counts(actor).items()],
        "failed_jobs": [_failed(job) for job in queries.failed(actor)],
        "table": Table(COLUMNS, page.rows, "All jobs"),
        "page": page,
    }


def _failed(job: Job) -> dict[str, Any]:
    fault = job.fault or "Its worker stopped without a word, more than once."
    return {"job": job, "title": registry.title(job.task), "fault": fault}
