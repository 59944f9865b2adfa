"""Pages of the programme team: importing national lists; adding, closing and agreeing by hand."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from saggar.organisations import actions, queries
from saggar.organisations.forms import (
    CHECK,
    EVERYWHERE,
    AgreementForm,
    CloseForm,
    ImportForm,
    OrganisationForm,
)
from saggar.organisations.imports.national import LISTS
from saggar.organisations.views.crumbs import crumbs
from saggar.platform.imports.reading import UnreadableFileError, from_stream
from saggar.platform.requests import ActorRequest
from saggar.web import import_report
from saggar.web.submitting import submitted


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: ActorRequest) -> HttpResponse:
    """Choose a national list, to check it or to import it."""
    queries.import_page(request.actor)
    form = ImportForm(request.POST or None, request.FILES or None)
    runs: list[int] = []
    if submitted(request, form, lambda: runs.append(_imported(request, form))):
        return redirect("organisations:import-report", run=runs[0])
    return render(request, "organisations/import.jinja", {"form": form, "breadcrumbs": crumbs()})


def _imported(request: ActorRequest, form: ImportForm) -> int:
    given = form.cleaned_data
    try:
        return actions.import_organisations(
            request.actor,
            list_key=given["list_key"],
            file=from_stream(given["file"].name, given["file"].file, size=given["file"].size),
            system_id=request.actor.system_id,
            dry_run=given["act"] == CHECK,
            everywhere=EVERYWHERE in given["area"],
        ).pk
    except UnreadableFileError as error:
        raise ValidationError({"file": str(error)}) from error


@require_safe
def report(request: ActorRequest, run: int) -> HttpResponse:
    """What a list changed or would change, line by line."""
    found = queries.import_run(request.actor, run)
    context = {
        "shown": import_report.shown(found),
        "run": found,
        "list": LISTS[found.kind],
        "breadcrumbs": crumbs(below_imports=True),
    }
    return render(request, "organisations/import_report.jinja", context)


@require_safe
def faults(request: ActorRequest, run: int) -> HttpResponseBase:
    """The refused rows as a CSV file."""
    return import_report.faults_file(queries.import_run(request.actor, run))


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: ActorRequest) -> HttpResponse:
    """Add an organisation that no national list brings."""
    queries.recording_page(request.actor)
    form = OrganisationForm(request.POST or None)
    made: list[str] = []

    def act() -> None:
        organisation = actions.record_organisation(
            request.actor, system_id=request.actor.system_id or 0, particulars=form.particulars()
        )
        made.append(organisation.key)

    if submitted(request, form, act):
        messages.success(request, "The organisation was added.")
        return redirect("organisations:organisation", key=made[0])
    return render(request, "organisations/record.jinja", {"form": form, "breadcrumbs": crumbs()})


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: ActorRequest) -> HttpResponse:
    """Close an organisation that no list closes."""
    queries.recording_page(request.actor)
    form = CloseForm(request.POST or None, initial={"code": request.GET.get("code", "")[:60]})
    closed: list[str] = []

    def act() -> None:
        organisation = queries.organisation_to_close(request.actor, form.cleaned_data["code"])
        on = form.cleaned_data["on"]
        actions.close_organisation(request.actor, organisation_id=organisation.pk, on=on)
        closed.append(organisation.key)

    if submitted(request, form, act):
        messages.success(request, "The organisation was closed.")
        return redirect("organisations:organisation", key=closed[0])
    return render(request, "organisations/close.jinja", {"form": form, "breadcrumbs": crumbs()})


@require_http_methods(["GET", "HEAD", "POST"])
def add_agreement(request: ActorRequest) -> HttpResponse:
    """Write down terms for the organisations of the system to sign."""
    queries.recording_page(request.actor)
    form = AgreementForm(request.POST or None)

    def act() -> None:
        actions.record_agreement(request.actor, system_id=request.actor.system_id or 0, **form.cleaned_data)

    if submitted(request, form, act):
        messages.success(request, "The agreement can be signed now.")
        return redirect("organisations:agreements")
    context = {"form": form, "breadcrumbs": crumbs(below_agreements=True)}
    return render(request, "organisations/add_agreement.jinja", context)
