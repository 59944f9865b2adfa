"""The public directory of organisations: open to everybody, without signing in."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saggar.organisations import queries
from saggar.organisations.columns import ENTRY_COLUMNS
from saggar.organisations.places import ATTRIBUTION
from saggar.organisations.views.crumbs import crumbs
from saggar.platform import clock
from saggar.platform.requests import ActorRequest
from saggar.web.downloads import csv_response


@require_safe
def directory(request: ActorRequest) -> HttpResponse:
    """The organisations that match, a page at a time, on a map and in a list."""
    shown = queries.directory(request.GET, today=clock.today())
    context = {
        "directory": shown,
        "filters": shown.asked.filters,
        "query": request.GET,
        "has_errors": bool(shown.asked.fault),
        "breadcrumbs": crumbs(),
        "attribution": ATTRIBUTION,
    }
    return render(request, "organisations/directory.jinja", context)


@require_safe
def directory_file(request: ActorRequest) -> HttpResponseBase:
    """All organisations that match, as a CSV file."""
    rows = queries.directory_rows(request.GET, today=clock.today())
    return csv_response(ENTRY_COLUMNS, rows, "organisations")


@require_safe
def organisation(request: ActorRequest, key: str) -> HttpResponse:
    """What is known of one organisation."""
    page = queries.organisation_for(request.actor, key, today=clock.today())
    context = {"page": page, "breadcrumbs": crumbs(below_directory=True), "attribution": ATTRIBUTION}
    return render(request, "organisations/organisation.jinja", context)
