"""The districts of Staffordshire and Stoke-on-Trent: their names, outlines, and which one a point is in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

FILE = Path(__file__).parent / "data" / "geo" / "staffordshire_districts.json"
Point = tuple[int, int]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class District:
    """A district: the code of the Office for National Statistics, its name, its outline in metres."""

    code: str
    name: str
    rings: tuple[Ring, ...]
    west: int
    south: int
    east: int
    north: int

    def holds(self, easting: int, northing: int) -> bool:
        """Whether the point is inside the outline (even-odd rule over all rings)."""
        if not (self.west <= easting <= self.east and self.south <= northing <= self.north):
            return False
        return sum(_crossings(ring, easting, northing) for ring in self.rings) % 2 == 1


@cache
def districts() -> Mapping[str, District]:
    """The districts we have outlines of, by code."""
    read = json.loads(FILE.read_text("ascii"))
    return MappingProxyType({code: _district(code, row["name"], row["rings"]) for code, row in read.items()})


def district_names() -> tuple[str, ...]:
    """Names of the districts, in alphabetical order."""
    return tuple(sorted(district.name for district in districts().values()))


def district_of_code(code: str) -> str:
    """The name of the district with this code; KeyError for another one."""
    return districts()[code].name


def district_at(easting: int, northing: int) -> str:
    """The name of the district a point is in, "" when in none of them."""
    found = (district.name for district in districts().values() if district.holds(easting, northing))
    return next(found, "")


def _district(code: str, name: str, rings: Sequence[Sequence[Sequence[int]]]) -> District:
    points = tuple(tuple((east, north) for east, north in ring) for ring in rings)
    eastings = [east for ring in points for east, _ in ring]
    northings = [north for ring in points for _, north in ring]
    return District(code, name, points, min(eastings), min(northings), max(eastings), max(northings))


def _crossings(ring: Ring, easting: int, northing: int) -> int:
    """How often a line from the point to the east crosses the ring."""
    count = 0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > northing) != (y2 > northing):
            at = x1 + (northing - y1) * (x2 - x1) / (y2 - y1)
            count += easting < at
    return count
