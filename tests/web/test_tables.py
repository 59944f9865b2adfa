"""Tables: one declaration for page, CSV and spreadsheet, and no formula that runs on somebody's computer."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from saggar.web.downloads import csv_response, xlsx_response
from saggar.web.tables import Cell, Column, Heading, Table, chosen_sort, neutral, to_csv, to_xlsx


@dataclass(frozen=True)
class Pledge:
    """An invented pledge."""

    employer: str
    pence: int | None
    made_on: dt.date
    share: float = 0.25
    seen_at: dt.datetime = dt.datetime(2026, 8, 6, 13, 30, tzinfo=dt.UTC)


COLUMNS = [
    Column[Pledge]("employer", "Employer", lambda row: row.employer, href=lambda row: "/e/1/", sortable=True),
    Column[Pledge]("amount", "Amount", lambda row: row.pence, kind="money", sortable=True),
    Column[Pledge]("made", "Made on", lambda row: row.made_on, kind="date"),
    Column[Pledge]("share", "Share", lambda row: row.share, kind="percent"),
    Column[Pledge]("seen", "Seen", lambda row: row.seen_at, kind="moment", on_page=False),
]
ROWS = [
    Pledge("=HYPERLINK(1)", 123_456, dt.date(2026, 8, 6)),
    Pledge("Meadow View", None, dt.date(2026, 1, 2)),
]


def read_back(lines: list[str]) -> list[list[str]]:
    """The cells of a CSV file as a reader finds them."""
    return list(csv.reader(io.StringIO("".join(lines).removeprefix("\ufeff"))))


def test_the_page_shows_facts_as_people_read_them() -> None:
    """Money with commas and days in words; a column only for files is left out."""
    line = next(Table(COLUMNS, ROWS, "Pledges").lines())
    assert line == [
        Cell("=HYPERLINK(1)", "Employer", False, False, "/e/1/"),
        Cell("£1,235", "Amount", True, True),
        Cell("6 August 2026", "Made on", False, True),
        Cell("25.0%", "Share", True, True),
    ]


def test_a_csv_file_holds_facts_as_programs_read_them() -> None:
    """Pounds as a number, ISO dates, every column, a missing fact empty, a formula made plain text."""
    assert read_back(list(to_csv(COLUMNS, ROWS))) == [
        ["Employer", "Amount", "Made on", "Share", "Seen"],
        ["'=HYPERLINK(1)", "1234.56", "2026-08-06", "0.25", "2026-08-06 14:30:00"],
        ["Meadow View", "", "2026-01-02", "0.25", "2026-08-06 14:30:00"],
    ]


def test_a_spreadsheet_holds_numbers_dates_and_plain_text() -> None:
    """Sums work at once, and what looks like a formula is text."""
    sheet = load_workbook(io.BytesIO(to_xlsx(COLUMNS, ROWS, "Pledges of the year"))).active
    assert sheet is not None
    cells = [(cell.value, cell.data_type, cell.number_format) for cell in list(sheet.rows)[1][:4]]
    assert (sheet.title, sheet.freeze_panes, cells) == (
        "Pledges of the year",
        "A2",
        [
            ("'=HYPERLINK(1)", "s", "General"),
            (1234.56, "n", "£#,##0"),
            (dt.datetime(2026, 8, 6), "d", "d mmmm yyyy"),  # noqa: DTZ001 - spreadsheets know no zones
            (0.25, "n", "0.0%"),
        ],
    )


@given(st.sampled_from(["=", "+", "-", "@", "\t", "\r", "\n"]), st.text())
def test_text_that_starts_like_a_formula_is_neutralised(start: str, rest: str) -> None:
    """No start that spreadsheets run survives an export."""
    assert neutral(start + rest) == f"'{start}{rest}"


@pytest.mark.parametrize("fact", ["Meadow View", "", 5, -5, Decimal("-1.5"), None, dt.date(2026, 1, 1)])
def test_other_facts_are_left_alone(fact: object) -> None:
    """A negative number stays a number."""
    assert neutral(fact) == fact  # type: ignore[arg-type]


def test_headings_lead_to_the_other_order() -> None:
    """Pressing a sorted heading turns the order round; an unsorted one starts upwards; others are plain."""
    headings = Table(COLUMNS, ROWS, "Pledges", sort="amount").headings()
    assert headings == [
        Heading("Employer", False, "", "employer"),
        Heading("Amount", True, "ascending", "-amount"),
        Heading("Made on", False),
        Heading("Share", True),
    ]


@pytest.mark.parametrize(
    ("asked", "used"),
    [("amount", "amount"), ("-amount", "-amount"), ("made", "-made"), ("password", "-made")],
)
def test_only_sortable_columns_order_the_rows(asked: str, used: str) -> None:
    """An order made up in the address gives the list's own order, never an error or a peek."""
    assert chosen_sort(asked, COLUMNS, otherwise="-made") == used


def drawn(table: Table[Pledge], **options: object) -> str:
    """The table's markup."""
    module = engines["jinja2"].env.get_template("components/table.jinja").module
    return str(module.data_table(table, **options))


def test_markup_escapes_what_people_entered() -> None:
    """A name is text, whatever is in it."""
    page = drawn(
        Table(COLUMNS[:1], [Pledge("<b>Bold</b>", 1, dt.date(2026, 1, 1))], "A & B"), query=QueryDict()
    )
    assert [page.count(part) for part in ("&lt;b&gt;Bold&lt;/b&gt;", "<b>", "A &amp; B</caption>")] == [
        1,
        0,
        1,
    ]


def test_sorting_keeps_the_filters_and_starts_at_the_first_page() -> None:
    """The heading's link has the filter, the new order and no cursor."""
    page = drawn(Table(COLUMNS, ROWS, "Pledges"), query=QueryDict("place=leek&after=abc&sort=employer"))
    assert page.count('href="?place=leek&amp;sort=amount"') == 2


def test_an_empty_table_says_so() -> None:
    """No bare heading row over nothing."""
    page = drawn(Table(COLUMNS, [], "Pledges"), empty="No pledges yet.")
    assert page.strip() == '<p class="nhsuk-body">No pledges yet.</p>'


def test_totals_stand_under_their_columns() -> None:
    """The last row repeats the columns' headings for phones."""
    table = Table(COLUMNS[:2], ROWS, "Pledges", total=["All employers", "£1,235"])
    page = drawn(table, query=QueryDict())
    assert page.count("<strong>£1,235</strong>") == 1


def test_downloads_are_named_after_what_they_hold() -> None:
    """A person finds the file again."""
    responses = [csv_response(COLUMNS, ROWS, "Levy pledges"), xlsx_response(COLUMNS, ROWS, "Levy pledges")]
    assert [(response["Content-Disposition"], response["Content-Type"]) for response in responses] == [
        ('attachment; filename="levy-pledges.csv"', "text/csv; charset=utf-8"),
        (
            'attachment; filename="levy-pledges.xlsx"',
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ]
