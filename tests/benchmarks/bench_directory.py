"""The directory with 40,000 organisations, beside a plain list: `icontains` and OFFSET.

Run: python -m pytest tests/benchmarks/bench_directory.py -s -n 0
Target on 2 cores: 50 ms for a page, from address to HTML. The plain list finds no misspelled words; it is
given the right spelling. Times are the middle of ROUNDS.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Q
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory

from saggar.organisations.actions import import_organisations, record_system
from saggar.organisations.models import Organisation
from saggar.organisations.places import ATTRIBUTION
from saggar.organisations.queries import directory
from saggar.platform.audit.guard import unguarded
from saggar.platform.permits import PRODUCT, PUBLIC
from saggar.web.paging import page_of
from tests.benchmarks.made_up_organisations import made_up
from tests.organisations.conftest import TODAY, sample

COUNT, ROUNDS, SIZE = 40_000, 7, 25
Ask = Callable[[], object]


def milliseconds(ask: Ask) -> float:
    """The middle time of ROUNDS, after one round that does not count."""
    ask()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def ours(address: str) -> Ask:
    """The whole page at an address: queries and HTML."""
    request = RequestFactory().get("/organisations/")
    request.actor = PUBLIC

    def ask() -> object:
        shown = directory(QueryDict(address), today=TODAY)
        context = {"directory": shown, "filters": shown.asked.filters, "query": QueryDict(address)}
        return render_to_string(
            "organisations/directory.jinja", context | {"attribution": ATTRIBUTION}, request
        )

    return ask


def plain(words: str = "", offset: int = 0) -> Ask:
    """Rows and count of a list as it is commonly written, without any HTML."""

    def ask() -> object:
        rows = Organisation.objects.order_by("name", "pk")
        for word in words.split():
            rows = rows.filter(
                Q(name__icontains=word)
                | Q(provider_name__icontains=word)
                | Q(address__icontains=word)
                | Q(district__icontains=word)
                | Q(services__icontains=word)
            )
        return list(rows[offset : offset + SIZE]), rows.count()

    return ask


def near_the_end() -> str:
    """The address of a page 100 organisations before the end of the list."""
    name = Organisation.objects.order_by("name", "pk")[COUNT - 100].name
    page = page_of(Organisation.objects.filter(name__gte=name), "name", QueryDict(), size=1)
    return f"after={page.after}"


@pytest.mark.django_db
def test_directory():
    """Prints a line for each page: ours with HTML, plain without, and how many times as long that takes."""
    system = record_system(PRODUCT, name="Here", ods_code="QNC")
    with unguarded("benchmark"):
        Organisation.objects.bulk_create(made_up(system, COUNT), batch_size=2000)
    for list_key, name in (("ods-trusts", "ods_trusts.csv"), ("gp-practices", "gp_practices.csv")):
        import_organisations(PRODUCT, list_key=list_key, file=sample(name), system_id=system.pk)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE organisations_organisation")
    cases = [
        ("first page", ours(""), plain()),
        ("near the end", ours(near_the_end()), plain(offset=COUNT - 100)),
        ("rare words", ours("q=midlands+partnership"), plain("midlands partnership")),
        ("misspelled", ours("q=Midland+Partnrship"), plain("midlands partnership")),
        ("common words", ours("q=care+home"), plain("care home")),
        ("one district", ours("q=dementia&district=Tamworth"), plain("dementia tamworth")),
        ("nearest", ours("postcode=ST4+6QG"), plain()),
        ("within 5 miles", ours("postcode=ST4+6QG&within=5&q=hospice"), plain("hospice")),
    ]
    print(f"\n{'page':<16}{'ours, ms':>10}{'plain, ms':>11}{'ratio':>8}")
    for name, one, other in cases:
        here, there = milliseconds(one), milliseconds(other)
        print(f"{name:<16}{here:>10.1f}{there:>11.1f}{there / here:>8.1f}")
