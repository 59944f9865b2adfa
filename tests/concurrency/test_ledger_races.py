"""Eight processes at once: no pound is spent twice, no event is lost, and without locks it would be."""

from collections import Counter
from datetime import date

import psycopg
import pytest

from saggar.platform.audit import chain
from saggar.platform.audit.models import Chain, Event
from saggar.platform.ledger.models import Account, Movement
from saggar.platform.ledger.posting import Fund, Posting, post
from saggar.platform.ledger.proof import faults
from saggar.platform.permits import PRODUCT
from saggar.platform.work import unit_of_work
from tests.concurrency.children import TIMES
from tests.concurrency.races import race

OPENING_PENCE = 500
PRICE_PENCE = 7
AFFORDED = OPENING_PENCE // PRICE_PENCE


@pytest.fixture
def funded(own_database):
    """A database where the guarded account holds OPENING_PENCE; its address."""
    outside = Fund(None, "hmrc", guarded=False)
    with unit_of_work(PRODUCT) as work:
        post(work, [Posting(outside, Fund(1, "levy"), OPENING_PENCE, "credit", date(2027, 2, 1), "opening")])
    return own_database


def test_eight_processes_never_spend_more_than_there_is(funded):
    """Exactly as many payments succeed as the account can afford; the rest are refused in words."""
    done = sum((Counter(each) for each in race(funded, "take")), Counter())
    assert done == Counter(given=AFFORDED, refused=8 * TIMES - AFFORDED)
    balances = dict(Account.objects.values_list("fund", "balance_pence"))
    assert (balances["levy"], balances["spent"]) == (
        OPENING_PENCE - AFFORDED * PRICE_PENCE,
        AFFORDED * PRICE_PENCE,
    )
    assert (list(faults()), list(chain.verify())) == ([], [])


def test_without_locks_the_same_account_is_overspent(own_database):
    """The twin: read, check and write without a lock, and the last seven pence are spent eight times.

    It runs on a table without the ledger's check, and shows that the race is real and this test finds it.
    """
    with psycopg.connect(own_database, autocommit=True) as connection:
        connection.execute("CREATE TABLE unlocked_account (balance bigint)")
        connection.execute("INSERT INTO unlocked_account VALUES (%s)", [PRICE_PENCE])
        done = race(own_database, "take_without_lock")
        balance = connection.execute("SELECT balance FROM unlocked_account").fetchone()
    assert (sum(each["given"] for each in done), balance) == (8, (-7 * PRICE_PENCE,))


def test_one_key_is_posted_once_by_eight_processes(own_database):
    """The same submission, sent eight times at once, moves the money once and fails nowhere."""
    done = race(own_database, "post_same_key")
    assert sum(each["made"] for each in done) == 1
    assert Movement.objects.count() == 1
    assert list(faults()) == []


def test_eight_processes_record_in_one_unbroken_chain(own_database):
    """Events of all processes stand in one order, none lost, and pairs of one action stay together."""
    done = race(own_database, "record")
    total = sum(each["recorded"] for each in done)
    assert total == 16 * TIMES
    assert list(Chain.objects.values_list("key", "length")) == [("system-1", total)]
    assert list(chain.verify()) == []
    turns = list(Event.objects.order_by("position").values_list("payload__turn", flat=True))
    assert [first + second for first, second in zip(turns[::2], turns[1::2], strict=True)] == [0] * (
        total // 2
    )
