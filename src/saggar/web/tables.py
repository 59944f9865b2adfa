"""Tables declared once: the same columns make the page, the CSV file and the spreadsheet.

A column says how to read a row and what kind of fact it is; the kind decides how the page writes it and how
a file holds it (money in a file is pounds as a number, a date is a date).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Generic, TypeVar, cast

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from saggar.web import formats

Row = TypeVar("Row")
Fact = str | int | float | Decimal | dt.date | dt.datetime | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet take text for a formula (OWASP, CSV injection)."""


@dataclass(frozen=True)
class Kind:
    """How one kind of fact is written on the page, held in a file, and shown by a spreadsheet."""

    text: Callable[..., str]
    held: Callable[..., Fact] = lambda fact: fact
    numeric: bool = False
    spreadsheet: str = "General"

    @property
    def keep_together(self) -> bool:
        """Whether the words of a cell stay on one line: figures and dates do."""
        return self.spreadsheet != "General"


def _as_text(fact: Fact) -> str:
    return "" if fact is None else str(fact)


def _in_pounds(pence: int) -> Decimal:
    return Decimal(pence) / 100


def _naive(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(formats.LONDON).replace(tzinfo=None, microsecond=0)


KINDS: dict[str, Kind] = {
    "text": Kind(_as_text, _as_text),
    "number": Kind(formats.number, numeric=True, spreadsheet="#,##0"),
    "decimal": Kind(lambda fact: formats.number(fact, 1), numeric=True, spreadsheet="#,##0.0"),
    "wte": Kind(lambda fact: formats.number(fact, 2), numeric=True, spreadsheet="#,##0.00"),
    "money": Kind(formats.pounds, _in_pounds, numeric=True, spreadsheet="£#,##0"),
    "money_pence": Kind(formats.pounds_pence, _in_pounds, numeric=True, spreadsheet="£#,##0.00"),
    "percent": Kind(formats.percent, numeric=True, spreadsheet="0.0%"),
    "date": Kind(formats.date, spreadsheet="d mmmm yyyy"),
    "month": Kind(formats.month, spreadsheet="mmmm yyyy"),
    "moment": Kind(formats.moment, _naive, spreadsheet="d mmmm yyyy hh:mm"),
}
"""Every kind of column by name. money and money_pence take integer pence, percent a share of one."""


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column. key: its name in `?sort=`. value: reads the fact from a row.

    href: the link of the cell, if any. tag: the colour name of an NHS tag around the words, if any.
    header: the cell heads its row; the first column does unless another says so. on_page: False for columns
    only the files hold.
    """

    key: str
    heading: str
    value: Callable[[Row], Fact]
    kind: str = "text"
    href: Callable[[Row], str] | None = None
    tag: Callable[[Row], str] | None = None
    sortable: bool = False
    on_page: bool = True

    def text(self, row: Row) -> str:
        """The fact as the page writes it."""
        return KINDS[self.kind].text(self.value(row))

    def held(self, row: Row) -> Fact:
        """The fact as a file holds it."""
        fact = self.value(row)
        return None if fact is None else KINDS[self.kind].held(fact)

    @property
    def numeric(self) -> bool:
        """Whether the column is aligned right."""
        return KINDS[self.kind].numeric


@dataclass(frozen=True)
class Cell:
    """One cell as the page shows it."""

    text: str
    heading: str
    numeric: bool
    keep_together: bool
    href: str = ""
    tag: str = ""


@dataclass(frozen=True)
class Heading:
    """One column heading as the page shows it; next_sort is the `sort` value its link asks for."""

    text: str
    numeric: bool
    sorted: str = ""
    next_sort: str = ""


@dataclass(frozen=True)
class Table(Generic[Row]):
    """Columns over rows. sort: the column the rows are ordered by, "-" before it when descending."""

    columns: Sequence[Column[Row]]
    rows: Iterable[Row]
    caption: str
    sort: str = ""
    total: Sequence[str] = field(default=())

    def shown(self) -> list[Column[Row]]:
        """The columns of the page."""
        return [column for column in self.columns if column.on_page]

    @property
    def is_sortable(self) -> bool:
        """Whether any heading is a link that orders the rows."""
        return any(column.sortable for column in self.shown())

    def headings(self) -> list[Heading]:
        """The headings, each sortable one with the order its link leads to."""
        return [self._heading(column) for column in self.shown()]

    def _heading(self, column: Column[Row]) -> Heading:
        up, down = self.sort == column.key, self.sort == f"-{column.key}"
        state = "ascending" if up else "descending" if down else ""
        following = f"-{column.key}" if up else column.key
        return Heading(column.heading, column.numeric, state, following if column.sortable else "")

    def lines(self) -> Iterator[list[Cell]]:
        """The rows as cells; each is made as the page asks for it."""
        columns = self.shown()
        for row in self.rows:
            yield [_cell(column, row) for column in columns]


def _cell(column: Column[Row], row: Row) -> Cell:
    return Cell(
        column.text(row),
        column.heading,
        column.numeric,
        KINDS[column.kind].keep_together,
        column.href(row) if column.href else "",
        column.tag(row) if column.tag else "",
    )


def chosen_sort(asked: str, columns: Iterable[Column[Row]], otherwise: str) -> str:
    """The order asked for in the address when a sortable column has it, else the list's own."""
    allowed = {column.key for column in columns if column.sortable}
    return asked if asked.removeprefix("-") in allowed else otherwise


def neutral(fact: Fact) -> Fact:
    """The fact, with text that a spreadsheet would run as a formula made plain text by an apostrophe."""
    if isinstance(fact, str) and fact.startswith(FORMULA_STARTS):
        return f"'{fact}"
    return fact


def to_csv(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a CSV file with a byte order mark, so that Excel reads the pound sign right."""
    yield "\ufeff" + _csv_line([column.heading for column in columns])
    for row in rows:
        yield _csv_line([neutral(column.held(row)) for column in columns])


def _csv_line(facts: Sequence[Fact]) -> str:
    held = io.StringIO()
    csv.writer(held).writerow(facts)
    return held.getvalue()


def to_xlsx(columns: Sequence[Column[Row]], rows: Iterable[Row], title: str) -> bytes:
    """A workbook of one sheet, headings frozen, numbers, money and dates as such."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for position, column in enumerate(columns):
        sheet.column_dimensions[chr(65 + position % 26)].width = max(14, len(column.heading) + 4)
    sheet.append([column.heading for column in columns])
    for row in rows:
        sheet.append([_sheet_cell(sheet, column, row) for column in columns])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _sheet_cell(sheet: Any, column: Column[Row], row: Row) -> Any:
    cell: Any = WriteOnlyCell(sheet, value=cast(Any, neutral(column.held(row))))
    cell.number_format = KINDS[column.kind].spreadsheet
    return cell
