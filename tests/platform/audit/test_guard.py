"""No write to an audited table escapes the guard, whichever way it is sent."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import F
from psycopg import sql

from saggar.platform.audit.guard import (
    UnauditedWriteError,
    audited_tables,
    noting,
    tables_written,
    unguarded,
)
from saggar.platform.ledger.models import Account

ROW = 1_000_000_007  # far beyond what the sequence of a test database gives
INSERT = "INSERT INTO ledger_account (fund, guarded, balance_pence) VALUES ('y', false, 0)"


def execute(statement, params=None):
    """Send raw SQL through Django."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def execute_many():
    """Send one statement with several sets of values."""
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE ledger_account SET fund = %s", [("a",), ("b",)])


def copy_in():
    """Send rows by COPY."""
    into = "COPY ledger_account (fund, guarded, balance_pence) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        copy.write_row(["y", False, 0])


def beside_django():
    """Send SQL on the driver's own connection, past Django's cursor."""
    connection.connection.execute(INSERT)


def stream():
    """Send SQL through the driver's streaming call."""
    with connection.cursor() as cursor:
        list(cursor.stream(f"{INSERT} RETURNING id"))


def insert_composed():
    """Send SQL put together from parts."""
    table = sql.Identifier("ledger_account")
    execute(sql.SQL("UPDATE {} SET fund = 'x'").format(table))


MADE_BY_MACHINES = {"organisations_word"}  # the words of the search, made anew from the organisations
WAYS = {
    "save": lambda: Account(fund="new").save(),
    "create": lambda: Account.objects.create(fund="new"),
    "get_or_create": lambda: Account.objects.get_or_create(fund="new"),
    "bulk_create": lambda: Account.objects.bulk_create([Account(fund="new"), Account(fund="z")]),
    "bulk_update": lambda: Account.objects.bulk_update([Account(pk=ROW, fund="x")], ["fund"]),
    "update": lambda: Account.objects.filter(fund="x").update(balance_pence=F("balance_pence") + 1),
    "delete": lambda: Account(pk=ROW).delete(),
    "delete of a queryset": lambda: Account.objects.filter(fund="x").delete(),
    "raw queryset": lambda: list(Account.objects.raw(f"{INSERT} RETURNING *")),
    "raw insert": lambda: execute(INSERT),
    "raw with schema and quotes": lambda: execute('UPDATE "public"."ledger_account" SET fund = %s', ["x"]),
    "raw in lower case over lines": lambda: execute("delete\n  from only\n\tledger_account"),
    "raw with a comment inside": lambda: execute("UPDATE /* quiet */ ledger_account SET fund = 'x'"),
    "raw bytes": lambda: execute(INSERT.encode()),
    "second statement": lambda: execute(f"SELECT 1; {INSERT}"),
    "writing CTE": lambda: execute(f"WITH new AS ({INSERT} RETURNING id) SELECT * FROM new"),
    "merge": lambda: execute(
        "MERGE INTO ledger_account USING (SELECT 1) AS one ON true WHEN MATCHED THEN DELETE"
    ),
    "truncate of several": lambda: execute("TRUNCATE TABLE audit_chain, ledger_account CASCADE"),
    "explain analyze": lambda: execute(f"EXPLAIN ANALYZE {INSERT}"),
    "anonymous block": lambda: execute(f"DO $$ BEGIN {INSERT}; END $$"),
    "executemany": execute_many,
    "composed": insert_composed,
    "copy": copy_in,
    "stream": stream,
    "beside Django": beside_django,
}


@pytest.fixture
def row():
    """An account to change."""
    with unguarded("a row to change"):
        Account.objects.create(pk=ROW, fund="x", guarded=False)


@pytest.mark.django_db
@pytest.mark.parametrize("way", WAYS)
def test_a_write_outside_a_unit_of_work_is_refused(way, row):
    """Nobody changes a record past the actions, by accident or to save time."""
    with pytest.raises(UnauditedWriteError, match="ledger_account"):
        WAYS[way]()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "way",
    ["save", "bulk_create", "raw insert", "writing CTE", "copy", "composed", "stream", "second statement"],
)
def test_a_write_inside_a_unit_of_work_is_noted(way, row):
    """The unit of work knows each table it must account for."""
    with noting() as noted:
        WAYS[way]()
    assert noted == {"ledger_account"}


@pytest.mark.django_db
def test_a_statement_that_changes_no_row_needs_no_event():
    """A retry that finds its work done leaves no trace, for there is nothing to account for."""
    with noting() as noted:
        Account.objects.filter(fund="none").update(fund="x")
    assert noted == set()


@pytest.mark.django_db
def test_a_write_is_noted_even_when_the_statement_returns_no_row():
    """A write in front of a query that finds nothing is still a write."""
    with noting() as noted:
        execute(f"WITH new AS ({INSERT} RETURNING id) SELECT * FROM new WHERE false")
    assert (noted, Account.objects.count()) == ({"ledger_account"}, 1)


@pytest.mark.django_db
def test_a_write_may_be_let_through_with_a_reason():
    """Restores and benchmarks say why they write without events."""
    with unguarded("a test of the exception"):
        Account.objects.create(fund="x")
    assert Account.objects.get().fund == "x"
    with pytest.raises(UnauditedWriteError):
        Account.objects.create(fund="y")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM ledger_account FOR UPDATE OF ledger_account",
        "WITH a AS (SELECT 1) SELECT * FROM ledger_account FOR UPDATE",
        "COPY ledger_account TO STDOUT",
        "COPY (SELECT * FROM ledger_account) TO STDOUT",
        "INSERT INTO audit_event (payload) VALUES (%s)",
        "CREATE TEMPORARY TABLE t AS SELECT * FROM ledger_account",
        "UPDATE ledger_account_archive SET fund = ''",
    ],
)
def test_reading_is_never_taken_for_writing(statement):
    """Reads, copies out and tables without audit go through."""
    assert tables_written(statement) == frozenset()


def test_a_long_statement_is_read_to_its_end():
    """A write hidden behind thousands of values is still seen."""
    assert tables_written(f"INSERT INTO other VALUES {'(1),' * 5000}(2); {INSERT}") == {"ledger_account"}


def test_every_table_of_people_and_organisations_is_guarded():
    """A new model of a capability is guarded unless its rows are made by machines alone."""
    ours = {
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith(("saggar.people", "saggar.organisations", "saggar.levy"))
        and not model._meta.proxy
    }
    assert ours - audited_tables() == MADE_BY_MACHINES
