"""Small maps as SVG: numbered spots over the outlines of the districts, drawn without any map service.

All lengths are units of the drawing, WIDTH of them across; the template writes what is computed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from saggar.organisations.districts import District, districts
from saggar.organisations.places import Place

WIDTH = 360
LOWEST, HIGHEST = 260, 420
MARGIN = 30
LEAST_METRES = 1_500
"""A map never shows less than this from edge to edge: one spot alone would say nothing of where it is."""

MARKER_HEIGHT = 24
DIGIT_WIDTH = 8
LETTER_WIDTH = 7
NAMED_LABELS = 2


_Dot = tuple[float, float]


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

    def at(self, easting: float, northing: float) -> _Dot:
        return (easting - self.west) * self.scale, (self.north - northing) * self.scale


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
        marker = _marker(spot.easting, spot.northing, spot.label, view)
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
    return _marker(start.easting, start.northing, start.postcode, view) if start else None


def _marker(easting: int, northing: int, label: str, view: _View) -> Marker:
    x, y = view.at(easting, northing)
    return Marker(round(x), round(y), (label,))


def _outline(district: District, view: _View) -> Outline | None:
    """The part of a district that the view shows, None when it shows none of it."""
    west, north = view.at(district.west, district.north)
    east, south = view.at(district.east, district.south)
    if east < 0 or west > WIDTH or south < 0 or north > view.height:
        return None
    rings = [[view.at(*point) for point in ring] for ring in district.rings]
    if west < 0 or east > WIDTH or north < 0 or south > view.height:
        rings = [_clipped(ring, view) for ring in rings]
    shown = [ring for ring in rings if len(ring) > 2]
    if not shown:
        return None
    widest = max(shown, key=lambda ring: max(x for x, _ in ring) - min(x for x, _ in ring))
    x, y, fits = _place_of_name(district.name, widest)
    return Outline(district.name if fits else "", "".join(map(_path, shown)), x, y)


def _place_of_name(name: str, ring: list[_Dot]) -> tuple[int, int, bool]:
    """Where the name is written: the middle of what is shown, kept off the edges; and whether it fits."""
    eastmost, westmost = max(x for x, _ in ring), min(x for x, _ in ring)
    half = len(name) * LETTER_WIDTH / 2
    x, y = _middle(ring)
    kept = min(max(x, half + 4), WIDTH - half - 4)
    return round(kept), round(max(y, 16)), eastmost - westmost > 2 * half


def _clipped(ring: list[_Dot], view: _View) -> list[_Dot]:
    """The ring inside the drawing (Sutherland and Hodgman, 1974: one edge of the drawing after another)."""
    for axis, limit, sign in ((0, 0, 1), (0, WIDTH, -1), (1, 0, 1), (1, view.height, -1)):
        kept: list[_Dot] = []
        for before, here in zip((*ring[-1:], *ring), ring, strict=False):
            was_in = sign * (before[axis] - limit) >= 0
            is_in = sign * (here[axis] - limit) >= 0
            if was_in != is_in:
                share = (limit - before[axis]) / (here[axis] - before[axis])
                kept.append(_between(before, here, share))
            if is_in:
                kept.append(here)
        ring = kept
    return ring


def _between(one: _Dot, other: _Dot, share: float) -> _Dot:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def _path(ring: list[_Dot]) -> str:
    """The ring as a path, without points that fall on one before them."""
    points = dict.fromkeys((round(x), round(y)) for x, y in ring)
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


def _middle(ring: list[_Dot]) -> _Dot:
    """The centre of gravity of the area inside a ring; its first point when the area is nothing."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x1 * y2 - x2 * y1
        area, x, y = area + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return (x / (3 * area), y / (3 * area)) if area else ring[0]
