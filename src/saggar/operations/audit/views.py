"""The page of events."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saggar.operations.audit import pages
from saggar.platform.requests import ActorRequest


@require_safe
def list_events(request: ActorRequest) -> HttpResponse:
    """What was done in one's own organisation, newest first."""
    return render(request, "audit/events.jinja", pages.shown(request.actor, request.GET))


@require_safe
def events_file(request: ActorRequest) -> HttpResponseBase:
    """The events of the list as a CSV file."""
    return pages.file(request.actor, request.GET)
