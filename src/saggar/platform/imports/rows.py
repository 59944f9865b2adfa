"""From text to parsed rows: good rows come out, each bad one goes to the report with line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

from saggar.platform.imports.columns import (
    MOST_COLUMNS,
    Bound,
    Column,
    Layout,
    by_heading,
    by_position,
    recognised,
)
from saggar.platform.imports.reading import File, UnreadableFileError, decoded
from saggar.platform.imports.report import Fault, Report, shortened

MOST_ROWS = 1_000_000
REMEMBERED_VALUES = 20_000
HEAD_LINES = 50
DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Row:
    """A good row: the line it starts on (the first of the file is 1) and its values by field."""

    line: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Record:
    """Cells and the line they start on; `unended` when the file stops here without a line end."""

    line: int
    cells: list[str]
    unended: bool


class _Wrong(str):
    """What is wrong with a value, kept in place of the parsed one."""

    __slots__ = ()


def rows(
    file: File,
    layouts: Layout | Sequence[Layout],
    report: Report,
    *,
    others: Sequence[Layout] = (),
    most_rows: int = MOST_ROWS,
) -> Iterator[Row]:
    """The good rows of `file`, which is of one of the `layouts`; bad rows are refused in `report`.

    others: layouts of other imports, for the message when the wrong file was chosen. Raises
    UnreadableFileError, at the start or in the middle: load inside a transaction.
    """
    known = (layouts,) if isinstance(layouts, Layout) else tuple(layouts)
    text = decoded(file.data)
    report.notes.extend([text.note] if text.note else [])
    bound, records = _located(text.text, known, others)
    yield from _Parser(bound, report, most_rows).parsed(records)


def _located(
    text: str, layouts: Sequence[Layout], others: Sequence[Layout]
) -> tuple[Bound, Iterator[_Record]]:
    first = layouts[0]
    if first.header_within == 0:
        return by_position(first), _records(text, first, first.delimiter)
    records = _records(text, first, _delimiter(text, layouts))
    within = max(layout.header_within for layout in (*layouts, *others))
    heads = list(islice(records, within))
    if not heads:
        raise UnreadableFileError("The file is empty.")
    if any(len(head.cells) > MOST_COLUMNS for head in heads):
        raise UnreadableFileError(f"The file has more than {MOST_COLUMNS:,} columns.")
    line, bound = recognised([head.cells for head in heads], layouts, others)
    return bound, chain(heads[line + 1 :], records)


def _delimiter(text: str, layouts: Sequence[Layout]) -> str:
    """The layout's delimiter, or the one a spreadsheet put in its place when only that gives the heading."""
    own = layouts[0].delimiter
    lines = [line for line in islice(io.StringIO(text, newline=""), HEAD_LINES) if line.strip()]
    for delimiter in dict.fromkeys((own, *DELIMITERS)):
        for layout in layouts:
            heads = [each.split(delimiter) for each in lines[: layout.header_within]]
            if any(by_heading(layout, [cell.strip('" \r\n') for cell in cells]) for cells in heads):
                return delimiter
    return own


class _Lines:
    """Feeds lines to the CSV reader and remembers those of the record it is reading."""

    def __init__(self, text: str) -> None:
        self.stream = io.StringIO(text, newline="")
        self.left = len(text)
        self.since: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self.stream)
        self.left -= len(line)
        self.since.append(line)
        return line


def _records(text: str, layout: Layout, delimiter: str) -> Iterator[_Record]:
    """Each record of the layout that is not blank."""
    form: dict[str, Any] = {
        "delimiter": delimiter,
        "quoting": csv.QUOTE_MINIMAL if layout.quoted else csv.QUOTE_NONE,
    }
    if layout.one_line:
        yield from _records_of_one_line(text, form)
        return
    lines = _Lines(text)
    reader = csv.reader(lines, **form)
    start = 1
    try:
        for cells in reader:
            unended = lines.left == 0 and not text.endswith(("\n", "\r"))
            if lines.left == 0:
                _refuse_an_open_quote(lines.since, form, start)
            if any(cells) and not (layout.mark and cells[0] != layout.mark):
                yield _Record(start, cells, unended)
            start = reader.line_num + 1
            lines.since.clear()
    except csv.Error as error:
        raise UnreadableFileError(
            f"A value that starts near line {start} never ends: is a quotation mark missing?"
        ) from error


