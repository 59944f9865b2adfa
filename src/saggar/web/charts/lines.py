"""Line charts: several series over time, a shaded area or band, and marked events."""

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
from saggar.web.charts.words import LINE, spread, width_of, wrapped

HEIGHT = 400.0
LOOKS = (
    (svg.BLUE, None, "circle"),
    (svg.PINK, "8 4", "square"),
    (svg.GREEN, "2 4", "triangle"),
    (svg.GREY, "10 4 2 4", "diamond"),
)
"""Colour, dashes and shape of each series in turn: each can be told from the others without colour."""
NAME_ROOM = 130.0
MOST_MARKERS = 26
"""With more points than this the shapes would run together: the dashes tell the lines apart."""


@dataclass(frozen=True)
class Series:
    """One line: its name and a value for each label, None where there is none. area: shade down to nought."""

    name: str
    values: Sequence[float | None]
    area: bool = False


@dataclass(frozen=True)
class Band:
    """A shaded range, such as the span of forecasts: its name and its edges for each label."""

    name: str
    low: Sequence[float]
    high: Sequence[float]


@dataclass(frozen=True)
class Event:
    """Something that happened or will, marked by a line at one of the labels (by its position)."""

    at: int
    text: str


def line_chart(
    chart_id: str,
    title: str,
    description: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    write: Write,
    band: Band | None = None,
    events: Sequence[Event] = (),
    with_zero: bool = True,
) -> Markup:
    """Lines over the labels. write: words a value on the axis. with_zero: the axis includes nought."""
    values = [value for one in series for value in one.values]
    edges = [*band.low, *band.high] if band else []
    levels = ticks(*extent([*values, *edges], with_zero))
    rows = _event_rows(events, len(labels))
    names = [one.name for one in series] + ([band.name] if band else [])
    frame = _frame(levels, write, names, max(rows, default=-1) + 1)
    scale = Scale(levels[0], levels[-1], frame.bottom, frame.top)
    places = point_places(frame, len(labels))
    parts = [
        *_areas(series, places, scale),
        _band(band, places, scale),
        value_axis(frame, scale, levels, write),
        point_axis(frame, places, labels),
        *_events(events, rows, places, frame),
        *(_line(one, look, places, scale) for one, look in zip(series, _looks(), strict=False)),
        *_names(series, band, frame, scale),
    ]
    return svg.drawing(chart_id, title, description, WIDTH, frame.bottom + 36, parts)


def _looks() -> Iterator[tuple[str, str | None, str]]:
    while True:
        yield from LOOKS


def _frame(levels: Sequence[float], write: Write, names: Sequence[str], event_rows: int) -> Frame:
    widest = max((width_of(words) for name in names for words in wrapped(name, NAME_ROOM)), default=0.0)
    top = 16 + LINE * event_rows
    return Frame(room_for_labels(levels, write), top, WIDTH - widest - 48, top + HEIGHT - 60)


def _runs(values: Sequence[float | None], places: Sequence[float], scale: Scale) -> list[list[svg.Point]]:
    """The drawn points, broken where a value is missing."""
    runs: list[list[svg.Point]] = [[]]
    for place, value in zip(places, values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((place, scale(value)))
    return [run for run in runs if run]


def _line(one: Series, look: tuple[str, str | None, str], places: Sequence[float], scale: Scale) -> Markup:
    colour, dashes, shape = look
    parts: list[str] = []
    for run in _runs(one.values, places, scale):
        if len(run) > 1:
            parts.append(svg.polyline(run, colour, stroke_width=3, stroke_dasharray=dashes))
        shown = run if len(places) <= MOST_MARKERS else run[-1:]
        parts += [svg.marker(shape, x, y, colour) for x, y in shown]
    return svg.joined(parts)


def _areas(series: Sequence[Series], places: Sequence[float], scale: Scale) -> Iterator[Markup]:
    base = scale(min(max(0.0, scale.low), scale.high))
    for one, look in zip(series, _looks(), strict=False):
        for run in _runs(one.values, places, scale) if one.area else []:
            closed = [(run[0][0], base), *run, (run[-1][0], base)]
            points = svg.coordinates(closed)
            yield svg.element("polygon", points=points, fill=look[0], fill_opacity="0.15")


def _band(band: Band | None, places: Sequence[float], scale: Scale) -> Markup:
    if band is None:
        return Markup("")
    over = [(place, scale(value)) for place, value in zip(places, band.high, strict=True)]
    under = [(place, scale(value)) for place, value in zip(places, band.low, strict=True)]
    points = svg.coordinates([*over, *reversed(under)])
    return svg.element("polygon", points=points, fill=svg.GREY, fill_opacity="0.25")


def _names(series: Sequence[Series], band: Band | None, frame: Frame, scale: Scale) -> Iterator[Markup]:
    """Each name with a sample of its line beside the plot, as near the line's end as the others allow."""
    samples = [_sample(look) for _, look in zip(series, _looks(), strict=False)]
    ends = [(one.name, _last(one.values, scale)) for one in series]
    if band is not None:
        samples.append(svg.element("rect", y=-7, width=26, height=14, fill=svg.GREY, fill_opacity="0.25"))
        ends.append((band.name, (scale(band.low[-1]) + scale(band.high[-1])) / 2))
    lines = [wrapped(name, NAME_ROOM) for name, _ in ends]
    gap = LINE * max(len(each) for each in lines) + 4
    heights = spread([height for _, height in ends], gap, frame.top, frame.bottom)
    for sample, each, height in zip(samples, lines, heights, strict=True):
        moved = f"translate({svg.short(frame.right + 10)} {svg.short(height)})"
        yield svg.element("g", sample + svg.stacked_text(34, 5, each, "start"), transform=moved)


def _sample(look: tuple[str, str | None, str]) -> Markup:
    colour, dashes, shape = look
    stroke = svg.line((0, 0), (26, 0), colour, stroke_width=3, stroke_dasharray=dashes)
    return stroke + svg.marker(shape, 13, 0, colour)


def _last(values: Sequence[float | None], scale: Scale) -> float:
    present = [value for value in values if value is not None]
    return scale(present[-1]) if present else scale.start


def _event_rows(events: Sequence[Event], count: int) -> list[int]:
    """The row of each event's words above the plot: words that would touch go one row up."""
    spacing = (WIDTH - 220) / max(count, 1)
    ends: list[float] = []
    rows: list[int] = []
    for event in events:
        start, end = _event_span(event, count, spacing)
        row = next((index for index, taken in enumerate(ends) if taken + 12 <= start), len(ends))
        ends[row : row + 1] = [end]
        rows.append(row)
    return rows


def _event_span(event: Event, count: int, spacing: float) -> tuple[float, float]:
    middle, width = event.at * spacing, width_of(event.text)
    return (middle - width, middle) if event.at > count / 2 else (middle, middle + width)


def _events(
    events: Sequence[Event], rows: Sequence[int], places: Sequence[float], frame: Frame
) -> Iterator[Markup]:
    for event, row in zip(events, rows, strict=True):
        x, y = places[event.at], frame.top - 8 - LINE * row
        anchor, shift = ("end", -6) if event.at > len(places) / 2 else ("start", 6)
        yield svg.line((x, y - 12), (x, frame.bottom), svg.INK, stroke_dasharray="3 3")
        yield svg.text(x + shift, y, event.text, anchor)
