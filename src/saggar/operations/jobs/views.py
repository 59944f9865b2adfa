"""The page of background jobs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from saggar.operations.jobs import pages
from saggar.platform.jobs import actions
from saggar.platform.requests import ActorRequest


@require_safe
def list_jobs(request: ActorRequest) -> HttpResponse:
    """Counts by state, failed jobs with their button, and all jobs page by page."""
    return render(request, "jobs/list.jinja", pages.shown(request.actor, request.GET))


@require_POST
def run_again(request: ActorRequest, job_id: int) -> HttpResponse:
    """Have a failed job run again."""
    if actions.run_again(request.actor, job_id=job_id):
        messages.success(request, "The job will run again in a moment.")
    else:
        messages.info(request, "The job has not failed, so it was left as it is.")
    return redirect("jobs:list")
