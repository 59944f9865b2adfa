"""How long list pages take with 40,000 organisations and 1,000,000 levy transactions, beside plain Django.

Run: python -m pytest tests/benchmarks/bench_levy_pages.py -s -n 0
Target on 2 cores: 50 ms of the server for each page, signed in, middleware and template included.

The baseline is what a plain Django page does for the same rows: OFFSET pages, count(*), icontains, sums added
up in Python, and a bare table in Django's own templates, behind the same middleware and sign-in. It has no
layout, no filters and no links, so the comparison flatters it. Where it would take minutes it is timed on a
part and scaled, as the table says.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from saggar.levy.models import LevyAccount, Standard, Transaction
from saggar.levy.queries import outlooks
from saggar.organisations.models import Organisation
from saggar.platform import decisions, verification
from saggar.platform.audit.models import Event
from saggar.web import urls
from tests.benchmarks import levy_world
from tests.benchmarks.levy_world import DONORS, World

TIMES = 15
SIZE = 50
PLAIN_DONORS = 10
Rows = Sequence[tuple[Any, ...]]
TABLE = Engine().from_string(
    "{% for row in rows %}<tr>{% for fact in row %}<td>{{ fact }}</td>{% endfor %}</tr>{% endfor %}"
)


@dataclass(frozen=True)
class Page:
    """A page: whose browser opens which address, and what plain Django does for a `share` of it."""

    name: str
    client: Client
    address: str
    plain: Callable[[], Rows]
    share: float = 1


def pages(world: World) -> Iterator[Page]:
    """Every list page, those of the largest account too."""
    finance, programme, public = world.browser("finance_lead"), world.browser("programme_officer"), Client()
    rows, mine = newest(world.donor), reverse("levy:my-transactions")
    yield Page("levy account", finance, reverse("levy:my-account"), lambda: summed(world.donor))
    yield Page("levy forecast (no list)", finance, reverse("levy:my-forecast"), lambda: summed(world.donor))
    yield Page("transactions", finance, mine, lambda: in_pages(rows))
    yield Page("  last page", finance, last_page(finance, mine), lambda: in_pages(rows, rows.count() - SIZE))
    yield Page("  of one kind", finance, f"{mine}?kind=completion", lambda: in_pages(of_kind(rows)))
    yield Page("  with words", finance, f"{mine}?words=course+7", lambda: in_pages(with_words(rows)))
    yield from pages_of_the_largest(world, programme)
    yield Page(
        "system levy",
        programme,
        reverse("levy:system"),
        lambda: summed_up(PLAIN_DONORS),
        PLAIN_DONORS / DONORS,
    )
    standards = reverse("levy:standards")
    yield Page("standards", public, standards, with_bands)
    yield Page("  with words", public, f"{standards}?words=care", with_bands)
    directory, every = reverse("organisations:directory"), Organisation.objects.order_by("name")
    yield Page("directory", public, directory, lambda: in_pages(every))
    words = every.filter(name__icontains="heath").filter(name__icontains="care")
    yield Page("  with words", public, f"{directory}?words=heath+care", lambda: in_pages(words))
    events = Event.objects.filter(organisation_id=world.donor.organisation_id).order_by("-id")
    yield Page("events", world.browser("administrator"), reverse("audit:events"), lambda: in_pages(events))


def pages_of_the_largest(world: World, programme: Client) -> Iterator[Page]:
    """The transactions of an account with 60,000 rows, as the programme opens them."""
    rows = newest(world.largest)
    address = reverse("levy:account-transactions", args=[world.largest.organisation.key])
    yield Page("60,000 transactions", programme, address, lambda: in_pages(rows))
    last = last_page(programme, f"{address}?sort=on")
    yield Page("  last page", programme, last, lambda: in_pages(rows, rows.count() - SIZE))
    yield Page("  with words", programme, f"{address}?words=course+7", lambda: in_pages(with_words(rows)))
    rare = f"{address}?words=no+such+course"
    yield Page("  with rare words", programme, rare, lambda: in_pages(with_words(rows, "no such course")))


def newest(account: LevyAccount) -> QuerySet[Transaction]:
    """The account's transactions as plain Django lists them."""
    return Transaction.objects.filter(account=account).order_by("-on", "-id")


