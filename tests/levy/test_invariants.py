"""`saggar verify` finds every sum, training and reconciliation that is not what the transactions give."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import F

from saggar.levy.actions import import_transactions, state_balance
from saggar.levy.apps import LevyConfig
from saggar.levy.models import LevyAccount, MonthTotal, StatedBalance, Training, Transaction
from saggar.platform.audit.guard import unguarded
from saggar.platform.ledger.models import Account
from saggar.platform.verification import checks
from tests.levy.conftest import sample


@pytest.fixture
def proven(donor):
    """A donor with the sample file and a reconciliation, of which nothing is wrong yet."""
    organisation = donor.organisation.pk
    import_transactions(donor.finance, organisation_id=organisation, file=sample("transactions_levy_v2.csv"))
    state_balance(donor.finance, organisation_id=organisation, on=date(2026, 8, 27), stated_pence=1)
    assert found() == {}
    return donor


def found() -> dict[str, list[str]]:
    """The faults of each of the levy's invariants that has some."""
    faults = {each.name: list(each.faults()) for each in checks() if each.name in LevyConfig.invariants}
    return {name: each for name, each in faults.items() if each}


def tamper(found_rows, **changes) -> None:
    """Change rows behind the product's back."""
    with unguarded("test of tampering"):
        found_rows.update(**changes)


SUMS, LEDGER, TRAINING, STATED, SPANS = LevyConfig.invariants


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (
            lambda: tamper(MonthTotal.objects.filter(kind="levy"), amount=F("amount") + 1),
            {SUMS, LEDGER, STATED},
        ),
        (lambda: tamper(MonthTotal.objects.filter(kind="levy"), rows=7), {SUMS}),
        (lambda: tamper(MonthTotal.objects.filter(kind="levy"), declared=7), {SUMS}),
        (lambda: tamper(MonthTotal.objects.filter(kind="levy"), posted_pence=7), {LEDGER}),
        (lambda: tamper(Account.objects.filter(fund="levy"), balance_pence=7), {LEDGER}),
        (lambda: tamper(Training.objects.all(), monthly=Decimal(7)), {TRAINING}),
        (lambda: tamper(Training.objects.filter(is_over=False), is_over=True), {TRAINING}),
        (lambda: tamper(StatedBalance.objects.all(), derived_pence=7), {STATED}),
        (lambda: tamper(LevyAccount.objects.all(), read_until=date(2026, 8, 28)), {SPANS}),
        (lambda: tamper(LevyAccount.objects.all(), read_from=None), {SPANS}),
        (lambda: tamper(Transaction.objects.filter(kind="levy"), amount=F("amount") + 1), {SUMS, STATED}),
    ],
)
def test_tampering_is_found(proven, change, wrong):
    """Each kept figure is compared with the rows, and the ledger with both."""
    change()
    assert set(found()) == wrong


def test_a_lost_transaction_is_found_everywhere(proven):
    """A payment deleted behind the product's back: sum, training and reconciliation are wrong."""
    with unguarded("test of tampering"):
        Transaction.objects.filter(kind="monthly").delete()
    assert set(found()) == {SUMS, TRAINING, STATED}


def test_a_fault_says_where_and_what(proven):
    """The sentence names account, month and kind, and both figures."""
    tamper(MonthTotal.objects.filter(kind="levy", month=date(2026, 7, 1)), amount=1)
    account = proven.account.pk
    assert found()[SUMS] == [
        f"levy account {account}, July 2026, levy: 1.00000 of 1 rows is kept, "
        "the transactions give 97515.00000 of 1"
    ]


def test_an_account_without_rows_is_right(donor):
    """Nothing imported, nothing wrong."""
    assert found() == {}
