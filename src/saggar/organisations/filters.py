"""The filters of the public directory, as the address of a list holds them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from saggar.organisations.districts import district_names
from saggar.organisations.kinds import KINDS, SECTORS, kinds_of_sector
from saggar.organisations.places import Place, find_place
from saggar.organisations.postcodes import PostcodeError
from saggar.organisations.searched import words_of
from saggar.web.filters import Filter, Filters

MILES = (1, 3, 5, 10, 20, 40)
WORDS = Filter("q", "Name, service or place", kind="words")
POSTCODE = Filter("postcode", "Near a postcode", kind="words")
WITHIN = Filter(
    "within",
    "How far away",
    tuple((str(miles), f"Within {miles} mile{'s' if miles > 1 else ''}") for miles in MILES),
    kind="one",
)
SECTOR = Filter("sector", "Sector", tuple((sector.key, sector.title) for sector in SECTORS.values()))
KIND = Filter("kind", "Kind", tuple((kind.key, kind.title) for kind in KINDS.values()), kind="one")
DISTRICT = Filter("district", "District", tuple((name, name) for name in district_names()), kind="one")
ALL = (WORDS, POSTCODE, WITHIN, SECTOR, KIND, DISTRICT)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of the directory.

    kinds: keys of the kinds wanted, empty for all. place: where distances are measured from. within_miles:
    only with a place. fault: what is wrong with the postcode, in words, "" when nothing is.
    """

    filters: Filters
    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    district: str = ""
    place: Place | None = None
    within_miles: int | None = None
    fault: str = ""


def asked(query: QueryDict) -> Asked:
    """What the address of the list asks; values that are not offered count as not given."""
    filters = Filters(query, ALL)
    place, fault = _place(filters.value("postcode"))
    within = filters.value("within")
    return Asked(
        filters,
        words=words_of(filters.value("q")),
        kinds=_kinds(filters.values("sector"), filters.value("kind")),
        district=filters.value("district"),
        place=place,
        within_miles=int(within) if within and place else None,
        fault=fault or ("Enter a postcode to measure from" if within and not place else ""),
    )


def _place(typed: str) -> tuple[Place | None, str]:
    if not typed:
        return None, ""
    try:
        return find_place(typed), ""
    except PostcodeError as error:
        return None, str(error)


def _kinds(sectors: list[str], kind: str) -> tuple[str, ...]:
    """The kinds of the chosen sectors; a chosen kind alone wins, as it says more than its sector."""
    if kind:
        return (kind,)
    return tuple(key for sector in sectors for key in kinds_of_sector(sector))
