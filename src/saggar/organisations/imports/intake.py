"""From the rows of a national list to the columns of organisations of one system.

Pure of the database: what is there already is given. Rows of other areas, of other lists and of other
systems are left out and counted by reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from saggar.organisations.imports.listed import LeftOut, Listed
from saggar.organisations.imports.national import NationalList
from saggar.organisations.own_words import OWN_FIELDS
from saggar.organisations.places import Place, find_place
from saggar.organisations.postcodes import PostcodeError

ELSEWHERE = "organisations outside the area of this system"
OF_ANOTHER_SYSTEM = "organisations that belong to another system here"
PLACED = ("easting", "northing", "district")


@dataclass(frozen=True, slots=True)
class There:
    """What is there already: keys of other systems, and own words by key, which a list does not replace."""

    elsewhere: frozenset[str]
    own_words: Mapping[str, Mapping[str, str]]


@dataclass(slots=True)
class Intake:
    """One import of a list. areas: the words by which it says that a row is ours; None takes every row.

    left_out: how many rows were, by reason. keys: of the organisations taken. beside: second organisations
    that rows named, by key.
    """

    national: NationalList
    areas: frozenset[str] | None
    there: There
    left_out: Counter[str] = field(default_factory=Counter)
    keys: set[str] = field(default_factory=set)
    beside: dict[str, Listed] = field(default_factory=dict)
    _places: dict[str, Place | None] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[str, ...]:
        """Fields of an organisation that this import fills, besides its key."""
        return (*self.national.columns, *PLACED)

    def organisations(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """The columns of each organisation to load."""
        for values in rows:
            found = self.national.organisation(values)
            if isinstance(found, LeftOut):
                self.left_out[found.because] += 1
            elif self._is_ours(found):
                self._note_beside(values)
                yield self.as_columns(found)

    def second_organisations(self) -> Iterator[dict[str, Any]]:
        """The columns of the organisations that rows named beside their own, after all `organisations`."""
        return (self.as_columns(listed) for listed in self.beside.values())

    def as_columns(self, listed: Listed) -> dict[str, Any]:
        """The columns of one organisation, with the place of its postcode."""
        self.keys.add(listed.key)
        place = self._place(listed.postcode)
        columns = {name: getattr(listed, name) for name in ("key", *self.national.columns)}
        own = self.there.own_words.get(listed.key, {})
        columns |= {name: own[name] for name in OWN_FIELDS if name in columns and own}
        return columns | {
            "easting": place.easting if place else None,
            "northing": place.northing if place else None,
            "district": place.known_district if place else "",
        }

    def _is_ours(self, listed: Listed) -> bool:
        if self.areas is not None and listed.area.casefold() not in self.areas:
            self.left_out[ELSEWHERE] += 1
            return False
        if listed.key in self.there.elsewhere:
            self.left_out[OF_ANOTHER_SYSTEM] += 1
            return False
        return True

    def _note_beside(self, values: Mapping[str, Any]) -> None:
        second = self.national.beside(values) if self.national.beside else None
        if second and second.key not in self.there.elsewhere:
            self.beside.setdefault(second.key, second)

    def _place(self, postcode: str) -> Place | None:
        if postcode not in self._places:
            self._places[postcode] = _place_or_none(postcode)
        return self._places[postcode]


def _place_or_none(postcode: str) -> Place | None:
    """The place, or None for one that nobody knows: a list may be newer than our postcodes."""
    try:
        return find_place(postcode) if postcode else None
    except PostcodeError:
        return None
