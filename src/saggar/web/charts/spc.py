"""Statistical process control charts as the NHS draws them ("Making data count").

Which points are special is decided by the rules of the measure; this only draws what it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from saggar.web.charts import svg
from saggar.web.charts.axes import (
    WIDTH,
    Frame,
    Scale,
    Write,
    extent,
    point_axis,
    point_places,
    room_for_labels,
    ticks,
    value_axis,
)
from saggar.web.charts.words import LINE, spread, width_of

HEIGHT = 420.0
SPC_KEY = (
    "Grey circles are common cause variation. Blue diamonds are special cause improvement. "
    "Orange squares are special cause concern."
)
"""The key in words; the page writes it under the chart."""
SHAPES = {
    "common": ("circle", svg.GREY),
    "improvement": ("diamond", svg.BLUE),
    "concern": ("square", svg.ORANGE),
}
"""Shape and colour by the flag of a point."""


@dataclass(frozen=True)
class SpcPoint:
    """One measurement. flag: common, improvement or concern."""

    label: str
    value: float
    flag: str = "common"


@dataclass(frozen=True)
class SpcPhase:
    """Points [first, until) with their own mean and process limits; limits None: too few points."""

    first: int
    until: int
    mean: float
    lower: float | None = None
    upper: float | None = None


def spc_chart(
    chart_id: str,
    title: str,
    description: str,
    points: Sequence[SpcPoint],
    phases: Sequence[SpcPhase],
    *,
    write: Write,
    target: float | None = None,
) -> Markup:
    """The points joined by a line, each in the shape of its flag, over each phase's mean and limits."""
    levels = ticks(*extent(_all_values(points, phases, target), with_zero=False))
    names = _line_names(phases[-1], target, write)
    right = WIDTH - max(width_of(name) for name, _ in names) - 12
    frame = Frame(room_for_labels(levels, write), 16, right, HEIGHT - 40)
    scale = Scale(levels[0], levels[-1], frame.bottom, frame.top)
    places = point_places(frame, len(points))
    drawn = [(place, scale(point.value)) for place, point in zip(places, points, strict=True)]
    parts = [
        value_axis(frame, scale, levels, write),
        point_axis(frame, places, [point.label for point in points]),
        *(_phase(phase, places, frame, scale) for phase in phases),
        _target(target, frame, scale),
        svg.polyline(drawn, svg.GREY, stroke_width=2),
        *(svg.marker(*_place(point, at)) for point, at in zip(points, drawn, strict=True)),
        *_names(names, frame, scale),
    ]
    return svg.drawing(chart_id, title, description, WIDTH, HEIGHT, parts)


def _all_values(
    points: Sequence[SpcPoint], phases: Sequence[SpcPhase], target: float | None
) -> Iterator[float | None]:
    yield from (point.value for point in points)
    for phase in phases:
        yield from (phase.lower, phase.upper)
    yield target


def _place(point: SpcPoint, at: svg.Point) -> tuple[str, float, float, str, float]:
    shape, colour = SHAPES[point.flag]
    return shape, at[0], at[1], colour, 5.5


def _phase(phase: SpcPhase, places: Sequence[float], frame: Frame, scale: Scale) -> Markup:
    """The mean and limits across the phase, half a step beyond its first and last point."""
    half = (places[1] - places[0]) / 2 if len(places) > 1 else 10.0
    start = max(places[phase.first] - half, frame.left)
    end = min(places[phase.until - 1] + half, frame.right)
    parts = [_level(phase.mean, start, end, scale, stroke_width=2)]
    for limit in (phase.lower, phase.upper):
        if limit is not None:
            parts.append(_level(limit, start, end, scale, stroke_width=2, stroke_dasharray="8 5"))
    return svg.joined(parts)


def _level(value: float, start: float, end: float, scale: Scale, **look: object) -> Markup:
    y = scale(value)
    return svg.line((start, y), (end, y), svg.INK, **look)


def _target(target: float | None, frame: Frame, scale: Scale) -> Markup:
    if target is None:
        return Markup("")
    y = scale(target)
    return svg.line((frame.left, y), (frame.right, y), svg.RED, stroke_width=3, stroke_dasharray="2 4")


def _line_names(phase: SpcPhase, target: float | None, write: Write) -> list[tuple[str, float]]:
    """The words at the end of each line of the last phase, with their values."""
    lines = [("Upper limit", phase.upper), ("Mean", phase.mean), ("Lower limit", phase.lower)]
    lines.append(("Target", target))
    return [(f"{name} {write(value)}", value) for name, value in lines if value is not None]


def _names(names: Sequence[tuple[str, float]], frame: Frame, scale: Scale) -> Iterator[Markup]:
    heights = spread([scale(value) for _, value in names], LINE, frame.top, frame.bottom)
    for (name, _), height in zip(names, heights, strict=True):
        yield svg.text(frame.right + 8, height + 5, name)
