"""The page of events."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saggar.platform.audit import presenters, queries
from saggar.platform.requests import ActorRequest
from saggar.web.downloads import csv_response
from saggar.web.tables import Table


@require_safe
def list_events(request: ActorRequest) -> HttpResponse:
    """What was done in one's own organisation, newest first."""
    filters = presenters.filters(request.GET)
    wanted, wrong = presenters.wanted(filters)
    found = queries.events(request.actor, wanted, request.GET)
    return render(
        request,
        "audit/events.jinja",
        {
            "filters": filters,
            "wrong": wrong,
            "count": found.count,
            "proof": presenters.proof(found.check),
            "is_broken": found.check is not None and bool(found.check.fault),
            "table": Table(presenters.columns(found.names), found.page.rows, "What was done"),
            "page": found.page,
        },
    )


@require_safe
def events_file(request: ActorRequest) -> HttpResponseBase:
    """The events of the list as a CSV file."""
    wanted, _ = presenters.wanted(presenters.filters(request.GET))
    rows, names = queries.events_to_export(request.actor, wanted)
    return csv_response(presenters.columns(names), rows, "what was done")
