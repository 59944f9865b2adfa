"""The forecast page and its file."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saggar.levy import queries
from saggar.levy.assumptions import IN_WORDS
from saggar.levy.forms import WhatIfForm
from saggar.levy.presenters import forecast as present
from saggar.levy.queries import ForecastPage
from saggar.levy.views.crumbs import crumbs
from saggar.platform.requests import ActorRequest
from saggar.web.downloads import csv_response


@require_safe
def forecast(request: ActorRequest, key: str | None = None) -> HttpResponse:
    """Sixty months ahead, what to do, and a what-if by address so that it can be sent on."""
    form = WhatIfForm.of(request.GET)
    question = form.question() if form.is_bound else None
    page = queries.forecast_page(request.actor, organisation_key=key, question=question)
    for field, words in page.refused.items():
        form.add_error(field, words)
    trail = crumbs(request.actor, of_another=bool(key), here=not key)
    context: dict[str, Any] = {"page": page, "form": form, "breadcrumbs": trail, "assumptions": IN_WORDS}
    return render(request, "levy/forecast.jinja", context | _shown(page))


def _shown(page: ForecastPage) -> dict[str, Any]:
    if page.plan is None:
        return {}
    return {
        "cards": present.cards(page),
        "counsels": present.counsels(page),
        "tables": present.tables(page),
        "balance_chart": present.balance_chart(page),
        "balance_sentence": present.balance_sentence(page),
        "expiry_chart": present.expiry_chart(page),
        "expiry_sentence": present.expiry_sentence(page),
    }


@require_safe
def years_file(request: ActorRequest, key: str | None = None) -> HttpResponseBase:
    """The forecast by financial year as a CSV file."""
    page = queries.forecast_page(request.actor, organisation_key=key)
    years = page.account.years if page.account else ()
    return csv_response(present.YEAR_COLUMNS, years, f"levy forecast by year {page.organisation.key}")


@require_safe
def forecast_file(request: ActorRequest, key: str | None = None) -> HttpResponseBase:
    """The forecast by month as a CSV file."""
    page = queries.forecast_page(request.actor, organisation_key=key)
    months = page.account.months if page.account else ()
    return csv_response(present.MONTH_COLUMNS, months, f"levy forecast {page.organisation.key}")
