"""No name and no learner number of an apprentice is kept anywhere, whatever the file does with them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg import sql

from saggar.levy.actions import import_transactions
from saggar.levy.models import Transaction
from saggar.platform.imports.reading import File
from tests.levy.conftest import text_file
from tests.levy.files import V2, Line, transactions

ALPHABET = "\"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÀÉØŁß'-. "
MARK = "Zqxj"
PARTS = st.text(ALPHABET, min_size=3, max_size=20).map(lambda part: f"{MARK}{part}")
NAMES = st.lists(PARTS, min_size=1, max_size=3).map(", ".join)
NUMBERS = st.integers(1_000_000_000, 9_999_999_999)


def everything_kept() -> str:
    """Every text, document and array of every table, as one text in lower case."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        tables = [sql.Identifier(name) for (name,) in cursor.fetchall()]
        whole = [sql.SQL("SELECT string_agg(t::text, ' ') FROM {} t").format(table) for table in tables]
        cursor.execute(sql.SQL(" UNION ALL ").join(whole))
        return " ".join(text for (text,) in cursor.fetchall() if text).casefold()


def payment(name: str, number: object, *, day: str = "25/08/2026", total: str = "-222.22222") -> str:
    """A payment for this learner, written as the service does, or spoilt."""
    return (
        f'{day},Monthly Payment,Monthly Payment,,,0.00000,0.00000,0.00000,ABC123,"Made Up Training Ltd",'
        f"{number},{name},Adult care worker,2,Apprenticeship,{total},0.00000,0.00000,0.00000,{total},"
    )


def load(donor, *lines: str, name: str = "payments.csv") -> None:
    """Import a file of these rows."""
    file = text_file("\n".join([V2, *lines, ""]), name)
    import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=file)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=NAMES,
    number=NUMBERS,
    spoilt=st.sampled_from([{}, {"day": "31/02/2026"}, {"total": "much"}]),
    quote=st.sampled_from(["", '"']),
)
def test_no_table_holds_the_name_or_the_number(donor, name, number, spoilt, quote):
    """Also with commas and quotation marks in the name, and in a row that is refused and reported."""
    load(donor, payment(f"{quote}{name}", number, **spoilt))
    kept = everything_kept()
    assert (MARK.casefold() in kept, str(number) in kept) == (False, False)


@pytest.mark.parametrize("number", ["12345678901", "12345", "Robin Nameless"])
def test_a_wrong_learner_number_is_reported_without_it(donor, number):
    """The report says that the column is wrong, never what stood in it."""
    load(donor, payment("Robin Nameless", number))
    kept = everything_kept()
    assert ("unique learner number" in kept, number.casefold() in kept, "nameless" in kept) == (
        True,
        False,
        False,
    )


def test_a_row_with_a_column_too_many_is_not_repeated(donor):
    """A name behind which the columns no longer fit is refused as a line, and nothing of it is shown."""
    load(donor, payment("Robin Nameless", 1234567890).replace("Adult care worker", '"Adult, care'))
    kept = everything_kept()
    assert ("nameless" in kept, "1234567890" in kept) == (False, False)


def test_a_name_is_not_taken_for_a_course(donor):
    """A comma in a name moves the columns behind it back: the course is the course."""
    load(donor, payment("Nameless, Robin", 1234567890))
    assert Transaction.objects.values_list("course", "level").get() == ("Adult care worker", 2)


def test_hashes_of_two_organisations_do_not_match(donor):
    """One learner's key in one account says nothing about the same learner in another."""
    line = Line(date(2026, 8, 25), "Monthly Payment", Decimal(-200), 1, "Adult care worker")
    for actor in (donor.finance, donor.stranger):
        import_transactions(actor, organisation_id=actor.organisation_id, file=transactions([line]))
    assert Transaction.objects.values("learner_key").distinct().count() == 2


def test_the_file_itself_is_not_kept(donor):
    """Only its name and its fingerprint are."""
    file = File("payments.csv", transactions([]).data)
    import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=file)
    assert (file.sha256 in everything_kept(), "transaction date,transaction type" in everything_kept()) == (
        True,
        False,
    )


@pytest.mark.parametrize(
    "name", ['"Robin Nameless', '"Robin" Nameless', 'Robin "Rob Nameless', '""Robin Nameless']
)
def test_a_quotation_mark_in_a_name_spoils_no_other_row(donor, name):
    """The service does not double them: at worst the learner's own row is refused."""
    others = [payment("Alex Nameless", 1234567891), payment("Kim Nameless", 1234567892)]
    load(donor, others[0], payment(name, 1234567890), others[1])
    amounts = set(Transaction.objects.values_list("amount", "course"))
    assert amounts == {(Decimal("-222.22222"), "Adult care worker")}
    assert Transaction.objects.count() >= 2
    assert "nameless" not in everything_kept()
