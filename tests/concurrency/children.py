"""What each process of a race does: python -m tests.concurrency.children TASK NAME, with DATABASE_URL set.

A process says "ready" when it is set up and waits at the gate, an advisory lock that the test holds, so
that all start at the same moment. Its last line is what it did, as JSON.
"""

import json
import sys
from dataclasses import dataclass
from datetime import date, timedelta

import django

GATE = 401
TIMES = 25
LONG = timedelta(minutes=2)  # a slow machine is no reason to fail


def wait_at(gate):
    """Say that we are ready, and wait until the test opens the gate."""
    from django.db import connection

    print("ready", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [gate])
        cursor.execute("SELECT pg_advisory_unlock_shared(%s)", [gate])


def take(name):
    """Take 7 pence TIMES times from the guarded account; how often it was given or refused."""
    from saggar.platform.ledger.posting import Fund, OverdrawnError, Posting, post
    from saggar.platform.permits import PRODUCT
    from saggar.platform.work import unit_of_work

    done = {"given": 0, "refused": 0}
    wait_at(GATE)
    for turn in range(TIMES):
        posting = Posting(Fund(1, "levy"), Fund(1, "spent"), 7, "payment", date(2027, 3, 1), f"{name} {turn}")
        try:
            with unit_of_work(PRODUCT, patience=LONG) as work:
                post(work, [posting])
            done["given"] += 1
        except OverdrawnError:
            done["refused"] += 1
    return done


def take_without_lock(name):
    """The same act as somebody would write it who knows nothing of locks: read, check, write."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT balance FROM unlocked_account")
        (balance,) = cursor.fetchone()
        wait_at(GATE)
        if balance >= 7:
            cursor.execute("UPDATE unlocked_account SET balance = balance - 7")
    return {"given": int(balance >= 7)}


def post_same_key(name):
    """Post one movement under a key that all processes use; how many movements were made."""
    from saggar.platform.ledger.posting import Fund, Posting, post
    from saggar.platform.permits import PRODUCT
    from saggar.platform.work import unit_of_work

    posting = Posting(
        Fund(None, "hmrc", guarded=False), Fund(1, "levy"), 5, "credit", date(2027, 3, 1), "one key"
    )
    wait_at(GATE)
    with unit_of_work(PRODUCT) as work:
        made = post(work, [posting])
    return {"made": len(made)}


def record(name):
    """Record TIMES events in the chain of one system, two in each action."""
    from saggar.platform.audit.payloads import event_kind
    from saggar.platform.permits import Actor
    from saggar.platform.work import unit_of_work

    @event_kind("tests.counted")
    @dataclass(frozen=True)
    class Counted:
        """A process counted."""

        turn: int

    wait_at(GATE)
    for turn in range(TIMES):
        with unit_of_work(Actor(system_id=1)) as work:
            work.record(Counted(turn))
            work.record(Counted(-turn))
    return {"recorded": 2 * TIMES}


def import_levy(name):
    """Import the sample of transactions into the only organisation's account; the report's counts."""
    from saggar.levy.actions import import_transactions
    from saggar.organisations.models import Organisation
    from saggar.platform.permits import PRODUCT
    from saggar.platform.work import BusyError
    from tests.levy.conftest import sample

    organisation, file = Organisation.objects.get(), sample("transactions_levy_v2.csv")
    wait_at(GATE)
    while True:
        try:
            report = import_transactions(PRODUCT, organisation_id=organisation.pk, file=file).report
        except BusyError:
            continue  # a slow machine: the other one still holds the account
        return {"new": report.new, "unchanged": report.unchanged}


TASKS = {each.__name__: each for each in (take, take_without_lock, post_same_key, record, import_levy)}

if __name__ == "__main__":
    django.setup()
    print(json.dumps(TASKS[sys.argv[1]](sys.argv[2])), flush=True)
