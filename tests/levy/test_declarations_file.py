"""HMRC's declarations: each field's fault by name, and an answer for whatever the file holds."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.levy.actions import import_declarations
from saggar.levy.imports.declarations import DeclarationRow, DeclarationsError, read
from saggar.levy.models import Declaration
from saggar.levy.queries import account_page
from saggar.platform.imports.report import Fault
from tests.levy.conftest import text_file

GOOD = {
    "id": "1001",
    "submissionTime": "2026-05-17T10:00:00.000",
    "payrollPeriod": {"year": "26-27", "month": 1},
    "levyDueYTD": 90000.00,
    "levyAllowanceForFullYear": 15000,
}


def document(*declarations: object, empref: object = "123/AB45678") -> str:
    """A file of these declarations."""
    return json.dumps({"empref": empref, "declarations": list(declarations)})


def period(year: object = "26-27", month: object = 1) -> dict[str, object]:
    """A payroll period, wrong where it is meant to be."""
    return {"payrollPeriod": {"year": year, "month": month}}


def test_a_declaration_is_read():
    """Amounts to the penny, the time in London's."""
    (row,), faults = read(document(GOOD))
    assert faults == []
    assert row == DeclarationRow(
        "123/AB45678",
        "1001",
        datetime(2026, 5, 17, 9, tzinfo=UTC),
        "26-27",
        1,
        Decimal(90000),
        Decimal(15000),
    )


def test_nothing_paid_is_not_nought():
    """ "No payment for this period" leaves the cumulative sum unsaid."""
    (row,), _ = read(document(GOOD | {"noPaymentForPeriod": True}))
    assert row.levy_due_to_date is None


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"id": ""}, "id"),
        ({"id": "x" * 41}, "id"),
        ({"id": None}, "id"),
        ({"id": True}, "id"),
        ({"id": "1\u0000"}, "id"),
        ({"id": "1\n2"}, "id"),
        ({"submissionTime": "yesterday"}, "submissionTime"),
        ({"submissionTime": 20260517}, "submissionTime"),
        ({"submissionTime": "9999-12-31T23:59:59-12:00"}, "submissionTime"),
        ({"submissionTime": "0001-01-01T00:00:00"}, "submissionTime"),
        ({"payrollPeriod": None}, "payrollPeriod"),
        (period(year="2026"), "payrollPeriod.year"),
        (period(year="26-28"), "payrollPeriod.year"),
        (period(year="10-11"), "payrollPeriod.year"),
        (period(month=0), "payrollPeriod.month"),
        (period(month=13), "payrollPeriod.month"),
        (period(month="1"), "payrollPeriod.month"),
        (period(month=1.5), "payrollPeriod.month"),
        ({"levyDueYTD": "many"}, "levyDueYTD"),
        ({"levyDueYTD": -1}, "levyDueYTD"),
        ({"levyDueYTD": 1e9}, "levyDueYTD"),
        ({"levyDueYTD": float("nan")}, "levyDueYTD"),
        ({"levyDueYTD": float("inf")}, "levyDueYTD"),
        ({"levyDueYTD": True}, "levyDueYTD"),
        ({"levyDueYTD": [0, [1], 2]}, "levyDueYTD"),
        ({"levyDueYTD": {}}, "levyDueYTD"),
        ({"levyAllowanceForFullYear": None}, "levyAllowanceForFullYear"),
    ],
)
def test_a_faulty_declaration_is_named_and_the_others_come_in(donor, changed, field):
    """Its place in the list and the field are reported; the one after it is kept."""
    file = text_file(document(GOOD | changed, GOOD | {"id": "1002"}), "levy.json")
    run = import_declarations(donor.finance, organisation_id=donor.organisation.pk, file=file)
    (fault,) = run.report.faults
    assert (fault.line, fault.column, run.report.new, run.report.refused) == (1, field, 1, 1)
    assert Declaration.objects.get().declaration_id == "1002"
    assert account_page(donor.finance).account is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        "null",
        '"declarations"',
        document(empref="12/A"),
        document(empref=5),
        '{"empref": "123/AB45678"}',
        '{"empref": "123/AB45678", "declarations": {}}',
        "[" * 100_000,
    ],
)
def test_another_file_is_refused_whole(text):
    """What is not a list of declarations of one PAYE scheme is no file of declarations."""
    with pytest.raises(DeclarationsError):
        read(text)


def test_a_declaration_sent_again_replaces_the_one_before(donor):
    """HMRC's number names it: the later one in the file, and in the next file, counts."""
    for due, again in ((1, 2), (2, 3)):
        file = text_file(document(GOOD | {"levyDueYTD": due}, GOOD | {"levyDueYTD": again}), "levy.json")
        import_declarations(donor.finance, organisation_id=donor.organisation.pk, file=file)
    assert Declaration.objects.get().levy_due_to_date == 3


def test_a_fault_does_not_repeat_the_value(donor):
    """Place, field and words only."""
    file = text_file(document(GOOD | {"levyDueYTD": "many"}), "levy.json")
    run = import_declarations(donor.finance, organisation_id=donor.organisation.pk, file=file)
    assert run.report.faults == [Fault(1, "levyDueYTD", "must be an amount of pounds")]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["id", "submissionTime", "payrollPeriod", "levyDueYTD", "levyAllowanceForFullYear"])
PERIODS = st.fixed_dictionaries({"payrollPeriod": st.fixed_dictionaries({"year": VALUES, "month": VALUES})})


@given(
    st.lists(st.one_of(VALUES, st.dictionaries(FIELDS, VALUES).map(lambda d: GOOD | d), PERIODS), max_size=4)
)
def test_whatever_a_declaration_holds_it_is_read_or_named(declarations):
    """No value makes the reader fail; each declaration is a row or a fault."""
    rows, faults = read(document(*declarations))
    assert len(rows) + len(faults) == len(declarations)


def refusal_of(text):
    """The words in which a file is refused as a whole; None when it is read."""
    try:
        read(text)
    except DeclarationsError as refusal:
        return str(refusal)
    return None


@given(st.text(max_size=200) | VALUES.map(json.dumps))
def test_whatever_the_file_holds_it_is_read_or_refused(text):
    """No text makes the reader fail."""
    assert refusal_of(text) != ""
