"""Lists: transactions, standards, and all donors of the system together."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from saggar.levy import queries
from saggar.levy.presenters import lists
from saggar.levy.presenters import system as present
from saggar.levy.queries.transactions import MOST_EXPORTED
from saggar.levy.views.crumbs import crumbs
from saggar.platform import clock
from saggar.platform.requests import ActorRequest
from saggar.web.downloads import csv_response
from saggar.web.filters import Filters
from saggar.web.formats import count
from saggar.web.paging import Page, capped_count, page_of
from saggar.web.tables import Table, chosen_sort

NEWEST_FIRST = "-on"
Row = TypeVar("Row", bound=Model)


def _transactions(request: ActorRequest, key: str | None) -> tuple[queries.TransactionsPage, Filters]:
    every = Filters(request.GET, lists.transaction_filters([]))
    year = request.GET.get("year", "")
    wanted = queries.Wanted(every.values("kind"), every.value("words"), _known_year(year))
    page = queries.transactions_page(request.actor, wanted, organisation_key=key)
    return page, Filters(request.GET, lists.transaction_filters(list(page.years)))


def _known_year(year: str) -> str:
    start = year[:4]
    return (
        year if len(year) == 7 and start.isascii() and start.isdigit() and 2017 <= int(start) < 2100 else ""
    )


@require_safe
def transactions(request: ActorRequest, key: str | None = None) -> HttpResponse:
    """Every row that was read in, filtered, in pages."""
    page, filters = _transactions(request, key)
    sort = chosen_sort(request.GET.get("sort", ""), lists.TRANSACTION_COLUMNS, NEWEST_FIRST)
    shown = page_of(page.rows, sort, request.GET, size=50)
    context: dict[str, Any] = {
        "page": page,
        "filters": filters,
        "paging": shown,
        "count": _counted(page.rows, shown, "transaction"),
        "table": Table(lists.TRANSACTION_COLUMNS, shown.rows, "Transactions", sort=sort),
        "breadcrumbs": crumbs(request.actor, of_another=bool(key), here=not key),
        "query": request.GET,
        "key": key,
    }
    return render(request, "levy/transactions.jinja", context)


def _counted(rows: QuerySet[Row], shown: Page[Row], one: str) -> str:
    """How many rows there are, in words; a first page without a next one is all of them."""
    if shown.before or shown.after:
        return capped_count(rows, one)
    return count(len(shown.rows), one)


@require_safe
def transactions_file(request: ActorRequest, key: str | None = None) -> HttpResponseBase:
    """The filtered rows as a CSV file."""
    page, _ = _transactions(request, key)
    rows = page.rows.order_by("-on", "-pk")[:MOST_EXPORTED].iterator(chunk_size=5000)
    return csv_response(lists.TRANSACTION_COLUMNS, rows, f"levy transactions {page.organisation.key}")


@require_safe
def standards(request: ActorRequest) -> HttpResponse:
    """Apprenticeship standards, found also with typing errors."""
    filters = Filters(request.GET, lists.standard_filters())
    page = queries.standards_page(
        request.actor, today=clock.today(), words=filters.value("words"), level=filters.value("level")
    )
    context: dict[str, Any] = {"page": page, "filters": filters, "query": request.GET}
    if filters.value("words"):
        found = list(page.rows)
        context |= {"count": capped_words(len(found)), "table": _standards_table(found)}
    else:
        shown = page_of(page.rows, "title", request.GET, size=50)
        context |= {
            "count": _counted(page.rows, shown, "standard"),
            "table": _standards_table(shown.rows),
            "paging": shown,
        }
    return render(request, "levy/standards.jinja", context)


def capped_words(found: int) -> str:
    """How many standards are like the words typed."""
    return f"{found} standard{'' if found == 1 else 's'} like your words"


def _standards_table(rows: Any) -> Table[Any]:
    return Table(lists.STANDARD_COLUMNS, rows, "Standards")


@require_safe
def system(request: ActorRequest) -> HttpResponse:
    """All donors of the system together."""
    page = queries.system_page(request.actor)
    context: dict[str, Any] = {"page": page, "breadcrumbs": crumbs(request.actor)}
    if page.donors:
        part = present.part_of(page, request.GET)
        context |= {
            "paging": part,
            "query": request.GET,
            "cards": present.cards(page),
            "balance_chart": present.balance_chart(page),
            "balance_sentence": present.balance_sentence(page),
            "loss_chart": present.loss_chart(page),
            "loss_sentence": present.loss_sentence(page),
            "table": Table(lists.DONOR_COLUMNS, part.rows, "Donors, those who will lose most first"),
            "months": Table(present.MONTH_COLUMNS, present.months(page), "All donors together by month"),
            "losses": Table(lists.LOSS_COLUMNS, page.donors[: present.MOST_IN_CHART], "Losses by donor"),
            "as_of": max(donor.read_until for donor in page.donors),
        }
    return render(request, "levy/system.jinja", context)


@require_safe
def system_months_file(request: ActorRequest) -> HttpResponseBase:
    """All donors together by month as a CSV file."""
    page = queries.system_page(request.actor)
    return csv_response(present.MONTH_COLUMNS, present.months(page), "levy of all donors by month")


@require_safe
def system_file(request: ActorRequest) -> HttpResponseBase:
    """The donors as a CSV file."""
    return csv_response(lists.DONOR_COLUMNS, queries.system_page(request.actor).donors, "levy donors")
