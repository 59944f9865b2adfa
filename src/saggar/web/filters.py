"""Filters of a list page by GET: the panel, chips that clear one choice, and links that keep the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

PAGING = frozenset({"after", "before"})
"""Parameters that belong to one page of a list: any change of filter or order starts at the first page."""


@dataclass(frozen=True)
class Filter:
    """One filter of the panel. kind: "words" (typed), "one" (a select) or "many" (checkboxes).

    options: the allowed (value, words) pairs of the last two; any other value in the address is ignored.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()
    kind: str = "many"


@dataclass(frozen=True)
class Chip:
    """One chosen filter: its words, and the address of the same list without it."""

    text: str
    clear_href: str


@dataclass(frozen=True)
class Filters:
    """The filters of one list as the address has them."""

    query: QueryDict
    items: Sequence[Filter]

    def value(self, name: str) -> str:
        """The typed words or the one chosen value of a filter; empty when there is none."""
        chosen = self.values(name)
        return chosen[-1] if chosen else ""

    def values(self, name: str) -> list[str]:
        """The allowed values chosen for a filter, in the order of its options."""
        item = next(item for item in self.items if item.name == name)
        given = [value.strip() for value in self.query.getlist(name)]
        if item.kind == "words":
            return [value[:200] for value in given[-1:] if value]
        return [value for value, _ in item.options if value in given]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the panel's form must carry along: the order of the list, nothing of paging."""
        names = PAGING | {item.name for item in self.items}
        pairs = [(name, value) for name, values in self.query.lists() for value in values]
        return [(name, str(value)) for name, value in pairs if name not in names]

    def chips(self) -> list[Chip]:
        """A chip for each choice, in the order of the panel."""
        return [
            Chip(self._words(item, value), without(self.query, item.name, value))
            for item in self.items
            for value in self.values(item.name)
        ]

    def clear_href(self) -> str:
        """The address of the list with no filter, its order kept."""
        return "?" + urlencode(self.kept)

    def checkbox_params(self, item: Filter) -> dict[str, object]:
        """The macro's parameters of a filter with checkboxes."""
        chosen = self.values(item.name)
        items = [{"value": value, "text": text, "checked": value in chosen} for value, text in item.options]
        legend = {"text": item.label, "size": "s"}
        return {
            "idPrefix": f"filter-{item.name}",
            "name": item.name,
            "fieldset": {"legend": legend},
            "items": items,
            "small": True,
        }

    def select_params(self, item: Filter) -> dict[str, object]:
        """The macro's parameters of a filter with a select; the empty value means any."""
        chosen = self.value(item.name)
        options = [("", "Any"), *item.options]
        items = [{"value": value, "text": text, "selected": value == chosen} for value, text in options]
        label = {"text": item.label, "size": "s"}
        return {"id": f"filter-{item.name}", "name": item.name, "label": label, "items": items}

    def _words(self, item: Filter, value: str) -> str:
        return f"“{value}”" if item.kind == "words" else dict(item.options)[value]


def with_parameters(query: QueryDict, **changes: str | int | None) -> str:
    """The query string with some parameters replaced (None removes) and paging restarted, "?" included.

    A change of `after` or `before` itself is kept, so the same function makes the paging links.
    """
    pairs = [(name, value) for name, values in query.lists() for value in values]
    kept = [(name, value) for name, value in pairs if name not in changes and name not in PAGING]
    added = [(name, str(value)) for name, value in changes.items() if value is not None]
    return "?" + urlencode(kept + added)


def without(query: QueryDict, name: str, value: str) -> str:
    """The query string without one value of one parameter, paging restarted, "?" included."""
    pairs = [(key, each) for key, values in query.lists() for each in values if key not in PAGING]
    return "?" + urlencode([(key, each) for key, each in pairs if (key, str(each).strip()) != (name, value)])
