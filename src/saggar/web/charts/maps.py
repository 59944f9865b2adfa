"""A small map: outlines of districts and numbered places, in metres of the British National Grid.

The same numbers stand in the list beside the map, so the map is never the only way.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from saggar.web.charts import svg

WIDTH = 480.0
RADIUS = 14.0
Metres = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """A district: its name and its rings of (easting, northing)."""

    name: str
    rings: Sequence[Sequence[Metres]]


@dataclass(frozen=True)
class MapPoint:
    """A place by its number in the list."""

    number: int
    name: str
    easting: float
    northing: float


@dataclass(frozen=True)
class _View:
    """Metres to units of the drawing, north up."""

    west: float
    north: float
    units_per_metre: float

    def __call__(self, place: Metres) -> svg.Point:
        easting, northing = place
        return (
            16 + (easting - self.west) * self.units_per_metre,
            16 + (self.north - northing) * self.units_per_metre,
        )


def area_map(
    chart_id: str, title: str, description: str, outlines: Sequence[Outline], points: Sequence[MapPoint]
) -> Markup:
    """Outlines with their names and a numbered disc for each place.

    Discs that would cover one another are moved apart; a line leads from each to its true place.
    """
    corners = [place for outline in outlines for ring in outline.rings for place in ring]
    corners += [(point.easting, point.northing) for point in points]
    west, east = min(east for east, _ in corners), max(east for east, _ in corners)
    south, north = min(north for _, north in corners), max(north for _, north in corners)
    scale = (WIDTH - 32) / max(east - west, 1.0)
    view = _View(west, north, scale)
    height = (north - south) * scale + 32
    true = [view((point.easting, point.northing)) for point in points]
    discs = apart(true, 2 * RADIUS + 2, WIDTH, height)
    parts = [
        *(_outline(outline, view) for outline in outlines),
        *(_name(outline, view, discs) for outline in outlines),
        *_leaders(true, discs),
        *(_disc(point.number, at) for point, at in zip(points, discs, strict=True)),
    ]
    return svg.drawing(chart_id, title, description, WIDTH, height, parts)


def _outline(outline: Outline, view: _View) -> Markup:
    rings = ("M" + svg.coordinates(view(place) for place in ring) + "Z" for ring in outline.rings)
    path = " ".join(rings)
    return svg.element("path", d=path, fill="#fff", stroke=svg.GREY, stroke_width=1.5)


def _name(outline: Outline, view: _View, discs: Sequence[svg.Point]) -> Markup:
    """The district's name at its centre, or a little above or below where discs would cover it."""
    x, centre_y = view(centre(max(outline.rings, key=len)))
    reach = len(outline.name) * 4.2 + RADIUS
    heights = [centre_y + shift for shift in (0, -30, 30, -60, 60)]
    covered = [sum(abs(dx - x) < reach and abs(dy - y + 5) < 24 for dx, dy in discs) for y in heights]
    y = heights[covered.index(min(covered))]
    shown = {"stroke": "#fff", "stroke_width": 4, "paint_order": "stroke", "stroke_linejoin": "round"}
    half = len(outline.name) * 4.2
    return svg.text(min(max(x, half), WIDTH - half), y, outline.name, "middle", **shown)


def centre(ring: Sequence[Metres]) -> Metres:
    """The centre of area of a closed ring; of a ring without area, the mean of its corners."""
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    crosses = [x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs]
    area = sum(crosses) / 2
    if abs(area) < 1e-9:
        return sum(x for x, _ in ring) / len(ring), sum(y for _, y in ring) / len(ring)
    x = sum((x1 + x2) * cross for ((x1, _), (x2, _)), cross in zip(pairs, crosses, strict=True))
    y = sum((y1 + y2) * cross for ((_, y1), (_, y2)), cross in zip(pairs, crosses, strict=True))
    return x / (6 * area), y / (6 * area)


def _disc(number: int, at: svg.Point) -> Markup:
    x, y = at
    disc = svg.element("circle", cx=float(x), cy=float(y), r=RADIUS, fill=svg.BLUE, stroke="#fff")
    return disc + svg.text(x, y + 5.5, str(number), "middle", fill="#fff", font_weight="bold")


def _leaders(true: Sequence[svg.Point], discs: Sequence[svg.Point]) -> Iterator[Markup]:
    for was, now in zip(true, discs, strict=True):
        if math.dist(was, now) > RADIUS / 2:
            yield svg.line(was, now, svg.INK, stroke_width=1.5)
            yield svg.element("circle", cx=was[0], cy=was[1], r=3, fill=svg.INK)


def apart(places: Sequence[svg.Point], gap: float, width: float, height: float) -> list[svg.Point]:
    """Places moved as little as it takes to stand a gap apart inside the drawing; same input, same result."""
    moved = [list(place) for place in places]
    for _ in range(60):
        if not _push(moved, gap):
            break
        for place in moved:
            place[0] = min(max(place[0], RADIUS), width - RADIUS)
            place[1] = min(max(place[1], RADIUS), height - RADIUS)
    return [(x, y) for x, y in moved]


def _push(moved: list[list[float]], gap: float) -> bool:
    """Push each pair that is too near half the missing way apart; False when none was."""
    any_near = False
    for first in range(len(moved)):
        for second in range(first + 1, len(moved)):
            any_near |= _push_pair(moved[first], moved[second], gap, first + second)
    return any_near


def _push_pair(one: list[float], other: list[float], gap: float, turn: int) -> bool:
    across, down = other[0] - one[0], other[1] - one[1]
    distance = math.hypot(across, down)
    if distance >= gap - 0.5:
        return False
    if distance < 0.01:  # the same spot: part them in a direction that differs from pair to pair
        across, down, distance = math.cos(turn), math.sin(turn), 1.0
        missing = gap / 2
    else:
        missing = (gap - distance) / 2
    for place, sign in ((one, -1), (other, 1)):
        place[0] += sign * across / distance * missing
        place[1] += sign * down / distance * missing
    return True