def _records_of_one_line(text: str, form: dict[str, Any]) -> Iterator[_Record]:
    """Each line that is not blank; a quotation mark that is not closed takes in the rest of its line only."""
    left = len(text)
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        left -= len(line)
        try:
            cells = next(csv.reader([line], **form), [])
        except csv.Error as error:
            raise UnreadableFileError(f"Line {number} is too long to be a row.") from error
        if any(cells):
            yield _Record(number, cells, left == 0 and not line.endswith(("\n", "\r")))


def _refuse_an_open_quote(raw: Sequence[str], form: dict[str, Any], start: int) -> None:
    try:
        list(csv.reader(raw, strict=True, **form))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise UnreadableFileError(
                f"The quotation mark that opens on line {start} is never closed, "
                "so the file may not be complete. Download or save it again."
            ) from error


class _Parser:
    """Parses records column by column; remembers parsed values, for most columns repeat few of them."""

    def __init__(self, bound: Bound, report: Report, most_rows: int) -> None:
        self.bound, self.report, self.most_rows = bound, report, most_rows
        self.memos: list[tuple[int, Column, dict[str, Any]]] = [(i, c, {}) for i, c in bound.places]
        self.absent = {column.field: column.blank for column in bound.layout.columns}
        self.seen: dict[tuple[Any, ...], int] = {}

    def parsed(self, records: Iterator[_Record]) -> Iterator[Row]:
        """The good rows; the others are refused in the report."""
        for record in records:
            self.report.read += 1
            if self.report.read > self.most_rows:
                raise UnreadableFileError(f"The file has more than {self.most_rows:,} rows. Split it.")
            if (row := self._row(record)) is not None:
                yield row
        if not self.report.read:
            self.report.notes.append("There are no rows in the file.")

    def _row(self, record: _Record) -> Row | None:
        if self.bound.layout.mend:
            record = replace(record, cells=self.bound.layout.mend(record.cells, self.bound.width))
        if fault := self._fault_of_width(record):
            self.report.refuse(Fault(record.line, "", fault))
            return None
        values = dict(self.absent)
        wrong: list[Fault] = []
        for index, column, memo in self.memos:
            raw = record.cells[index]
            value = memo[raw] if raw in memo else _remembered(column, raw, memo)
            values[column.field] = value
            if value.__class__ is _Wrong:
                wrong.append(Fault(record.line, column.label, value, _shown(column, raw)))
        if not wrong and (fault := self._fault_of_row(record.line, values)):
            wrong.append(Fault(record.line, "", fault))
        if wrong:
            self.report.refuse(*wrong)
            return None
        return Row(record.line, values)

    def _fault_of_width(self, record: _Record) -> str:
        cells, width = record.cells, self.bound.width
        if len(cells) == width:
            return ""
        said = f"the line has {len(cells)} columns, not {width}"
        if len(cells) > width:
            return f"{said}: is a value with a comma not in quotes?" if any(cells[width:]) else ""
        if record.unended:
            raise UnreadableFileError(
                f"The file stops in the middle of line {record.line}: {said}. Download or save it again."
            )
        return said

    def _fault_of_row(self, line: int, values: Mapping[str, Any]) -> str:
        layout = self.bound.layout
        if layout.key:
            key = tuple(values[field] for field in layout.key)
            first = self.seen.setdefault(key, line)
            if first != line:
                return f"the same {' and '.join(layout.key)} as on line {first}".replace("_", " ")
        return (layout.check(values) or "") if layout.check else ""


def _remembered(column: Column, raw: str, memo: dict[str, Any]) -> Any:
    value = _value(column, raw.strip())
    if len(memo) < REMEMBERED_VALUES:
        memo[raw] = value
    return value


def _value(column: Column, raw: str) -> Any:
    if not raw:
        return _Wrong(column.message or "is missing") if column.required else column.blank
    try:
        return column.parse(raw)
    except ValueError as error:
        return _Wrong(column.message or str(error))


def _shown(column: Column, raw: str) -> str:
    return "" if column.personal else shortened(raw)
