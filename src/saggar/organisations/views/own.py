"""Pages of an organisation's administrator: its details and its sites."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from saggar.organisations import actions, queries
from saggar.organisations.forms import DetailsForm, SiteForm
from saggar.organisations.own_words import OWN_FIELDS, fingerprint
from saggar.organisations.views.crumbs import crumbs
from saggar.platform.requests import ActorRequest
from saggar.web.submitting import submitted


@require_http_methods(["GET", "HEAD", "POST"])
def details(request: ActorRequest) -> HttpResponse:
    """Change the telephone, website and services of one's own organisation."""
    page = queries.own_organisation(request.actor)
    now = fingerprint(page.organisation)
    initial = {field: getattr(page.organisation, field) for field in OWN_FIELDS} | {"seen": now}
    form = DetailsForm(request.POST or None, initial=initial)

    def act() -> None:
        actions.describe_organisation(
            request.actor, organisation_id=page.organisation.pk, **form.cleaned_data
        )

    if submitted(request, form, act):
        messages.success(request, "The details were changed.")
        return redirect("organisations:organisation", key=page.organisation.key)
    stale = request.method == "POST" and request.POST.get("seen") != now
    if stale:
        form.data = {**request.POST.dict(), "seen": now}  # the next save has seen theirs
    context = {"page": page, "form": form, "stale": stale, "breadcrumbs": crumbs(below_directory=True)}
    return render(request, "organisations/details.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def sites(request: ActorRequest) -> HttpResponse:
    """The sites of one's own organisation, and a form for one more."""
    page = queries.own_organisation(request.actor)
    form = SiteForm(request.POST or None)

    def act() -> None:
        actions.add_site(request.actor, organisation_id=page.organisation.pk, **form.cleaned_data)

    if submitted(request, form, act):
        messages.success(request, "The site was added.")
        return redirect("organisations:sites")
    context = {"page": page, "form": form, "breadcrumbs": crumbs(below_directory=True)}
    return render(request, "organisations/sites.jinja", context)


@require_POST
def remove_site(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a site off the organisation's page."""
    actions.remove_site(request.actor, site_id=pk)
    messages.success(request, "The site was removed.")
    return redirect("organisations:sites")
