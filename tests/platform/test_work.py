"""The unit of work: all or nothing, an event for each change, locks in one order, clear words when busy."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import connection, transaction

from saggar.organisations.models import System
from saggar.platform import clock
from saggar.platform.audit.guard import UnauditedWriteError, unguarded
from saggar.platform.audit.models import Event
from saggar.platform.audit.payloads import event_kind
from saggar.platform.ledger.models import Account
from saggar.platform.permits import PRODUCT, Actor
from saggar.platform.work import BusyError, unit_of_work

MOMENT = datetime(2027, 3, 1, 12, tzinfo=UTC)


@event_kind("tests.account-opened", tables=("ledger_account",))
@dataclass(frozen=True)
class AccountOpened:
    """A test opened an account."""

    fund: str


@event_kind("tests.remarked")
@dataclass(frozen=True)
class Remarked:
    """A test said something that changes no table."""

    words: str = ""


class StoppedError(Exception):
    """An action failed in the middle."""


def open_account_and_stop():
    """An action that fails after its first write."""
    with unit_of_work(PRODUCT) as work:
        open_account(work)
        raise StoppedError


def open_account_without_event(*recorded, **options):
    """An action that forgets its event, or records one of another kind."""
    with unit_of_work(PRODUCT, **options) as work:
        Account.objects.create(fund="levy")
        for payload in recorded:
            work.record(payload)


def open_account_and_lock(account, patience):
    """An action that writes, and then needs a row."""
    with unit_of_work(PRODUCT, patience=patience) as work:
        open_account(work, "other")
        work.lock(Account.objects.filter(pk=account.pk))


def open_account(work, fund="levy"):
    """Open an account and record it."""
    account = Account.objects.create(fund=fund)
    work.record(AccountOpened(fund), subject=account)
    return account


@pytest.mark.django_db
class TestAllOrNothing:
    """An action happens as a whole, with its event, or not at all."""

    def test_a_change_and_its_event_are_kept_together(self):
        """After an action both the row and the event are there."""
        with unit_of_work(Actor(user_id=3, organisation_id=9, system_id=2), now=MOMENT) as work:
            account = open_account(work)
        event = Event.objects.get()
        assert (event.kind, event.payload) == ("tests.account-opened", {"fund": "levy"})
        assert (event.actor_user_id, event.organisation_id, event.chain_id) == (3, 9, "system-2")
        assert (event.subject_type, event.subject_id, event.at) == ("ledger.account", account.pk, MOMENT)

    def test_an_error_undoes_everything(self):
        """Nothing is half-written when an action fails in the middle."""
        with pytest.raises(StoppedError):
            open_account_and_stop()
        assert (Account.objects.count(), Event.objects.count()) == (0, 0)

    def test_a_change_without_an_event_is_refused_as_a_whole(self):
        """A forgotten event is found at the first try, in every environment."""
        with pytest.raises(UnauditedWriteError, match="ledger_account changed without an event"):
            open_account_without_event()
        assert Account.objects.count() == 0

    def test_an_event_that_accounts_for_another_table_is_not_enough(self):
        """Each changed table needs an event of its own kind."""
        with pytest.raises(UnauditedWriteError):
            open_account_without_event(Remarked())
        assert Event.objects.count() == 0

    def test_a_rehearsal_does_all_and_keeps_nothing(self):
        """A dry run meets every rule that the real run would meet."""
        with unit_of_work(PRODUCT, rehearsal=True) as work:
            open_account(work)
            assert Account.objects.count() == 1
        assert (Account.objects.count(), Event.objects.count()) == (0, 0)

    def test_a_rehearsal_is_refused_where_the_real_run_would_be(self):
        """A dry run does not hide a missing event."""
        with pytest.raises(UnauditedWriteError):
            open_account_without_event(rehearsal=True)

    def test_events_of_the_product_itself_have_a_chain_of_their_own(self):
        """What timers do is on record although no system acted."""
        with unit_of_work(PRODUCT) as work:
            work.record(Remarked("hello"))
        assert Event.objects.get().chain_id == "platform"

    def test_the_time_is_the_clock_s_unless_given(self):
        """All rows and events of one action carry the same moment."""
        with clock.frozen_at(MOMENT), unit_of_work(PRODUCT) as work:
            assert work.now == MOMENT


@pytest.mark.usefixtures("own_database")
class TestLocks:
    """Two people never change one thing at the same time, and the second learns it soon."""

    def test_a_lock_is_waited_for_three_seconds_at_most(self):
        """A page answers, one way or the other, while the person still looks at it."""
        with unit_of_work(PRODUCT), connection.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == ("3s",)

    def test_somebody_else_s_lock_is_said_in_words(self, own_database):
        """The second person is asked to wait a moment; nothing of theirs is written."""
        with unguarded("a row to lock"):
            account = Account.objects.create(fund="levy")
        with psycopg.connect(own_database) as other:
            other.execute("SELECT FROM ledger_account WHERE id = %s FOR UPDATE", [account.pk])
            with pytest.raises(BusyError, match="Someone else is changing this"):
                open_account_and_lock(account, timedelta(milliseconds=20))
        assert Account.objects.count() == 1

    def test_locked_rows_are_fresh_and_in_order_of_key(self):
        """An action decides on what is true now, not on what it read before."""
        with unguarded("rows to lock"):
            keys = [Account.objects.create(fund=fund).pk for fund in ("b", "a")]
        with unit_of_work(PRODUCT) as work:
            rows = work.lock(Account.objects.order_by("fund"))
        assert [row.pk for row in rows] == keys

    def test_locks_out_of_order_are_refused(self):
        """Two actions can never wait for one another because they lock in different orders."""
        with unit_of_work(PRODUCT) as work:
            work.lock(Account.objects.all())
            with pytest.raises(RuntimeError, match="lock organisations_system before ledger_account"):
                work.lock(System.objects.all())

    def test_the_ledger_is_locked_after_all_else(self):
        """The ledger is everybody's: it is held as shortly as can be."""
        with unit_of_work(PRODUCT) as work:
            assert (work.lock(System.objects.all()), work.lock(Account.objects.all())) == ([], [])

    def test_a_unit_of_work_is_the_outermost_transaction(self):
        """An action inside another would commit with it, or not at all, without knowing."""
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic(), unit_of_work(PRODUCT):
            pass
