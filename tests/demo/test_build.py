"""The demonstration: the same from the same seed, three years of levy for each donor, nothing wrong in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date

import pytest
from django.db.models import Count
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from saggar.demo.build import MONTHS, build
from saggar.demo.levy_files import files
from saggar.demo.partners import DONORS, RECONCILED
from saggar.levy.imports.transactions import LAYOUTS
from saggar.levy.models import LevyAccount, MonthTotal, StatedBalance, Transaction
from saggar.levy.queries import account_page, forecast_page, system_page
from saggar.organisations.models import Membership, Organisation, System
from saggar.people.models import User
from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.reading import File
from saggar.platform.imports.report import Report
from saggar.platform.imports.rows import rows
from saggar.platform.permits import PRODUCT, ROLES, Actor
from saggar.platform.verification import checks
from saggar.rules.levy import add_months
from tests import databases

TODAY = date(2026, 11, 23)
SHOWN = (
    (Organisation, ("key", "name", "kind", "postcode", "district", "services")),
    (Transaction, ("account__organisation__key", "on", "kind", "amount", "total", "course", "learner_key")),
    (MonthTotal, ("account__organisation__key", "month", "kind", "amount", "rows", "posted_pence")),
    (User, ("email", "name")),
)
"""What two demonstrations are compared by."""


@pytest.fixture(scope="module")
def built(
    server_url: str, migrated_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, str]]:
    """Name and digest of a database that holds the demonstration of one day."""
    with django_db_blocker.unblock(), databases.copy(server_url, migrated_template) as name:
        with databases.connected_to(name):
            build(TODAY)
            made = digest()
        yield name, made


@pytest.fixture
def demonstration(built: tuple[str, str], django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tables of the demonstration, to be read only."""
    with django_db_blocker.unblock(), databases.connected_to(built[0]):
        yield


def digest() -> str:
    """One text for all that the demonstration shows of organisations, people and money."""
    total = hashlib.sha256()
    for model, columns in SHOWN:
        for row in sorted(map(repr, model.objects.values_list(*columns))):
            total.update(row.encode())
    return total.hexdigest()


def test_the_same_seed_and_day_make_the_same_demonstration(built, own_database):
    """Organisations, people, transactions and sums are equal to the last byte."""
    build(TODAY)
    assert digest() == built[1]


def test_another_seed_gives_other_figures():
    """Whoever wants another example asks for another seed."""
    sketch = DONORS["rje"]
    first = add_months(TODAY, -MONTHS)
    assert files(sketch, first, MONTHS, "a") == files(sketch, first, MONTHS, "a")
    assert files(sketch, first, MONTHS, "a") != files(sketch, first, MONTHS, "b")


def test_nothing_is_wrong(demonstration):
    """`saggar verify` finds no fault, and no row of any file was refused."""
    assert [fault for check in checks() for fault in check.faults()] == []
    assert [run.file_name for run in ImportRun.objects.all() if run.refusal or run.report.refused] == []


def test_every_donor_has_three_years(demonstration):
    """36 months of levy, ending with last month, and as many rows as a real employer has."""
    months = MonthTotal.objects.filter(kind="levy").values("account__organisation__key")
    counts = dict(months.annotate(Count("month")).values_list("account__organisation__key", "month__count"))
    assert counts == dict.fromkeys(DONORS, MONTHS)
    last = set(LevyAccount.objects.values_list("read_until__year", "read_until__month"))
    assert last == {(2026, 10)}
    assert Transaction.objects.count() > 10_000


def programmes() -> list[Actor]:
    """A programme officer of each system."""
    systems = System.objects.order_by("key").values_list("pk", flat=True)
    return [Actor(None, None, system, frozenset({"programme_officer"})) for system in systems]


def test_the_double_cliff_shows(demonstration):
    """A trust of each system loses 24-month and 12-month money from August 2027 to July 2028."""
    for programme in programmes():
        cliffs = [
            forecast_page(programme, organisation_key=donor.key).cliff
            for donor in system_page(programme).donors
        ]
        assert {(cliff.from_month, cliff.until) for cliff in cliffs} == {(date(2027, 8, 1), date(2028, 7, 1))}
        assert any(min(cliff.lost.values()) > 0 for cliff in cliffs)
        assert system_page(programme).cliff_lost > 0


def test_no_donor_is_troubled_and_nothing_is_missing(demonstration):
    """Every donor can be forecast, and none has spent more than came in."""
    pages = [forecast_page(PRODUCT, organisation_key=key) for key in DONORS]
    assert [page.organisation.key for page in pages if page.trouble or page.left_out_pence] == []
    assert [donor.troubled for donor in map(system_page, programmes()) if donor.troubled] == []


def test_reconciliations_differ_as_they_are_meant_to(demonstration):
    """Most donors agree with the service, one does not."""
    stated = StatedBalance.objects.values_list("account__organisation__key", "stated_pence", "derived_pence")
    assert {key: said - derived for key, said, derived in stated} == RECONCILED


def test_declarations_and_credits_agree(demonstration):
    """What each donor declared to HMRC brought the credit it should have."""
    checked = [check for key in DONORS for check in account_page(PRODUCT, organisation_key=key).checks]
    assert [check for check in checked if check.is_off] == []
    assert len([check for check in checked if check.credited is not None]) >= 12 * len(DONORS)


def test_people_are_invented(demonstration):
    """Every address ends in a domain that cannot exist, and somebody holds each role."""
    assert User.objects.exclude(email__endswith="@demo.saggar.example").count() == 0
    assert set(Membership.objects.values_list("role", flat=True)) == set(ROLES)
    assert User.objects.values("name").distinct().count() > 20


@settings(max_examples=15, deadline=None)
@given(
    today=st.dates(date(2025, 1, 1), date(2035, 12, 31)),
    key=st.sampled_from(sorted(DONORS)),
    seed=st.text("ab", max_size=3),
)
def test_files_of_any_day_are_read_whole(today, key, seed):
    """Whenever the demonstration is built, the product reads every row of both files."""
    first = add_months(today, -MONTHS)
    for text in files(DONORS[key], first, MONTHS, seed):
        report = Report()
        read = list(rows(File("transactions.csv", text.encode()), LAYOUTS, report))
        assert (report.faults, len(read)) == ([], report.read)
        assert all(first <= row.values["on"] < today.replace(day=1) for row in read)
