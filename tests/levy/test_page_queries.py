"""How many questions each page asks the database: as many for three rows, or donors, as for one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from saggar.levy.actions import (
    import_levy_file,
    import_standards,
    import_transactions,
    plan_commitment,
    state_balance,
)
from saggar.organisations.models import Organisation
from saggar.platform.audit.guard import unguarded
from saggar.platform.permits import PRODUCT
from tests.levy.browsers import browser
from tests.levy.conftest import sample, text_file
from tests.levy.files import Line, transactions

OWN = {
    "my-account": 13,
    "my-forecast": 10,
    "my-forecast-file": 10,
    "my-forecast-years-file": 10,
    "my-transactions": 6,
    "my-transactions-file": 6,
    "import": 4,
    "reconcile": 13,
    "plan-training": 4,
}
"""Queries of each page of one's own account; those of session, user and role are three of them."""
PROGRAMMES = {"account": 13, "account-forecast": 10, "account-transactions": 6}
SYSTEM = {"system": 5, "system-file": 5, "system-months-file": 5}
STANDARDS = {"": 2, "?words=care": 2, "?level=2": 2}
CARE = {
    "label": "Care",
    "apprentices": 1,
    "starts_on": date(2026, 9, 1),
    "months": 12,
    "price_pence": 5_000_00,
}
LIST = "st_reference,lars_code,title,level,typical_duration_months,max_funding_gbp,route\n"


def asked(client: Client, address: str) -> int:
    """How many queries the page asks, once templates and types are known."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
        b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert answer.status_code == 200
    return len(queries)


def fill(organisation: Organisation, times: int) -> None:
    """An account with so many of everything a page can show."""
    lines = [Line(date(2026, 1 + place, 23), "Levy", Decimal(1_000)) for place in range(times)]
    lines += [
        Line(date(2026, 1 + place, 25), "Monthly Payment", Decimal(-10), 1 + place, f"Course {place}")
        for place in range(times)
    ]
    key = {"organisation_id": organisation.pk}
    import_transactions(PRODUCT, file=transactions(lines), **key)
    for place in range(times):
        state_balance(PRODUCT, on=date(2026, 1, 23 + place // 3), stated_pence=place, **key)
        plan_commitment(
            PRODUCT,
            label="Care",
            apprentices=1,
            starts_on=date(2026, 9, 1),
            months=12,
            price_pence=5_000_00,
            **key,
        )


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("route", OWN)
def test_pages_of_ones_own_account(donor, route, times):
    """Account, forecast, transactions and forms."""
    fill(donor.organisation, times)
    assert asked(browser(donor.organisation, "finance_lead"), reverse(f"levy:{route}")) == OWN[route]


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("route", PROGRAMMES)
def test_pages_of_a_donor_for_the_programme(donor, route, times):
    """The same pages, opened from the list of donors."""
    fill(donor.organisation, times)
    programme = browser(donor.other, "programme_officer")
    assert asked(programme, reverse(f"levy:{route}", args=[donor.organisation.key])) == PROGRAMMES[route]


@pytest.mark.parametrize("donors", [1, 3])
@pytest.mark.parametrize("route", SYSTEM)
def test_pages_of_all_donors(donor, route, donors):
    """The list of donors and its files."""
    fill(donor.organisation, donors)
    for number in range(1, donors):
        with unguarded("test world"):
            key = f"more-{number}"
            organisation = Organisation.objects.create(
                system=donor.organisation.system, key=key, name=key.title(), kind="nhs_trust"
            )
        fill(organisation, donors)
    assert asked(browser(donor.other, "programme_officer"), reverse(f"levy:{route}")) == SYSTEM[route]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("query", STANDARDS)
def test_the_list_of_standards(db, query, rows):
    """Plain, by words and by level; signed out."""
    lines = [f"ST{n},{n},Adult care worker {n},2,12,4000,Care\n" for n in range(1, rows + 1)]
    import_standards(PRODUCT, file=text_file(LIST + "".join(lines)))
    assert asked(Client(), reverse("levy:standards") + query) == STANDARDS[query]


def test_the_report_of_an_import(donor):
    """One run, whatever its faults."""
    run = import_levy_file(donor.finance, file=sample("transactions_levy_v2.csv"))
    finance = browser(donor.organisation, "finance_lead")
    assert asked(finance, reverse("levy:import-report", args=[run.pk])) == 4
