"""Axes: round ticks of 1, 2 or 5, scales, and labels that never touch."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from saggar.web.charts import svg
from saggar.web.charts.words import every, width_of

Write = Callable[[float], str]
WIDTH = 800.0
WHOLE = re.compile(r"\.0+(?!\d)")


@dataclass(frozen=True)
class Scale:
    """Values from low to high drawn from start to end."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value is drawn."""
        span = self.high - self.low
        return self.start + (value - self.low) / span * (self.end - self.start)


@dataclass(frozen=True)
class Frame:
    """The part of the drawing inside the axes."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Room between the sides."""
        return self.right - self.left


def ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round numbers a step of 1, 2 or 5 times a power of ten apart that enclose low and high."""
    if high <= low:
        low, high = (min(low, 0.0), max(high, 0.0)) if low else (0.0, 1.0)
    raw = (high - low) / max(wanted - 1, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(times * power for times in (1, 2, 5, 10) if raw <= times * power * 1.0000001)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(step * index, 10) for index in range(first, last + 1)]


def extent(values: Iterable[float | None], with_zero: bool) -> tuple[float, float]:
    """The least and the greatest of the values that are there; nought counts when asked."""
    present = [value for value in values if value is not None] + ([0.0] if with_zero else [])
    return (min(present), max(present)) if present else (0.0, 1.0)


def level_labels(levels: Sequence[float], write: Write) -> list[str]:
    """The levels in words, without ".0" or ".00" where every one of them has it: "£2m", not "£2.0m"."""
    labels = [write(level) for level in levels]
    if all(WHOLE.search(label) for level, label in zip(levels, labels, strict=True) if level):
        return [WHOLE.sub("", label) for label in labels]
    return labels


def room_for_labels(levels: Sequence[float], write: Write) -> float:
    """The width the labels of the vertical axis take, with a gap."""
    return max(width_of(label) for label in level_labels(levels, write)) + 12


def value_axis(frame: Frame, scale: Scale, levels: Sequence[float], write: Write) -> Markup:
    """A line across at each level with its label; nought is drawn stronger."""
    parts: list[str] = []
    for level, label in zip(levels, level_labels(levels, write), strict=True):
        y = scale(level)
        is_base = level == 0
        colour, thickness = (svg.INK, 1.5) if is_base else (svg.GRID, 1.0)
        parts.append(svg.line((frame.left, y), (frame.right, y), colour, stroke_width=thickness))
        parts.append(svg.text(frame.left - 8, y + 5, label, "end"))
    return svg.joined(parts)


def point_axis(frame: Frame, places: Sequence[float], labels: Sequence[str]) -> Markup:
    """Labels under the places, only as many as fit, the first always among them, each with a tick."""
    spacing = places[1] - places[0] if len(places) > 1 else frame.width
    step = every(labels, spacing)
    parts: list[str] = []
    for place, label in list(zip(places, labels, strict=True))[::step]:
        parts.append(svg.line((place, frame.bottom), (place, frame.bottom + 6), svg.GREY))
        half = width_of(label) / 2
        kept = min(max(place, half), WIDTH - half)
        parts.append(svg.text(kept, frame.bottom + 24, label, "middle"))
    return svg.joined(parts)


def point_places(frame: Frame, count: int) -> list[float]:
    """Equal places across the frame, a little inside its sides; a single one in the middle."""
    if count == 1:
        return [frame.left + frame.width / 2]
    step = (frame.width - 20) / max(count - 1, 1)
    return [frame.left + 10 + step * index for index in range(count)]
