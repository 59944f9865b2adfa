"""Reading files in, and the report of each."""

from __future__ import annotations

from typing import Protocol

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from saggar.levy import actions, queries
from saggar.levy.forms import CHECK, StandardsForm, UploadForm
from saggar.levy.views.crumbs import crumbs
from saggar.platform.imports.reading import File, UnreadableFileError, from_stream
from saggar.platform.permits import Actor
from saggar.platform.requests import ActorRequest
from saggar.platform.work import BusyError
from saggar.web import import_report


class Kept(Protocol):
    """An import that was recorded."""

    pk: int


class Act(Protocol):
    """An action that reads a file in."""

    def __call__(self, actor: Actor, *, file: File, dry_run: bool) -> Kept:
        """The run that was kept."""
        ...


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: ActorRequest) -> HttpResponse:
    """Choose a transactions or declarations file of one's own organisation."""
    organisation = queries.upload_page(request.actor)
    form = UploadForm(request.POST or None, request.FILES or None)
    run = _run(request, form, actions.import_levy_file)
    if run is not None:
        return redirect("levy:import-report", run=run.pk)
    context = {"form": form, "organisation": organisation, "breadcrumbs": crumbs(request.actor, here=True)}
    return render(request, "levy/import.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def upload_standards(request: ActorRequest) -> HttpResponse:
    """Choose a list of standards."""
    queries.upload_standards_page(request.actor)
    form = StandardsForm(request.POST or None, request.FILES or None)
    run = _run(request, form, actions.import_standards)
    if run is not None:
        return redirect("levy:import-report", run=run.pk)
    context = {"form": form, "breadcrumbs": crumbs(request.actor)}
    return render(request, "levy/import_standards.jinja", context)


def _run(request: ActorRequest, form: UploadForm, act: Act) -> Kept | None:
    """The import, when the form was sent and could be acted on; else None, with the reason in the form."""
    if request.method != "POST" or not form.is_valid():
        return None
    upload = form.cleaned_data["file"]
    try:
        file = from_stream(upload.name, upload.file, size=upload.size)
        return act(request.actor, file=file, dry_run=form.cleaned_data["act"] == CHECK)
    except (UnreadableFileError, BusyError) as error:
        form.add_error("file", ValidationError(str(error)))
        return None


@require_safe
def report(request: ActorRequest, run: int) -> HttpResponse:
    """What a file did, line by line."""
    found = queries.import_run(request.actor, run)
    context = {
        "shown": import_report.shown(found),
        "run": found,
        "breadcrumbs": crumbs(request.actor, here=True),
    }
    return render(request, "levy/import_report.jinja", context)


@require_safe
def faults(request: ActorRequest, run: int) -> HttpResponseBase:
    """The refused rows as a CSV file."""
    return import_report.faults_file(queries.import_run(request.actor, run))
