"""Agreements of the system: what they say, and signing them for one's own organisation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from saggar.organisations import actions, queries
from saggar.organisations.columns import AGREEMENT_COLUMNS
from saggar.organisations.views.crumbs import crumbs
from saggar.platform import clock
from saggar.platform.requests import ActorRequest
from saggar.web.forms import NhsForm
from saggar.web.submitting import submitted
from saggar.web.tables import Table


@require_safe
def agreements(request: ActorRequest) -> HttpResponse:
    """Every agreement of the system, and whether one's own organisation has signed it."""
    table = Table(AGREEMENT_COLUMNS, queries.agreements_page(request.actor), "Agreements of the system")
    may_add = request.actor.holds("organisations.record")
    context = {"table": table, "may_add": may_add, "breadcrumbs": crumbs()}
    return render(request, "organisations/agreements.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: ActorRequest, pk: int) -> HttpResponse:
    """The words of one agreement, and the button that signs it."""
    entry = queries.agreement_page(request.actor, pk)
    form = NhsForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.sign_agreement(
            request.actor,
            agreement_id=pk,
            organisation_id=request.actor.organisation_id or 0,
            signed_on=clock.today(),
        )

    if submitted(request, form, act):
        messages.success(request, f"{entry.agreement.title} was signed.")
        return redirect("organisations:agreements")
    context = {"entry": entry, "form": form, "breadcrumbs": crumbs(below_agreements=True)}
    return render(request, "organisations/agreement.jinja", context)
