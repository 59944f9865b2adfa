"""Waterfalls: how parts add up to a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from saggar.web.charts import svg
from saggar.web.charts.axes import WIDTH, Frame, Scale, Write, extent, room_for_labels, ticks, value_axis
from saggar.web.charts.words import LINE, wrapped

HEIGHT = 400.0


@dataclass(frozen=True)
class Step:
    """One column: its name, what it adds (below nought: takes away), or a total standing on the line.

    A total's value is ignored: it is the sum of the steps before it.
    """

    name: str
    value: float = 0.0
    is_total: bool = False


@dataclass(frozen=True)
class _Column:
    """A step as drawn: from one running value to the next."""

    step: Step
    start: float
    end: float


def waterfall_chart(
    chart_id: str, title: str, description: str, steps: Sequence[Step], *, write: Write
) -> Markup:
    """Columns from the running sum before each step to that after it, joined by thin lines.

    Additions are blue with a plus sign, what is taken away is striped with a minus sign, totals are dark.
    """
    columns = running(steps)
    levels = ticks(*extent([edge for one in columns for edge in (one.start, one.end)], with_zero=True))
    frame = Frame(room_for_labels(levels, write), 28, WIDTH - 8, HEIGHT - 60)
    scale = Scale(levels[0], levels[-1], frame.bottom, frame.top)
    slot = frame.width / max(len(columns), 1)
    names = [wrapped(step.name, slot - 8) for step in steps]
    stripes = svg.element("path", d="M-2,2l4,-4M0,8l8,-8M6,10l4,-4", stroke=svg.PINK, stroke_width=3)
    ground = svg.element("rect", width=8, height=8, fill="#fff") + stripes
    parts = [
        svg.element(
            "defs",
            svg.element(
                "pattern",
                ground,
                id=f"{chart_id}-less",
                width=8,
                height=8,
                patternUnits="userSpaceOnUse",
            ),
        ),
        value_axis(frame, scale, levels, write),
        *_columns(chart_id, columns, frame, scale, slot, write),
        *(
            svg.stacked_text(frame.left + slot * (at + 0.5), frame.bottom + 22, name)
            for at, name in enumerate(names)
        ),
    ]
    depth = 12 + LINE * max((len(name) for name in names), default=1)
    return svg.drawing(chart_id, title, description, WIDTH, frame.bottom + depth, parts)


def running(steps: Sequence[Step]) -> list[_Column]:
    """Each step between the running sums before and after it; a total from nought to the sum."""
    columns: list[_Column] = []
    total = 0.0
    for step in steps:
        start, end = (0.0, total) if step.is_total else (total, total + step.value)
        columns.append(_Column(step, start, end))
        total = end
    return columns


def _columns(
    chart_id: str, columns: Sequence[_Column], frame: Frame, scale: Scale, slot: float, write: Write
) -> Iterator[Markup]:
    width = min(slot * 0.75, 120.0)
    for at, one in enumerate(columns):
        x = frame.left + slot * (at + 0.5) - width / 2
        top, bottom = scale(max(one.start, one.end)), scale(min(one.start, one.end))
        look = _look(chart_id, one.step)
        height = max(bottom - top, 1.0)
        yield svg.element("rect", x=float(x), y=float(top), width=float(width), height=height, **look)
        yield svg.text(x + width / 2, top - 8, _words(one, write), "middle")
        if at + 1 < len(columns):
            y = scale(one.end)
            yield svg.line((x + width, y), (x + slot, y), svg.GREY, stroke_dasharray="2 2")


def _look(chart_id: str, step: Step) -> dict[str, str]:
    if step.is_total:
        return {"fill": svg.INK}
    if step.value < 0:
        return {"fill": f"url(#{chart_id}-less)", "stroke": svg.PINK}
    return {"fill": svg.BLUE}


def _words(one: _Column, write: Write) -> str:
    if one.step.is_total:
        return write(one.end)
    return f"+{write(one.step.value)}" if one.step.value >= 0 else write(one.step.value)
