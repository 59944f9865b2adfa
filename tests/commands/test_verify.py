"""`saggar verify` finds what was altered behind the product's back, and says so by its exit code."""

import argparse
from datetime import date

import pytest
from django.apps import apps
from django.db import connection

from saggar.commands import verify
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Chain
from saggar.platform.ledger.models import Account
from saggar.platform.ledger.posting import Fund, Posting, post
from saggar.platform.permits import PRODUCT
from saggar.platform.work import unit_of_work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def posted():
    """A ledger and a chain with something in them."""
    outside = Fund(None, "hmrc", guarded=False)
    with unit_of_work(PRODUCT) as work:
        post(work, [Posting(outside, Fund(1, "levy"), 500, "credit", date(2027, 3, 1), "opening")])


@pytest.fixture
def saggar_verify(capsys):
    """Run the command; its exit code and the lines it printed."""

    def run():
        code = verify.run(argparse.Namespace())
        return code, capsys.readouterr().out.splitlines()

    return run


def tamper(*statements):
    """Change tables as their owner can."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for statement in statements:
            cursor.execute(statement)


def test_an_honest_system_is_right(saggar_verify):
    """One line for each check, and the head of each chain to keep elsewhere."""
    code, lines = saggar_verify()
    assert code == verify.RIGHT
    assert lines[:3] == [
        "right  the chains of events are unbroken",
        "right  each balance is the sum of its movements",
        "right  events and movements can only be added",
    ]
    assert lines[-1] == f"head   platform: 1 events, {bytes(Chain.objects.get().head).hex()}"


def test_an_altered_event_is_wrong(saggar_verify):
    """Somebody who changed the record at the database is found out."""
    tamper(
        "ALTER TABLE audit_event DISABLE TRIGGER USER",
        "UPDATE audit_event SET at = at - interval '1 day'",
        "ALTER TABLE audit_event ENABLE TRIGGER USER",
    )
    code, lines = saggar_verify()
    assert code == verify.WRONG
    assert lines[:2] == [
        "wrong  the chains of events are unbroken",
        "       chain platform: event 1 was altered",
    ]


def test_a_changed_balance_is_wrong(saggar_verify):
    """Money that no movement explains is found."""
    with unguarded("tampering"):
        Account.objects.filter(fund="levy").update(balance_pence=1)
    code, lines = saggar_verify()
    assert code == verify.WRONG
    assert "       account 1 levy holds 1 pence, its movements give 500" in lines


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE ledger_movement DISABLE TRIGGER USER",
        "DROP TRIGGER ledger_movement_append_only ON ledger_movement",
    ],
)
def test_a_trigger_switched_off_is_wrong(saggar_verify, statement):
    """A guard that was taken away, even before anything was changed, is found."""
    tamper(statement)
    code, lines = saggar_verify()
    assert code == verify.WRONG
    assert "       ledger_movement has lost the trigger that makes it append-only" in lines


def no_bed_is_counted_twice():
    """An invariant as a capability declares it, with more faults than are printed."""
    return (f"bed {number} is counted twice" for number in range(50))


def test_invariants_of_capabilities_are_checked_too(saggar_verify, monkeypatch):
    """A capability adds its rule by a line of data; a long list of faults is cut off."""
    path = f"{__name__}.no_bed_is_counted_twice"
    monkeypatch.setattr(
        apps.get_app_config("ledger"), "invariants", {"no bed counts twice": path}, raising=False
    )
    code, lines = saggar_verify()
    start = lines.index("wrong  no bed counts twice")
    assert code == verify.WRONG
    assert lines[start + 1] == "       bed 0 is counted twice"
    assert lines[start + 1 + verify.SHOWN_FAULTS] == "       and more"
