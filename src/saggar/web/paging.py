"""Pages of a long list by key: stable while rows come and go, and as quick on the last page as on the first.

The list is ordered by one column and then by the primary key. A cursor holds both values of the last row
shown, signed so that it cannot be made up; it is only ever compared with the list's own order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core import signing
from django.core.signing import BadSignature
from django.db.models import F, Model, Q, QuerySet
from django.http import QueryDict

from saggar.web.formats import count

Row = TypeVar("Row", bound=Model)
SALT = "saggar.web.paging"
COUNT_CAP = 1000
"""Counting stops here: "more than 1,000" is as useful and always quick."""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """The rows of one page and the cursors of the pages around it, empty where there is none."""

    rows: Sequence[Row]
    after: str = ""
    before: str = ""


def page_of(rows: QuerySet[Row], sort: str, query: QueryDict, size: int = 25) -> Page[Row]:
    """The page that `?after=` or `?before=` asks for; the first page for a cursor that is not ours.

    sort: the field to order by, "-" before it when descending. Nulls come last either way.
    """
    backwards = bool(query.get("before"))
    cursor = _read(query.get("before") or query.get("after") or "", sort)
    backwards = backwards and cursor is not None
    ordered = _ordered(rows, sort, backwards)
    found = list(_beyond(ordered, sort, cursor, backwards)[: size + 1] if cursor else ordered[: size + 1])
    more, kept = len(found) > size, found[:size]
    if backwards:
        kept.reverse()
    has_next = bool(kept) and (backwards or more)
    has_previous = bool(kept) and (more if backwards else cursor is not None)
    return Page(
        kept,
        _cursor(kept[-1], sort) if has_next else "",
        _cursor(kept[0], sort) if has_previous else "",
    )


def capped_count(rows: QuerySet[Any], one: str, many: str | None = None) -> str:
    """How many rows there are, in words: "26 vacancies", "more than 1,000 vacancies"."""
    found = rows.order_by()[: COUNT_CAP + 1].count()
    if found > COUNT_CAP:
        return f"more than {COUNT_CAP:,} {many or one + 's'}"
    return count(found, one, many)


def _ordered(rows: QuerySet[Row], sort: str, backwards: bool) -> QuerySet[Row]:
    name, descending = _direction(sort, backwards)
    nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
    if _is_never_null(rows, name):  # then an index serves both directions
        nulls = {}
    key = F(name).desc(**nulls) if descending else F(name).asc(**nulls)
    return rows.order_by(key, "-pk" if descending else "pk")


def _beyond(rows: QuerySet[Row], sort: str, cursor: tuple[Any, Any], backwards: bool) -> QuerySet[Row]:
    value, key = cursor
    name, descending = _direction(sort, backwards)
    way = "lt" if descending else "gt"
    same_then_key = Q(**{f"{name}__exact": value, f"pk__{way}": key})
    if value is None:
        same_then_key = Q(**{f"{name}__isnull": True, f"pk__{way}": key})
        others = Q(**{f"{name}__isnull": False}) if backwards else Q(pk__in=())
        return rows.filter(same_then_key | others)
    after_value = Q(**{f"{name}__{way}": value})
    if _is_never_null(rows, name):  # the range lets an index start at the cursor, which the choice does not
        return rows.filter(**{f"{name}__{way}e": value}).filter(same_then_key | after_value)
    nulls = Q(pk__in=()) if backwards else Q(**{f"{name}__isnull": True})
    return rows.filter(same_then_key | after_value | nulls)


def _is_never_null(rows: QuerySet[Row], name: str) -> bool:
    """Whether `name` is a column of the list's own table that always holds a value."""
    columns = {field.name: field for field in rows.model._meta.concrete_fields}
    return name in columns and not columns[name].null and name not in rows.query.annotations


def _direction(sort: str, backwards: bool) -> tuple[str, bool]:
    return sort.removeprefix("-"), sort.startswith("-") != backwards


def _cursor(row: Model, sort: str) -> str:
    value: Any = row
    for part in sort.removeprefix("-").split("__"):
        value = getattr(value, part, None)
    return signing.dumps([sort, _packed(value), _packed(row.pk)], salt=SALT, compress=True)


def _read(cursor: str, sort: str) -> tuple[Any, Any] | None:
    try:
        made_for, value, key = signing.loads(cursor, salt=SALT)
    except (BadSignature, ValueError):
        return None
    return (_unpacked(value), _unpacked(key)) if made_for == sort else None


READERS: dict[str, Callable[[Any], Any]] = {
    "moment": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "decimal": Decimal,
    "plain": lambda value: value,
}
"""How each kind of packed value is read back."""


def _packed(value: Any) -> list[Any]:
    if isinstance(value, dt.datetime):
        return ["moment", value.isoformat()]
    if isinstance(value, dt.date):
        return ["date", value.isoformat()]
    if isinstance(value, Decimal):
        return ["decimal", str(value)]
    return ["plain", value if isinstance(value, str | int | float | bool | None) else str(value)]


def _unpacked(packed: list[Any]) -> Any:
    kind, value = packed
    return READERS[kind](value)
