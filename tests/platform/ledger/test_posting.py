"""Every pound has a movement, posted once, and a guarded account never falls below zero."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest
from django.db import IntegrityError, connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Event
from saggar.platform.ledger.models import Account, Movement
from saggar.platform.ledger.posting import Fund, KeyReusedError, OverdrawnError, Posting, post
from saggar.platform.ledger.proof import balance, faults
from saggar.platform.permits import PRODUCT, Actor
from saggar.platform.work import unit_of_work

pytestmark = pytest.mark.django_db
MARCH = date(2027, 3, 1)
OUTSIDE = Fund(None, "hmrc", guarded=False)
LEVY = Fund(7, "levy", MARCH)
SPENT = Fund(7, "spent")
CREDIT = Posting(OUTSIDE, LEVY, 10_000, "credit", date(2027, 3, 23), "credit 1", "levy.declaration", 4)


def post_all(*postings, actor=PRODUCT):
    """Post in a unit of work of its own; the movements made."""
    with unit_of_work(actor) as work:
        return post(work, postings)


def balances():
    """Cached balance of each fund."""
    return dict(Account.objects.values_list("fund", "balance_pence"))


def test_a_movement_says_from_where_to_where_why_when_and_by_whom():
    """Each pound can be followed back to its cause."""
    (movement,) = post_all(CREDIT, actor=Actor(user_id=3))
    kept = Movement.objects.select_related("source", "target").get()
    assert kept == movement
    assert (kept.source.fund, kept.target.fund, kept.target.month) == ("hmrc", "levy", MARCH)
    assert (kept.pence, kept.kind, kept.on) == (10_000, "credit", date(2027, 3, 23))
    assert (kept.subject_type, kept.subject_id, kept.by_user_id) == ("levy.declaration", 4, 3)
    assert balances() == {"hmrc": -10_000, "levy": 10_000}


def test_the_event_sums_up_what_was_posted_by_kind():
    """The record of events tells the amounts without the ledger."""
    post_all(CREDIT, replace(CREDIT, key="2"), Posting(LEVY, SPENT, 5, "payment", MARCH, "3"))
    rows = Event.objects.order_by("position").values_list("payload", flat=True)
    assert list(rows) == [
        {"kind": "credit", "movements": 2, "pence": 20_000},
        {"kind": "payment", "movements": 1, "pence": 5},
    ]


def test_the_same_key_posts_once():
    """A double click or a retry moves the money once, and leaves no second event."""
    post_all(CREDIT)
    assert post_all(CREDIT) == []
    assert (balances()["levy"], Movement.objects.count(), Event.objects.count()) == (10_000, 1, 1)


def test_the_same_posting_twice_in_one_call_posts_once():
    """A list that holds a row twice is no reason to pay twice."""
    post_all(CREDIT, CREDIT)
    assert balances()["levy"] == 10_000


@pytest.mark.parametrize(
    "change",
    [
        {"pence": 9_999},
        {"kind": "top-up"},
        {"on": date(2027, 3, 24)},
        {"target": SPENT},
        {"source": Fund(8, "levy", guarded=False)},
        {"subject_id": 5},
        {"subject_type": "levy.other"},
    ],
)
def test_the_same_key_with_another_body_is_refused(change):
    """A key names one movement for ever; nothing is posted under a used one."""
    post_all(CREDIT)
    with pytest.raises(KeyReusedError, match="credit 1"):
        post_all(replace(CREDIT, **change))
    assert Movement.objects.count() == 1


def test_one_key_with_two_bodies_in_one_call_is_refused():
    """A list that contradicts itself posts nothing."""
    with pytest.raises(KeyReusedError, match="credit 1 stands for two different movements"):
        post_all(CREDIT, replace(CREDIT, pence=1))
    assert Movement.objects.count() == 0


def test_a_guarded_account_is_never_overdrawn():
    """More than there is cannot be spent, and nothing of the attempt remains."""
    post_all(CREDIT)
    spend = Posting(LEVY, SPENT, 10_001, "payment", MARCH, "spend")
    with pytest.raises(OverdrawnError, match="7 levy 2027-03 would be 1 pence short"):
        post_all(spend)
    assert (balances()["levy"], Movement.objects.count()) == (10_000, 1)
    post_all(replace(spend, pence=10_000))
    assert balances()["levy"] == 0


def test_what_comes_in_may_go_out_in_the_same_call():
    """Only the outcome of the whole call counts."""
    post_all(Posting(LEVY, SPENT, 4_000, "payment", MARCH, "spend"), CREDIT)
    assert balances()["levy"] == 6_000


def test_an_unguarded_account_may_fall_below_zero():
    """An account that mirrors a history from the middle on shows what the history shows."""
    history = Fund(7, "history", guarded=False)
    post_all(Posting(history, SPENT, 1, "payment", MARCH, "x"))
    assert balances()["history"] == -1


@pytest.mark.parametrize(("pence", "target"), [(0, LEVY), (-1, LEVY), (5, OUTSIDE)])
def test_a_movement_moves_a_positive_amount_somewhere(pence, target):
    """Neither nothing, nor backwards, nor from an account to itself."""
    with pytest.raises(ValueError, match="a movement"):
        post_all(replace(CREDIT, pence=pence, target=target))


def test_the_database_itself_refuses_an_overdrawn_account():
    """The second defence: no way of writing brings a guarded account below zero."""
    post_all(CREDIT)
    with pytest.raises(IntegrityError, match="ledger_account_never_overdrawn"), unguarded("a test"):
        Account.objects.filter(fund="levy").update(balance_pence=-1)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"pence": 0}, "ledger_movement_positive"),
        ({"same": True}, "ledger_movement_moves"),
        ({"key": "credit 1"}, "ledger_movement_key"),
    ],
)
def test_the_database_itself_refuses_a_wrong_movement(change, constraint):
    """Amount, direction and key hold whoever writes."""
    (first,) = post_all(CREDIT)
    target = first.source_id if change.pop("same", False) else first.target_id
    row = {"pence": 1, "key": "other", "kind": "x", "on": MARCH} | change
    with pytest.raises(IntegrityError, match=constraint), unguarded("a test"):
        Movement.objects.create(
            source_id=first.source_id, target_id=target, recorded_at=datetime(2027, 1, 1, tzinfo=UTC), **row
        )


def test_the_database_itself_refuses_a_second_account_of_a_fund_and_month():
    """Money of one fund is in one place."""
    post_all(CREDIT)
    with pytest.raises(IntegrityError, match="ledger_account_one_per_fund_and_month"), unguarded("a test"):
        Account.objects.create(fund="hmrc")


def test_the_database_itself_refuses_a_month_that_starts_in_the_middle():
    """A month is named by its first day."""
    with pytest.raises(IntegrityError, match="ledger_account_month_is_a_first"), unguarded("a test"):
        Account.objects.create(fund="x", month=date(2027, 3, 2))


def test_the_number_of_statements_does_not_grow_with_the_postings():
    """A round of 500 awards takes as many statements as one."""
    counts = []
    for number in (1, 500):
        fund = Fund(number, "levy")
        postings = [replace(CREDIT, target=fund, key=f"{number} {each}") for each in range(number)]
        with CaptureQueriesContext(connection) as captured:
            post_all(*postings)
        counts.append(len(captured))
    assert counts[0] == counts[1]


class TestProof:
    """Balances follow from the movements alone, and a wrong one is found."""

    def test_the_balance_of_a_day_counts_what_was_dated_before_it(self):
        """A balance can be given as of any date."""
        post_all(CREDIT, Posting(LEVY, SPENT, 1_000, "payment", date(2027, 4, 22), "spend"))
        levy = Q(fund="levy")
        assert [balance(levy, until=day) for day in (date(2027, 3, 23), date(2027, 4, 22))] == [0, 10_000]
        assert balance(levy) == 9_000

    def test_a_right_ledger_has_no_faults(self):
        """The proof does not cry wolf."""
        post_all(CREDIT)
        assert list(faults()) == []

    def test_a_changed_balance_is_found(self):
        """A cached balance that somebody changed does not survive the proof."""
        post_all(CREDIT)
        with unguarded("tampering"):
            Account.objects.filter(fund="levy").update(balance_pence=10_001)
        assert list(faults()) == [
            "account 7 levy 2027-03 holds 10001 pence, its movements give 10000",
            "all accounts together hold 1 pence: they must hold nothing",
        ]

    def test_a_changed_movement_is_found(self):
        """A movement altered by the owner of the database does not survive it either."""
        post_all(CREDIT)
        with unguarded("tampering"), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE ledger_movement DISABLE TRIGGER USER")
            cursor.execute("UPDATE ledger_movement SET pence = 9000")
        assert sorted(faults()) == [
            "account 7 levy 2027-03 holds 10000 pence, its movements give 9000",
            "account outside hmrc holds -10000 pence, its movements give -9000",
        ]


RUNS = count()
MOVES = st.lists(
    st.tuples(st.sampled_from("oabc"), st.sampled_from("oabc"), st.integers(1, 50)).filter(
        lambda move: move[0] != move[1]
    ),
    max_size=6,
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(calls=st.lists(MOVES, max_size=6))
def test_balances_are_the_sum_of_the_movements_whatever_is_posted(db, calls):
    """After any sequence of calls, refused ones included, ledger and arithmetic agree to the penny."""
    run = next(RUNS)  # each example has accounts of its own, for all share one transaction
    funds = {name: Fund(1, f"{run} {name}", guarded=name != "o") for name in "oabc"}
    expected = dict.fromkeys(funds, 0)
    for number, call in enumerate(calls):
        after = dict(expected)
        for source, target, pence in call:
            after[source] -= pence
            after[target] += pence
        postings = [
            Posting(funds[source], funds[target], pence, "move", MARCH, f"{run} {number} {place}")
            for place, (source, target, pence) in enumerate(call)
        ]
        if all(after[name] >= 0 for name in "abc"):
            post_all(*postings)
            expected = after
        else:
            with pytest.raises(OverdrawnError):
                post_all(*postings)
    found = {name: balance(Q(fund=fund.name)) for name, fund in funds.items()}
    assert found == expected
    assert list(faults()) == []
