"""Pages by key: every row exactly once, forwards and back, while rows come and go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db.models import QuerySet
from django.http import QueryDict

from saggar.organisations.models import Organisation, System
from saggar.platform.audit.guard import unguarded
from saggar.web.paging import COUNT_CAP, Page, capped_count, page_of

pytestmark = pytest.mark.django_db
DAYS = (None, dt.date(2020, 1, 1), dt.date(2020, 1, 1), dt.date(2021, 5, 6), None, dt.date(2019, 3, 3), None)


@pytest.fixture
def organisations() -> Iterator[QuerySet[Organisation]]:
    """Seven organisations; some opened on the same day, of some the day is not known."""
    with unguarded("test world"):
        yield _seven()


def _seven() -> QuerySet[Organisation]:
    system = System.objects.create(key="potteries", name="Potteries", ods_code="QNC")
    for at, day in enumerate(DAYS):
        made = {"key": f"o-{at}", "name": f"Name {at % 3}", "kind": "nhs_trust", "opened_on": day}
        Organisation.objects.create(system=system, **made)
    return Organisation.objects.all()


def names(page: Page[Organisation]) -> list[str]:
    """The keys of the rows of a page."""
    return [row.key for row in page.rows]


def walk(rows: QuerySet[Organisation], sort: str, size: int) -> list[list[str]]:
    """Every page from the first to the last, by the links a person follows."""
    page = page_of(rows, sort, QueryDict(), size)
    pages = [names(page)]
    while page.after:
        page = page_of(rows, sort, QueryDict(f"after={page.after}"), size)
        pages.append(names(page))
    return pages


def walk_back(rows: QuerySet[Organisation], sort: str, size: int) -> list[list[str]]:
    """Every page from the last to the first."""
    page = page_of(rows, sort, QueryDict(), size)
    while page.after:
        page = page_of(rows, sort, QueryDict(f"after={page.after}"), size)
    pages = [names(page)]
    while page.before:
        page = page_of(rows, sort, QueryDict(f"before={page.before}"), size)
        pages.append(names(page))
    return pages


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8])
@pytest.mark.parametrize("sort", ["name", "-name", "opened_on", "-opened_on", "system__name"])
def test_following_the_links_shows_every_row_once(
    organisations: QuerySet[Organisation], sort: str, size: int
) -> None:
    """Rows that share a value, or have none, are neither repeated nor skipped."""
    found = [key for page in walk(organisations, sort, size) for key in page]
    assert sorted(found) == [f"o-{at}" for at in range(7)]


@pytest.mark.parametrize("sort", ["name", "-name", "opened_on", "-opened_on"])
def test_going_back_shows_the_same_rows(organisations: QuerySet[Organisation], sort: str) -> None:
    """From the last page back to the first, nothing is lost."""
    forwards = [key for page in walk(organisations, sort, 3) for key in page]
    backwards = [key for page in reversed(walk_back(organisations, sort, 3)) for key in page]
    assert backwards == forwards


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("opened_on", ["o-5", "o-1", "o-2", "o-3", "o-0", "o-4", "o-6"]),
        ("-opened_on", ["o-3", "o-2", "o-1", "o-5", "o-6", "o-4", "o-0"]),
    ],
)
def test_rows_without_the_fact_come_last_either_way(
    organisations: QuerySet[Organisation], sort: str, order: list[str]
) -> None:
    """An unknown day is neither the earliest nor the latest."""
    assert [key for page in walk(organisations, sort, 2) for key in page] == order


def test_a_row_added_meanwhile_moves_nothing(organisations: QuerySet[Organisation]) -> None:
    """Numbered pages would show the last row of the first page again."""
    first = page_of(organisations, "name", QueryDict(), 3)
    system = System.objects.get()
    Organisation.objects.create(system=system, key="new", name="A first name", kind="nhs_trust")
    second = page_of(organisations, "name", QueryDict(f"after={first.after}"), 3)
    assert set(names(first)) & set(names(second)) == set()


def test_the_ends_offer_no_way_beyond_them(organisations: QuerySet[Organisation]) -> None:
    """No "Previous" on the first page, no "Next" on the last, neither on a short list."""
    first = page_of(organisations, "name", QueryDict(), 4)
    last = page_of(organisations, "name", QueryDict(f"after={first.after}"), 4)
    only = page_of(organisations, "name", QueryDict(), 7)
    empty = page_of(organisations.none(), "name", QueryDict(), 7)
    found = [(bool(page.before), bool(page.after)) for page in (first, last, only, empty)]
    assert found == [(False, True), (True, False), (False, False), (False, False)]


@pytest.mark.parametrize("cursor", ["invented", "", "x:y:z"])
def test_an_invented_cursor_gives_the_first_page(organisations: QuerySet[Organisation], cursor: str) -> None:
    """Nobody can make the list compare with values of theirs."""
    found = [
        names(page_of(organisations, "name", QueryDict(f"{way}={cursor}"), 3)) for way in ("after", "before")
    ]
    assert found == [["o-0", "o-3", "o-6"]] * 2


def test_a_cursor_of_another_order_gives_the_first_page(organisations: QuerySet[Organisation]) -> None:
    """Changing the order in the address starts anew."""
    cursor = page_of(organisations, "name", QueryDict(), 3).after
    moved = page_of(organisations, "-name", QueryDict(f"after={cursor}"), 3)
    assert names(moved) == names(page_of(organisations, "-name", QueryDict(), 3))


def test_a_page_is_one_query_however_far_along(
    organisations: QuerySet[Organisation], django_assert_num_queries: object
) -> None:
    """No counting of everything before it."""
    cursor = page_of(organisations, "name", QueryDict(), 3).after
    with django_assert_num_queries(1):  # type: ignore[operator]
        page_of(organisations, "name", QueryDict(f"after={cursor}"), 3)


def test_counts_stop_at_a_thousand(organisations: QuerySet[Organisation]) -> None:
    """Exact below, "more than" above, and never a count of millions."""
    system = System.objects.get()
    few = capped_count(organisations, "organisation")
    Organisation.objects.bulk_create(
        Organisation(system=system, key=f"x-{at}", name="X", kind="nhs_trust") for at in range(COUNT_CAP - 6)
    )
    many = [capped_count(organisations, "organisation"), capped_count(organisations, "body", "bodies")]
    assert [few, *many] == ["7 organisations", "more than 1,000 organisations", "more than 1,000 bodies"]
