"""Loading in sets puts in what is new, changes what differs, leaves the rest, and can be repeated."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from saggar.platform.audit.guard import UnauditedWriteError
from saggar.platform.audit.payloads import event_kind
from saggar.platform.imports.loading import RepeatedKeyError, upsert
from saggar.platform.imports.models import ImportRun
from saggar.platform.imports.report import Counts
from saggar.platform.ledger.models import Account
from saggar.platform.permits import PRODUCT
from saggar.platform.work import unit_of_work

pytestmark = pytest.mark.django_db
KEY = ("organisation_id", "fund", "month")
MARCH = date(2027, 3, 1)


@event_kind("tests.rows-loaded", tables=("ledger_account", "imports_run"))
@dataclass(frozen=True)
class RowsLoaded:
    """The tests loaded rows."""


def account(fund, month=None, balance_pence=0):
    """A row to load."""
    return {"fund": fund, "month": month, "balance_pence": balance_pence}


def load(*rows, columns=("balance_pence",)):
    """Load accounts of organisation 7 and return the counts."""
    with unit_of_work(PRODUCT) as work:
        counts = upsert(work, Account, rows, key=KEY, columns=columns, fixed={"organisation_id": 7})
        work.record(RowsLoaded())
    return counts


def balances():
    """What the table holds."""
    rows = Account.objects.order_by("fund", "month").values_list(*KEY, "balance_pence")
    return list(rows)


def test_new_rows_get_the_defaults_of_the_model():
    """What the file does not say is filled as if the row were made by hand."""
    assert load(account("levy", MARCH, 12)) == Counts(new=1)
    row = Account.objects.get()
    assert (row.organisation_id, row.fund, row.month, row.balance_pence) == (7, "levy", MARCH, 12)
    assert row.guarded is True


def test_the_same_rows_again_change_nothing():
    """Importing twice is the same as importing once."""
    rows = [account("levy", MARCH, 12), account("levy"), account("other", MARCH)]
    load(*rows)
    before = balances()
    assert load(*rows) == Counts(unchanged=3)
    assert balances() == before


def test_only_rows_that_differ_are_changed():
    """The counts tell new, changed and unchanged apart; an empty key is a key like any other."""
    load(account("a", None, 1), account("b", None, 2), account("b", MARCH, 3))
    counts = load(
        account("a", None, 9), account("b", None, 2), account("b", MARCH, 8), account("c", MARCH, 4)
    )
    assert counts == Counts(new=1, changed=2, unchanged=1)
    assert balances() == [(7, "a", None, 9), (7, "b", MARCH, 8), (7, "b", None, 2), (7, "c", MARCH, 4)]


def test_fields_the_file_does_not_name_keep_their_values():
    """A later import of fewer columns does not wipe what others entered."""
    load(account("a", None, 5))
    assert load({"fund": "a", "month": None}, columns=()) == Counts(unchanged=1)
    assert balances() == [(7, "a", None, 5)]


def test_rows_of_others_are_not_touched():
    """A value fixed for the whole file is part of the key."""
    load(account("a", None, 5))
    with unit_of_work(PRODUCT) as work:
        options = {"key": KEY, "columns": ("balance_pence",)}
        upsert(work, Account, [account("a", None, 6)], **options, fixed={"organisation_id": 8})
        work.record(RowsLoaded())
    assert balances() == [(7, "a", None, 5), (8, "a", None, 6)]


def test_structured_values_are_loaded():
    """Lists and mappings go into JSON columns."""
    row = {"sha256": "0" * 64, "plain_report": {"notes": ["ö", 1]}}
    fixed = {"kind": "x", "dry_run": True, "at": datetime(2027, 1, 1, tzinfo=UTC)}
    with unit_of_work(PRODUCT) as work:
        row["id"] = 99
        upsert(work, ImportRun, [row], key=("id",), columns=("sha256", "plain_report"), fixed=fixed)
        work.record(RowsLoaded())
    assert ImportRun.objects.get(pk=99).plain_report == {"notes": ["ö", 1]}


def test_two_rows_of_one_key_are_refused():
    """A load never depends on which of two rows came last."""
    with pytest.raises(RepeatedKeyError):
        load(account("a", None, 1), account("a", None, 2))
    assert balances() == []


def test_a_load_without_an_event_is_refused():
    """Rows that arrive in sets are under the same guard as any other write."""
    with pytest.raises(UnauditedWriteError), unit_of_work(PRODUCT) as work:
        upsert(work, Account, [account("a")], key=KEY, columns=(), fixed={"organisation_id": 7})
    assert balances() == []


def test_the_number_of_statements_does_not_grow_with_the_rows():
    """A thousand rows take as many statements as one."""
    counts = []
    for number in (1, 1000):
        with CaptureQueriesContext(connection) as captured:
            load(*[account(f"fund {n}") for n in range(number)])
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_two_loads_in_one_unit_of_work():
    """An import of two kinds of record is one piece of work."""
    options = {"key": KEY, "columns": ("balance_pence",), "fixed": {"organisation_id": 7}}
    with unit_of_work(PRODUCT) as work:
        first = upsert(work, Account, [account("a")], **options)
        second = upsert(work, Account, [account("a"), account("b")], **options)
        work.record(RowsLoaded())
    assert (first, second) == (Counts(new=1), Counts(new=1, unchanged=1))
