"""The page of background jobs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from saggar.platform.jobs import actions, queries, registry
from saggar.platform.jobs.models import DONE, FAILED, RUNNING, WAITING, Job
from saggar.platform.requests import ActorRequest
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


@require_GET
def list_jobs(request: ActorRequest) -> HttpResponse:
    """Counts by state, failed jobs with their button, and all jobs page by page."""
    overview = queries.overview(request.actor, request.GET)
    return render(
        request,
        "jobs/list.jinja",
        {
            "counts": [(WORDS[state], number) for state, number in overview.counts.items()],
            "failed_jobs": [_failed(job) for job in overview.failed],
            "table": Table(COLUMNS, overview.page.rows, "All jobs"),
            "page": overview.page,
        },
    )


def _failed(job: Job) -> dict[str, Any]:
    fault = job.fault or "Its worker stopped without a word, more than once."
    return {"job": job, "title": registry.title(job.task), "fault": fault}


@require_POST
def run_again(request: ActorRequest, job_id: int) -> HttpResponse:
    """Have a failed job run again."""
    if actions.run_again(request.actor, job_id=job_id):
        messages.success(request, "The job will run again in a moment.")
    else:
        messages.info(request, "The job has not failed, so it was left as it is.")
    return redirect("jobs:list")
