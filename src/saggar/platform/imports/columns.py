"""The layout of a file, declared: its columns, where they stand, how each is parsed, what may not repeat.

CQC = Layout(
    kind="cqc-directory",
    title="CQC care directory",
    header_within=6,
    columns=(
        Column("name", ("Name",), text(200)),
        Column("postcode", ("Postcode",), postcode),
        Column("checked_on", ("Date of latest check",), day("%d/%m/%Y"), required=False),
    ),
    key=("name", "postcode"),
)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from saggar.platform.imports.reading import UnreadableFileError
from saggar.platform.imports.values import Parse, text

RowCheck = Callable[[Mapping[str, Any]], str | None]
Mend = Callable[[list[str], int], list[str]]
MOST_COLUMNS = 1_000
ANY_TEXT = text()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file.

    field: name of the value in the parsed row. names: accepted headings, in any case and spacing.
    parse: from text to value (see `values`). required: a row without a value is refused; else the value
    is `blank`. position: the place (1 is the first) in files without a heading. may_be_absent: the heading
    may lack the column. message: said in place of the parser's own words. personal: the value is never
    repeated in the report.
    """

    field: str
    names: tuple[str, ...] = ()
    parse: Parse = ANY_TEXT
    required: bool = True
    blank: Any = None
    position: int | None = None
    may_be_absent: bool = False
    message: str = ""
    personal: bool = False

    @property
    def label(self) -> str:
        """The heading people know the column by."""
        return self.names[0] if self.names else f"column {self.position}"


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of file: its columns and its form.

    title: completes "this looks like ...". header_within: the heading stands in one of so many first lines
    that are not blank (title lines come before it); 0 means the file has none, and `width` is its number
    of columns. quoted: whether values may stand in quotation marks. mark: only records whose first cell is
    this are read, where one file holds several kinds of record. key: fields that together name a row: a
    second row of the same key is refused. check: a rule across the columns of a row; it answers what is
    wrong in words, or None. mend: puts a record right that the system behind the file is known to break;
    it is given the cells and the width of a full row. one_line: no record goes over
    several lines, so that a stray quotation mark spoils its own line only.
    """

    kind: str
    title: str
    columns: tuple[Column, ...]
    header_within: int = 1
    width: int | None = None
    delimiter: str = ","
    quoted: bool = True
    mark: str = ""
    key: tuple[str, ...] = ()
    check: RowCheck | None = None
    mend: Mend | None = None
    one_line: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A layout found in a file: the index of each column that is there, and the width of a full row."""

    layout: Layout
    places: tuple[tuple[int, Column], ...]
    width: int


def same_heading(heading: str) -> str:
    """A heading as headings are compared: case, surrounding and repeated spaces do not count."""
    return " ".join(heading.split()).casefold()


def by_position(layout: Layout) -> Bound:
    """The columns of a file without a heading."""
    places = tuple((column.position - 1, column) for column in layout.columns if column.position)
    return Bound(layout, places, layout.width or max(index for index, _ in places) + 1)


def by_heading(layout: Layout, cells: Sequence[str]) -> Bound | None:
    """The columns as `cells`, the possible heading, names them; None when one that must be there is not."""
    found = {same_heading(cell): index for index, cell in reversed(list(enumerate(cells))) if cell.strip()}
    places: list[tuple[int, Column]] = []
    for column in layout.columns:
        index = next(
            (found[same_heading(name)] for name in column.names if same_heading(name) in found), None
        )
        if index is not None:
            places.append((index, column))
        elif not column.may_be_absent:
            return None
    return Bound(layout, tuple(places), max(found.values()) + 1) if places else None


def missing(layout: Layout, cells: Sequence[str]) -> list[str]:
    """Headings that must be there and are not."""
    found = {same_heading(cell) for cell in cells}
    return [
        column.label
        for column in layout.columns
        if not column.may_be_absent and not found & {same_heading(name) for name in column.names}
    ]


def recognised(
    heads: Sequence[Sequence[str]], layouts: Sequence[Layout], others: Sequence[Layout] = ()
) -> tuple[int, Bound]:
    """Which line of `heads` (the first lines of a file) is the heading, and of which layout.

    Of several that fit, the one with most columns. Raises UnreadableFileError that names the missing
    columns of the closest layout, and the layout of `others` that the file looks like.
    """
    found = [
        (line, bound)
        for line, cells in enumerate(heads)
        for layout in layouts
        if line < layout.header_within and (bound := by_heading(layout, cells))
    ]
    if found:
        return max(found, key=lambda each: len(each[1].places))
    for other in others:
        if any(by_heading(other, cells) for cells in heads[: other.header_within]):
            raise UnreadableFileError(f"This is another file: it looks like {other.title}.")
    raise _wrong_heading(heads, layouts)


def _wrong_heading(heads: Sequence[Sequence[str]], layouts: Sequence[Layout]) -> UnreadableFileError:
    gaps = [
        (len(absent) / sum(not column.may_be_absent for column in layout.columns), absent, layout)
        for layout in layouts
        for cells in heads[: layout.header_within]
        for absent in [missing(layout, cells)]
    ]
    share, absent, layout = min(gaps, key=lambda gap: gap[0])
    if share >= 1:
        return UnreadableFileError(
            f"The first line does not name the columns of {layout.title}. "
            f"It should start: {', '.join(column.label for column in layout.columns[:4])}."
        )
    named = ", ".join(f"“{name}”" for name in absent[:8])
    return UnreadableFileError(f"This looks like {layout.title}, but these columns are missing: {named}.")
