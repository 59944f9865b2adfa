"""The chain of events shows whether anybody altered, removed or added one, even as database administrator."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from saggar.platform.audit import chain
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Chain, Event
from saggar.platform.audit.payloads import as_plain, event_kind, kind_of, kinds
from saggar.platform.permits import PRODUCT, Actor
from saggar.platform.work import unit_of_work

pytestmark = pytest.mark.django_db


@event_kind("tests.said")
@dataclass(frozen=True)
class Said:
    """A test said something."""

    words: str
    on: date | None = None


def say(*words, system_id=None):
    """Record one event for each of the words, in one unit of work each."""
    for each in words:
        with unit_of_work(Actor(user_id=1, system_id=system_id)) as work:
            work.record(Said(each, on=date(2027, 3, 1)))


def tamper(statement, *params):
    """Change the table as its owner can: with the triggers switched off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute(statement, params)
        assert cursor.rowcount == 1


def faults():
    """What the check finds."""
    return [(broken.chain, broken.fault) for broken in chain.verify()]


def test_an_honest_chain_has_no_faults():
    """The check does not cry wolf."""
    say("one", "two ü £", "three")
    say("elsewhere", system_id=4)
    assert faults() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("payload", '{"words": "TWO", "on": "2027-03-01"}'),
        ("kind", "tests.other"),
        ("at", datetime(2020, 1, 1, tzinfo=UTC)),
        ("actor_user_id", 2),
        ("organisation_id", 3),
        ("subject_type", "x"),
        ("subject_id", 5),
        ("hash", b"0" * 32),
    ],
)
def test_an_altered_event_is_found(column, value):
    """No field of an event can be changed without a trace."""
    say("one", "two", "three")
    tamper(f"UPDATE audit_event SET {column} = %s WHERE position = 2", value)
    assert faults() == [("platform", "event 2 was altered")]


def test_a_removed_event_is_found():
    """A gap in the middle shows."""
    say("one", "two", "three")
    tamper("DELETE FROM audit_event WHERE position = 2")
    assert faults() == [("platform", "event 2 is missing")]


def test_a_removed_last_event_is_found():
    """So does an end that was cut off."""
    say("one", "two")
    tamper("DELETE FROM audit_event WHERE position = 2")
    assert faults() == [("platform", "the chain ends at event 1, its head says 2")]


def test_a_surplus_event_is_found():
    """An event that no action recorded shows, even with a right hash."""
    say("one")
    head = bytes(Chain.objects.get().head)
    extra = Event(chain_id="platform", position=2, kind="x", at=datetime(2027, 1, 1, tzinfo=UTC), payload={})
    extra.hash = chain.link(head, extra)
    extra.save()
    assert faults() == [("platform", "the chain ends at event 2, its head says 1")]


def test_two_events_in_exchanged_places_are_found():
    """The order of events is part of what the chain proves."""
    say("one", "two", "three")
    tamper("UPDATE audit_event SET position = 9 WHERE position = 1")
    assert faults() == [("platform", "event 1 is missing")]


def test_events_whose_chain_was_removed_are_found():
    """Taking away the head does not hide the body."""
    say("one")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'audit_event'::regclass AND contype = 'f'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE audit_event DROP CONSTRAINT {name}")
        cursor.execute("DELETE FROM audit_chain")
    assert faults() == [("platform", "events stand in a chain that has no head")]


@pytest.mark.parametrize("table", ["audit_event", "ledger_movement"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET kind = ''", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_itself_refuses_to_change_the_record(table, statement):
    """Events and movements can only be added, even by hand at the database."""
    with (
        unguarded("what remains when the guard is passed"),
        pytest.raises(IntegrityError, match=f"{table} is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))


def test_each_system_has_its_own_chain():
    """One system can prove its record without showing another's."""
    say("one", system_id=1)
    say("two", "three", system_id=2)
    assert list(Chain.objects.order_by("key").values_list("key", "length")) == [
        ("system-1", 1),
        ("system-2", 2),
    ]


def test_events_of_one_action_keep_their_order():
    """What happened first stands first."""
    with unit_of_work(PRODUCT) as work:
        for words in ("a", "b", "c"):
            work.record(Said(words))
    rows = Event.objects.order_by("position").values_list("position", "payload__words")
    assert list(rows) == [(1, "a"), (2, "b"), (3, "c")]


class TestPayloads:
    """What an event can hold."""

    def test_dates_and_nested_values_become_plain(self):
        """An event is readable without our code."""

        @dataclass(frozen=True)
        class Nested:
            days: tuple[date, ...]
            names: dict[str, int]

        plain = as_plain(Nested((date(2027, 3, 1),), {"a": 1}))
        assert plain == {"days": ["2027-03-01"], "names": {"a": 1}}

    def test_a_fraction_is_refused(self):
        """A float would not read back exactly, and money is pence."""

        @dataclass(frozen=True)
        class Priced:
            price: float

        with pytest.raises(TypeError, match="cannot hold float"):
            as_plain(Priced(1.5))

    def test_only_declared_kinds_can_be_recorded(self):
        """Every event is in the list that the documentation is made from."""

        @dataclass(frozen=True)
        class Undeclared:
            pass

        with pytest.raises(TypeError, match="not declared"):
            kind_of(Undeclared())

    def test_a_name_is_declared_once(self):
        """Two meanings never share a name."""
        with pytest.raises(ValueError, match="declared twice"):
            event_kind("tests.said")(Said)

    def test_every_kind_of_the_product_says_what_it_means(self):
        """The documentation of events has no empty lines."""
        ours = [kind for kind in kinds().values() if kind.payload.__module__.startswith("saggar.")]
        assert [kind.name for kind in ours if not kind.meaning.endswith(".")] == []
