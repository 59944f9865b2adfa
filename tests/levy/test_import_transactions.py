"""Importing transactions files: the samples, again, mixed versions, faults, and whose account it is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import Http404
from django.test import override_settings

from saggar.levy.actions import import_transactions
from saggar.levy.models import MonthTotal, Training, Transaction
from saggar.platform.audit import chain
from saggar.platform.decisions import NotAllowedError
from saggar.platform.ledger import proof
from saggar.platform.ledger.models import Movement
from tests.levy.conftest import Donor, sample, text_file

SAMPLES = ["levy_v1", "levy_v2", "non_levy_v1", "non_levy_v2"]


def load(donor: Donor, name: str, **options):
    return import_transactions(
        donor.finance,
        organisation_id=donor.organisation.pk,
        file=sample(f"transactions_{name}.csv"),
        **options,
    ).report


@pytest.mark.parametrize("name", SAMPLES)
def test_each_sample_is_read_whole(donor, name):
    """Every row of the service's four layouts comes in, none is refused."""
    report = load(donor, name)
    assert (report.refused, report.new) == (0, report.read)


@pytest.mark.parametrize("name", SAMPLES)
def test_importing_again_changes_nothing(donor, name):
    """The same file a second time leaves rows, sums, ledger and account as they are."""
    load(donor, name)
    before = list(Transaction.objects.values()), list(MonthTotal.objects.values()), Movement.objects.count()
    report = load(donor, name)
    after = list(Transaction.objects.values()), list(MonthTotal.objects.values()), Movement.objects.count()
    assert (report.new, report.changed, after) == (0, 0, before)


def test_version_2_after_version_1_adds_what_1_leaves_out(donor):
    """The same rows in both versions are one row each, with the cohort reference of version 2."""
    load(donor, "levy_v1")
    report = load(donor, "levy_v2")
    references = set(Transaction.objects.values_list("cohort_reference", flat=True))
    assert (report.new, references) == (0, {"", "ABC123", "ABC124", "ABC125"})


def test_version_1_after_version_2_takes_nothing_away(donor):
    """Going back to the older file never blanks what the newer one said."""
    load(donor, "levy_v2")
    before = list(Transaction.objects.order_by("id").values())
    report = load(donor, "levy_v1")
    assert (report.changed, list(Transaction.objects.order_by("id").values())) == (0, before)


def test_the_balance_is_the_sum_of_effects(donor):
    """97,515 + 88,650 - 1,182 - 222.22222 - 600 - 600 - 266.6667 + 266.6667 - 1,250, to the last place."""
    load(donor, "levy_v1")
    total = sum(MonthTotal.objects.values_list("amount", flat=True))
    assert total == Decimal("182310.77778")


def test_the_ledger_holds_the_rounded_sums(donor):
    """Each month's sum of each kind is in the ledger in pence, and the ledger balances."""
    load(donor, "levy_v1")
    posted = sum(MonthTotal.objects.values_list("posted_pence", flat=True))
    assert (posted, list(proof.faults()), list(chain.verify())) == (18231078, [], [])


def test_no_name_and_no_learner_number_is_kept(donor):
    """Apprentices' names and learner numbers of the file appear in no column."""
    load(donor, "levy_v2")
    stored = repr(list(Transaction.objects.values())) + repr(list(Training.objects.values()))
    assert ("Sam" in stored, "1234567890" in stored) == (False, False)


def test_one_learner_is_told_from_another(donor):
    """Payments of one learner share a key; the key differs between learners."""
    load(donor, "levy_v2")
    keys = [key for key in Transaction.objects.values_list("learner_key", flat=True) if key]
    assert len(set(keys)) == 3


def test_another_key_gives_other_hashes(donor):
    """Learner keys depend on the installation's secret, so a stolen table cannot be searched by number."""
    load(donor, "levy_v2")
    first = set(Transaction.objects.values_list("learner_key", flat=True))
    with override_settings(LEARNER_KEY=b"another"):
        load(donor, "levy_v2")
    assert set(Transaction.objects.values_list("learner_key", flat=True)) - first


def test_a_comma_in_a_name_does_not_shift_the_columns(donor):
    """The service does not quote names: a name with commas still gives the right course and total."""
    text = sample("transactions_levy_v2.csv").data.decode().replace("Sam Example", "Example, Sam, Jr")
    report = import_transactions(
        donor.finance, organisation_id=donor.organisation.pk, file=text_file(text)
    ).report
    row = Transaction.objects.get(kind="monthly")
    assert (report.refused, row.course, row.level, row.amount) == (
        0,
        "Senior healthcare support worker",
        3,
        Decimal("-222.22222"),
    )


@pytest.mark.parametrize(
    ("old", "new", "column", "fault"),
    [
        ("23/07/2026,Levy,", "31/02/2026,Levy,", "Transaction date", "is not a date such as 31/03/2027"),
        (
            "23/07/2026,Levy,",
            "23/07/2026,Bonus,",
            "Transaction type",
            "is none of the types that the service",
        ),
        ("23/07/2026,Levy,", "23/07/2011,Levy,", "Transaction date", "lies before the levy began"),
        ("98.50000,8865", "985.0000,8865", "English %", "does not lie between 0 and 100"),
        ("97515.00000", "many", "Total", "is not a number"),
        ("97515.00000", "1e400", "Total", "is not a number"),
        ("sent to", "given to", "", "do not say whether the transfer was sent or received"),
    ],
)
def test_a_faulty_row_is_named_and_the_rest_comes_in(donor, old, new, column, fault):
    """One bad row: line, column and fault are reported, and every other row is imported."""
    text = sample("transactions_levy_v1.csv").data.decode().replace(old, new, 1)
    report = import_transactions(
        donor.finance, organisation_id=donor.organisation.pk, file=text_file(text)
    ).report
    (found,) = report.faults
    assert (report.new, found.column, fault in found.fault) == (8, column, True)


def test_a_dry_run_keeps_nothing(donor):
    """Trying a file reports what it would do and leaves no row."""
    report = load(donor, "levy_v1", dry_run=True)
    assert (report.new, Transaction.objects.count(), Movement.objects.count()) == (9, 0, 0)


def test_two_like_transfers_on_one_day_are_two(donor):
    """Rows alike in everything are told apart by their order, also when imported again."""
    lines = sample("transactions_levy_v1.csv").data.decode().splitlines()
    text = "\n".join([*lines, next(line for line in lines if "sent to" in line)]) + "\n"
    for _ in range(2):
        import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=text_file(text))
    assert Transaction.objects.filter(kind="sent").count() == 2


def test_another_employers_account_is_not_there(donor):
    """A finance lead of another trust gets the answer of an account that does not exist."""
    with pytest.raises(Http404):
        import_transactions(
            donor.stranger, organisation_id=donor.organisation.pk, file=sample("transactions_levy_v1.csv")
        )


def test_the_programme_sees_but_does_not_import(donor):
    """The programme may look at the account, so it is refused with the reason, not with 'not found'."""
    with pytest.raises(NotAllowedError, match="cannot import"):
        import_transactions(
            donor.programme, organisation_id=donor.organisation.pk, file=sample("transactions_levy_v1.csv")
        )