def of_kind(rows: QuerySet[Transaction]) -> QuerySet[Transaction]:
    """Those of one kind."""
    return rows.filter(kind="completion")


def with_words(rows: QuerySet[Transaction], words: str = "course 7") -> QuerySet[Transaction]:
    """Those whose course or provider has the words."""
    return rows.filter(Q(course__icontains=words) | Q(provider__icontains=words))


def in_pages(rows: QuerySet[Any], offset: int = 0) -> Rows:
    """A page by OFFSET, and count(*)."""
    return [(rows.count(),), *(five_facts(row) for row in rows[offset : offset + SIZE])]


def five_facts(row: Model) -> tuple[object, ...]:
    """As many columns as the product's list has."""
    return tuple(getattr(row, field.attname) for field in row._meta.concrete_fields[1:6])


def summed(account: LevyAccount) -> Rows:
    """Balance by month and kind, added up in Python."""
    sums: dict[tuple[object, ...], Decimal] = defaultdict(Decimal)
    for row in Transaction.objects.filter(account=account):
        sums[row.on.replace(day=1), row.kind] += row.amount
    return [(*place, amount) for place, amount in sums.items()]


def summed_up(donors: int) -> Rows:
    """The balances of so many donors; a forecast of them is not even tried."""
    accounts = LevyAccount.objects.order_by("pk")[:donors]
    return [(account, sum(row[-1] for row in summed(account))) for account in accounts]


def with_bands() -> Rows:
    """A page of standards, each with its bands by a query of its own."""
    return [(*five_facts(row), *row.bands.all()) for row in Standard.objects.order_by("title")[:SIZE]]


def last_page(client: Client, address: str) -> str:
    """The last page of a list, found by the links of its pages; of a very long list the hundredth."""
    start = address.partition("?")[0]
    for _ in range(100):
        page = client.get(address).content.decode()
        if 'rel="next"' not in page:
            break
        address = start + page.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    return address


def milliseconds(act: Callable[[], object], times: int = TIMES) -> float:
    """The median of several runs, after one to warm up."""
    act()
    taken = []
    for _ in range(times):
        begins = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begins) * 1000)
    return median(taken)


def queries_of(page: Page) -> int:
    """How many queries the page asks."""
    assert page.client.get(page.address).status_code == 200, page.address
    with CaptureQueriesContext(connection) as asked:
        page.client.get(page.address)
    return len(asked)


def plain_milliseconds(page: Page) -> float:
    """The time of the plain page, by an address of its own."""

    def view(request: HttpRequest) -> HttpResponse:
        decisions.allow_public("benchmark")
        return HttpResponse(TABLE.render(Context({"rows": page.plain()})))

    with override_settings(ROOT_URLCONF=(*urls.urlpatterns, path("plain/", view))):
        assert page.client.get("/plain/").status_code == 200
        return milliseconds(lambda: page.client.get("/plain/"), 3 if page.share < 1 else TIMES) / page.share


def show(page: Page) -> None:
    """Print the page's line of the table."""
    queries, ours = queries_of(page), milliseconds(lambda: page.client.get(page.address))
    plain = plain_milliseconds(page)
    scaled = f"  plain timed on {page.share:.0%}" if page.share < 1 else ""
    print(f"{page.name:<24}{ours:>8.1f}{queries:>9}{plain:>11.1f}{plain / ours:>8.1f}{scaled}", flush=True)


def test_pages(own_database):
    """Prints milliseconds and queries of each list page, beside the baseline."""
    begins = time.perf_counter()
    world = levy_world.build()
    print(f"\n{levy_world.in_words()}; built in {time.perf_counter() - begins:.0f} s")
    print(f"{'page':<24}{'ms':>8}{'queries':>9}{'plain ms':>11}{'ratio':>8}")
    for page in pages(world):
        show(page)
    programme, address = world.browser("programme_officer"), reverse("levy:system")
    outlooks.forget()
    begins = time.perf_counter()
    programme.get(address)
    print(f"system levy, first look of a process: {(time.perf_counter() - begins) * 1000:.0f} ms")
    begins = time.perf_counter()
    wrong = [fault for check in verification.checks() for fault in check.faults()]
    print(f"all checks of `saggar verify`: {time.perf_counter() - begins:.1f} s, {len(wrong)} faults")
