"""The account page, the reconciliation and planned training."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from saggar.levy import actions, queries
from saggar.levy.forms import PlannedForm, StatedBalanceForm
from saggar.levy.presenters import account as present
from saggar.levy.views.crumbs import crumbs
from saggar.platform.requests import ActorRequest
from saggar.web.submitting import submitted


@require_safe
def account(request: ActorRequest, key: str | None = None) -> HttpResponse:
    """Where the money stands, by the month it came in."""
    page = queries.account_page(request.actor, organisation_key=key)
    trail = crumbs(request.actor, of_another=bool(key))
    context: dict[str, Any] = {"page": page, "breadcrumbs": trail}
    context["tables"] = present.tables(page)
    if page.has_rows:
        context["cards"] = present.cards(page)
    return render(request, "levy/account.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reconcile(request: ActorRequest) -> HttpResponse:
    """Record the balance that the apprenticeship service shows."""
    page = queries.reconcile_page(request.actor)
    form = StatedBalanceForm(request.POST or None, initial={"on": page.account and page.account.read_until})

    def act() -> None:
        given = form.cleaned_data
        actions.state_balance(
            request.actor,
            organisation_id=request.actor.organisation_id,
            on=given["on"],
            stated_pence=given["stated"],
            note=given["note"],
        )

    if submitted(request, form, act):
        messages.success(request, "The balance was recorded.")
        return redirect("levy:my-account")
    context = {"page": page, "form": form, "breadcrumbs": crumbs(request.actor, here=True)}
    return render(request, "levy/reconcile.jinja", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_training(request: ActorRequest) -> HttpResponse:
    """Add training to the forecast."""
    queries.planning_page(request.actor)
    form = PlannedForm(request.POST or None)

    def act() -> None:
        actions.plan_commitment(request.actor, organisation_id=request.actor.organisation_id, **form.facts())

    if submitted(request, form, act):
        messages.success(request, "The training was added to your forecast.")
        return redirect("levy:my-forecast")
    context = {"form": form, "breadcrumbs": crumbs(request.actor, here=True)}
    return render(request, "levy/plan_training.jinja", context)


@require_POST
def remove_training(request: ActorRequest, pk: int) -> HttpResponse:
    """Take planned training out of the forecast again."""
    actions.remove_commitment(request.actor, organisation_id=request.actor.organisation_id, commitment_id=pk)
    messages.success(request, "The training was taken out of your forecast.")
    return redirect("levy:my-account")
