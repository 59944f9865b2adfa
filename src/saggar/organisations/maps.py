"""Small maps as SVG: numbered spots over the outlines of the districts, drawn without any map service.

All lengths are units of the drawing, WIDTH of them across; the template writes what is computed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from saggar.organisations.districts import District, Ring, districts
from saggar.organisations.places import Place

WIDTH = 360
LOWEST, HIGHEST = 260, 420
MARGIN = 30
LEAST_METRES = 1_500
"""A map never shows less than this from edge to edge: one spot alone would say nothing of where it is."""

MARKER_HEIGHT = 24
DIGIT_WIDTH = 8
NAMED_LABELS = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to mark: its label in the list, and where it is in metres of the national grid."""

    label: str
    easting: int
    northing: int


@dataclass(frozen=True, slots=True)
class Marker:
    """One mark with the labels of all spots too near one another to be told apart; x, y is its middle."""

    x: int
    y: int
    labels: tuple[str, ...]

    @property
    def text(self) -> str:
        """The labels, or the first and how many more."""
        if len(self.labels) <= NAMED_LABELS:
            return ", ".join(self.labels)
        return f"{self.labels[0]} +{len(self.labels) - 1}"

    @property
    def width(self) -> int:
        """How wide the mark is, round for one or two digits."""
        return max(MARKER_HEIGHT, DIGIT_WIDTH * len(self.text) + 12)


@dataclass(frozen=True, slots=True)
class Outline:
    """A district: its name, the path of its outline, and where its name is written."""

    name: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing: size, outlines under names under markers, and where distances are measured from."""

    width: int
    height: int
    outlines: tuple[Outline, ...]
    markers: tuple[Marker, ...]
    start: Marker | None


@dataclass(frozen=True, slots=True)
class _View:
    """The part of the grid that is drawn, and the drawing's units to a metre."""

    west: float
    north: float
    scale: float
    height: int

    def at(self, easting: float, northing: float) -> tuple[int, int]:
        return round((easting - self.west) * self.scale), round((self.north - northing) * self.scale)

    def shows(self, x: float, y: float) -> bool:
        return 0 <= x <= WIDTH and 0 <= y <= self.height


def drawn(spots: Sequence[Spot], start: Place | None = None) -> Map | None:
    """The map of these spots and the place distances are measured from; None when there is no spot."""
    if not spots:
        return None
    places = [(spot.easting, spot.northing) for spot in spots]
    view = _view_of([*places, *([(start.easting, start.northing)] if start else [])])
    outlines = tuple(filter(None, (_outline(district, view) for district in districts().values())))
    return Map(WIDTH, view.height, outlines, _markers(spots, view), _start(start, view))


def _view_of(points: Iterable[tuple[int, int]]) -> _View:
    """The smallest view with all points and a margin, between LOWEST and HIGHEST in height."""
    eastings, northings = zip(*points, strict=True)
    wide = max(eastings) - min(eastings)
    high = max(northings) - min(northings)
    inner = WIDTH - 2 * MARGIN
    scale = min(inner / max(wide, LEAST_METRES), (HIGHEST - 2 * MARGIN) / max(high, 1))
    height = min(HIGHEST, max(LOWEST, round(high * scale) + 2 * MARGIN))
    middle = (max(eastings) + min(eastings)) / 2, (max(northings) + min(northings)) / 2
    return _View(middle[0] - WIDTH / 2 / scale, middle[1] + height / 2 / scale, scale, height)


def _markers(spots: Sequence[Spot], view: _View) -> tuple[Marker, ...]:
    """A marker for each spot, those that would cover one another joined."""
    markers: list[Marker] = []
    for spot in spots:
        marker = Marker(*view.at(spot.easting, spot.northing), (spot.label,))
        near = next((place for place, each in enumerate(markers) if _covers(each, marker)), None)
        if near is None:
            markers.append(marker)
        else:
            markers[near] = replace(markers[near], labels=(*markers[near].labels, spot.label))
    return tuple(markers)


def _covers(one: Marker, other: Marker) -> bool:
    """Whether two marks of one label each would overlap; marks that grew keep their middle."""
    return abs(one.x - other.x) < MARKER_HEIGHT + 4 and abs(one.y - other.y) < MARKER_HEIGHT


def _start(start: Place | None, view: _View) -> Marker | None:
    return Marker(*view.at(start.easting, start.northing), (start.postcode,)) if start else None


def _outline(district: District, view: _View) -> Outline | None:
    west, north = view.at(district.west, district.north)
    east, south = view.at(district.east, district.south)
    if east < 0 or west > WIDTH or south < 0 or north > view.height:
        return None
    path = "".join(_path(ring, view) for ring in district.rings)
    x, y = view.at(*_middle(district.rings[0]))
    return Outline(district.name if view.shows(x, y) else "", path, x, y)


def _path(ring: Ring, view: _View) -> str:
    """The ring as a path, without points that fall on the one before them."""
    points = dict.fromkeys(view.at(*point) for point in ring)
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


def _middle(ring: Ring) -> tuple[float, float]:
    """The centre of gravity of the area inside a ring."""
    area = east = north = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x1 * y2 - x2 * y1
        area, east, north = area + cross, east + (x1 + x2) * cross, north + (y1 + y2) * cross
    return east / (3 * area), north / (3 * area)
