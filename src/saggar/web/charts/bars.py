"""Bar charts: stacked columns over categories, and ranked rows for long names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from saggar.web.charts import svg
from saggar.web.charts.axes import WIDTH, Frame, Scale, Write, extent, room_for_labels, ticks, value_axis
from saggar.web.charts.lines import Series
from saggar.web.charts.words import LINE, width_of, wrapped

HEIGHT = 400.0
FILLS = (svg.BLUE, svg.PINK, svg.GREEN, svg.GREY, svg.ORANGE)


def bar_chart(
    chart_id: str,
    title: str,
    description: str,
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    write: Write,
) -> Markup:
    """Columns, one for each category, the series stacked; the total is written above each column.

    Values below nought hang under the line. Each series has a pattern as well as a colour and is named above.
    """
    highs = [sum(max(one.values[at] or 0, 0) for one in series) for at in range(len(categories))]
    lows = [sum(min(one.values[at] or 0, 0) for one in series) for at in range(len(categories))]
    levels = ticks(*extent([*highs, *lows], with_zero=True))
    key, key_height = _key(chart_id, [one.name for one in series])
    left, top = room_for_labels(levels, write), key_height + 28
    frame = Frame(left, top, WIDTH - 8, top + HEIGHT - 100)
    scale = Scale(levels[0], levels[-1], frame.bottom, frame.top)
    slot = frame.width / max(len(categories), 1)
    labels, depth = _category_labels(categories, frame, slot)
    parts = [
        patterns(chart_id, len(series)),
        key,
        value_axis(frame, scale, levels, write),
        *_columns(chart_id, series, frame, scale, slot),
        *_totals(highs, lows, frame, scale, slot, write),
        labels,
    ]
    return svg.drawing(chart_id, title, description, WIDTH, frame.bottom + depth, parts)


def patterns(chart_id: str, count: int) -> Markup:
    """The fills after the first: stripes, dots, cross stripes, in the colour of their series."""
    made = [_pattern(chart_id, index) for index in range(1, min(count, len(FILLS)))]
    return svg.element("defs", svg.joined(made)) if made else Markup("")


def _pattern(chart_id: str, index: int) -> Markup:
    colour = FILLS[index]
    ground = svg.element("rect", width=8, height=8, fill="#fff")
    marks = {
        1: svg.element("path", d="M-2,2l4,-4M0,8l8,-8M6,10l4,-4", stroke=colour, stroke_width=3),
        2: svg.element("circle", cx=4, cy=4, r="2.6", fill=colour),
        3: svg.element("path", d="M0,4h8", stroke=colour, stroke_width=4),
        4: svg.element("path", d="M4,0v8M0,4h8", stroke=colour, stroke_width=2),
    }
    return svg.element(
        "pattern",
        ground + marks[index],
        id=f"{chart_id}-fill-{index}",
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
    )


def fill_of(chart_id: str, index: int) -> dict[str, str]:
    """The fill and outline of a series by its position."""
    turn = index % len(FILLS)
    return {"fill": f"url(#{chart_id}-fill-{turn})" if turn else FILLS[0], "stroke": FILLS[turn]}


def _key(chart_id: str, names: Sequence[str]) -> tuple[Markup, float]:
    """The names of the series beside their fills on as many rows as needed, and the height used."""
    if len(names) < 2:
        return Markup(""), 0.0
    x, y, parts = 0.0, 4.0, []
    for index, name in enumerate(names):
        width = 28 + width_of(name) + 24
        if x and x + width > WIDTH:
            x, y = 0.0, y + 26
        parts.append(svg.element("rect", x=x + 1, y=y, width=18, height=18, **fill_of(chart_id, index)))
        parts.append(svg.text(x + 28, y + 15, name))
        x += width
    return svg.joined(parts), y + 22


def _columns(
    chart_id: str, series: Sequence[Series], frame: Frame, scale: Scale, slot: float
) -> Iterator[Markup]:
    width = min(slot * 0.7, 90.0)
    for at in range(len(series[0].values) if series else 0):
        x = frame.left + slot * (at + 0.5) - width / 2
        above = below = 0.0
        for index, one in enumerate(series):
            value = one.values[at] or 0.0
            start = above if value >= 0 else below
            above, below = (above + value, below) if value >= 0 else (above, below + value)
            if value:
                yield _bar(x, width, scale(start), scale(start + value), fill_of(chart_id, index))


def _bar(x: float, width: float, start: float, end: float, look: dict[str, str]) -> Markup:
    top, height = min(start, end), abs(end - start)
    return svg.element("rect", x=float(x), y=float(top), width=float(width), height=max(height, 1.0), **look)


def _totals(
    highs: Sequence[float],
    lows: Sequence[float],
    frame: Frame,
    scale: Scale,
    slot: float,
    write: Write,
) -> Iterator[Markup]:
    words = [write(high + low) for high, low in zip(highs, lows, strict=True)]
    if max((width_of(word) for word in words), default=0) + 4 > slot:
        return
    for at, word in enumerate(words):
        yield svg.text(frame.left + slot * (at + 0.5), scale(highs[at]) - 8, word, "middle")


def _category_labels(categories: Sequence[str], frame: Frame, slot: float) -> tuple[Markup, float]:
    """Labels under the columns, wrapped to their slot; every second, third ... where even that is tight."""
    lines = [wrapped(name, slot - 8) for name in categories]
    widest = max((width_of(words) for each in lines for words in each), default=0)
    step = max(1, -(-int(widest + 8) // max(int(slot), 1)))
    parts = [
        svg.stacked_text(frame.left + slot * (at + 0.5), frame.bottom + 22, each)
        for at, each in enumerate(lines)
        if at % step == 0
    ]
    return svg.joined(parts), 12 + LINE * max((len(each) for each in lines), default=1)


def ranked_chart(
    chart_id: str, title: str, description: str, rows: Sequence[tuple[str, float]], *, write: Write
) -> Markup:
    """Rows from the first to the last as given, each with its name, a bar and its value in words.

    For many categories or long names. Values are nought or more.
    """
    names = [wrapped(name, 240, most_lines=2) for name, _ in rows]
    left = max((width_of(words) for each in names for words in each), default=0) + 12
    room = max((width_of(write(value)) for _, value in rows), default=0) + 12
    scale = Scale(0.0, max((value for _, value in rows), default=0) or 1.0, left, WIDTH - room)
    parts: list[str] = []
    for at, (name, (_, value)) in enumerate(zip(names, rows, strict=True)):
        middle = 22.0 + 44 * at
        parts.append(svg.stacked_text(left - 12, middle + 5 - 9 * (len(name) - 1), name, "end"))
        end = scale(value)
        bar = {"x": left, "y": middle - 14, "width": max(end - left, 1.0), "height": 28, "fill": svg.BLUE}
        parts.append(svg.element("rect", **bar))
        parts.append(svg.text(end + 8, middle + 5, write(value)))
    base = svg.line((left, 0), (left, 44.0 * len(rows)), svg.INK, stroke_width=1.5)
    return svg.drawing(chart_id, title, description, WIDTH, 44.0 * len(rows), [*parts, base])
