"""Pages as they must never be: each tells of or touches what is not the visitor's, for the crawl to find."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from saggar.levy.models import PlannedCommitment
from saggar.platform import decisions
from saggar.platform.audit.guard import unguarded


def shows(request: HttpRequest, pk: int) -> HttpResponse:
    """Shows a text of whoever it belongs to, in capitals and in a header."""
    decisions.allow_public("a leak made on purpose")
    planned = PlannedCommitment.objects.get(pk=pk)
    return HttpResponse("nothing to see", headers={"X-About": planned.label.upper()})


def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Changes a row of whoever it belongs to."""
    decisions.allow_public("a leak made on purpose")
    with unguarded("a leak made on purpose"):
        PlannedCommitment.objects.filter(pk=pk).update(months=2)
    return HttpResponse("done")


def ties(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a row to an account that belongs to others."""
    decisions.allow_public("a leak made on purpose")
    planned = PlannedCommitment.objects.get(pk=pk)
    planned.pk, planned.label = None, "added by a stranger"
    with unguarded("a leak made on purpose"):
        planned.save(force_insert=True)
    return HttpResponse("done")


urlpatterns = [
    path("shows/<int:pk>/", shows, name="shows"),
    path("changes/<int:pk>/", changes, name="changes"),
    path("ties/<int:pk>/", ties, name="ties"),
]
