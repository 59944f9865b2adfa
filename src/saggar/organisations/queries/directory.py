"""The public directory: found by words, sector, kind, district and distance, one page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from django.db.models import F, QuerySet
from django.http import QueryDict

from saggar.organisations.filters import Asked, asked
from saggar.organisations.grid import metres_from
from saggar.organisations.kinds import KINDS, SECTORS
from saggar.organisations.maps import Map, Spot, drawn
from saggar.organisations.models import Organisation, OrganisationQuerySet
from saggar.organisations.places import METRES_IN_A_MILE, Place, miles_between
from saggar.organisations.queries.search import by_closeness, narrowed
from saggar.platform.decisions import allow_public
from saggar.web.paging import Page, capped_count, page_of

PAGE_SIZE = 25
WHY_PUBLIC = "the directory of organisations is public knowledge"


@dataclass(frozen=True, slots=True)
class Entry:
    """An organisation as lists show it; `number` is its place on the page and on the map.

    twin: what tells its link from that of another one of the same name on the page, "" when there is none.
    """

    number: int
    organisation: Organisation
    kind: str
    sector: str
    miles: float | None = None
    twin: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """One page of the directory. note: what the search made of misspelled words. map: None without points."""

    asked: Asked
    page: Page[Organisation]
    entries: tuple[Entry, ...]
    count: str
    note: str
    map: Map | None


@dataclass(frozen=True, slots=True)
class Found:
    """The organisations asked for, the field they are ordered by, and the search's note."""

    rows: QuerySet[Organisation]
    sort: str
    note: str = ""


def directory(query: QueryDict, *, today: date) -> Directory:
    """The page of the directory that an address asks for; at most five queries, whatever it finds."""
    allow_public(WHY_PUBLIC)
    wanted = asked(query)
    found = _found(wanted, today)
    page = page_of(found.rows, found.sort, query, PAGE_SIZE)
    entries = _entries(page.rows, wanted.place)
    return Directory(
        wanted,
        page,
        entries,
        count=capped_count(found.rows, "organisation"),
        note=found.note if entries else "",
        map=drawn(_spots(entries), start=wanted.place),
    )


def directory_rows(query: QueryDict, *, today: date) -> Iterator[Entry]:
    """All that the list of this address holds, in its order, read as it is asked for."""
    allow_public(WHY_PUBLIC)
    wanted = asked(query)
    found = _found(wanted, today)
    rows = found.rows.order_by(F(found.sort).asc(nulls_last=True), "pk").iterator(chunk_size=2000)
    return (entry(row, number, wanted.place) for number, row in enumerate(rows, start=1))


def entry(organisation: Organisation, number: int, place: Place | None = None) -> Entry:
    """An organisation as a list shows it, with its distance from `place`."""
    kind = KINDS[organisation.kind]
    miles = None
    if place and organisation.easting is not None and organisation.northing is not None:
        miles = miles_between((place.easting, place.northing), (organisation.easting, organisation.northing))
    return Entry(number, organisation, kind.title, SECTORS[kind.sector].title, miles)


def _entries(rows: Sequence[Organisation], place: Place | None) -> tuple[Entry, ...]:
    """The rows of a page, those that share a name told apart by postcode or code."""
    names = Counter(row.name for row in rows)
    entries = (entry(row, number, place) for number, row in enumerate(rows, start=1))
    return tuple(
        replace(each, twin=each.organisation.postcode or each.organisation.key)
        if names[each.organisation.name] > 1
        else each
        for each in entries
    )


def _found(wanted: Asked, today: date) -> Found:
    rows = OrganisationQuerySet(Organisation).open_on(today)
    if wanted.kinds:
        rows = rows.filter(kind__in=wanted.kinds)
    if wanted.district:
        rows = rows.filter(district=wanted.district)
    if wanted.place:
        rows = _near(rows, wanted.place, wanted.within_miles)
    search = narrowed(rows, wanted.words)
    if wanted.place:
        return Found(search.rows, "metres", search.note)
    if search.words:
        return Found(search.rows.annotate(closeness=by_closeness(search.words)), "closeness", search.note)
    return Found(search.rows, "name")


def _near(rows: OrganisationQuerySet, place: Place, miles: int | None) -> OrganisationQuerySet:
    """The organisations within so many miles, by a box that the index knows and then the exact distance."""
    measured = rows.annotate(metres=metres_from(place.easting, place.northing))
    if miles is None:
        return measured
    reach = ceil(miles * METRES_IN_A_MILE)
    return measured.filter(
        easting__range=(place.easting - reach, place.easting + reach),
        northing__range=(place.northing - reach, place.northing + reach),
        metres__lte=miles * METRES_IN_A_MILE,
    )


def _spots(entries: tuple[Entry, ...]) -> tuple[Spot, ...]:
    return tuple(
        Spot(str(entry.number), entry.organisation.easting, entry.organisation.northing)
        for entry in entries
        if entry.organisation.easting is not None and entry.organisation.northing is not None
    )
