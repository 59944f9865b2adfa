"""Lists for staff ask the database a constant number of times."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saggar.organisations.actions import add_site, give_role, record_agreement, sign_agreement
from saggar.organisations.queries import agreements_page, members_page, own_organisation
from saggar.platform.permits import PRODUCT
from tests.organisations.conftest import TODAY, account


def queries_of(ask):
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def grow(potteries, number):
    """One more site, role and signed agreement of the hospital."""
    hospital = potteries.hospital.pk
    add_site(PRODUCT, organisation_id=hospital, name=f"Site {number}", postcode="ST4 6QG")
    user = account(f"person{number}@example.org")
    give_role(PRODUCT, user_id=user.pk, organisation_id=hospital, role="finance_lead", starts_on=TODAY)
    agreement = record_agreement(
        PRODUCT, system_id=potteries.system.pk, title=f"Terms {number}", text="Terms", starts_on=TODAY
    )
    sign_agreement(PRODUCT, agreement_id=agreement.pk, organisation_id=hospital, signed_on=TODAY)


@pytest.mark.parametrize(
    ("ask", "most"),
    [
        (lambda actor: own_organisation(actor), 2),
        (lambda actor: [held.user.name for held in members_page(actor, today=TODAY).current], 2),
        (lambda actor: agreements_page(actor), 3),
    ],
)
def test_one_row_or_three_ask_as_often(potteries, ask, most):
    """The pages stay quick as lists grow."""
    grow(potteries, 1)
    with_one = queries_of(lambda: ask(potteries.administrator))
    grow(potteries, 2)
    grow(potteries, 3)
    with_three = queries_of(lambda: ask(potteries.administrator))
    assert with_one == with_three == most
