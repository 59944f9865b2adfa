"""Small pieces of SVG, escaped and with short numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

INK, GRID, PAPER = "#212b32", "#aeb7bd", "#f0f4f5"
BLUE, PINK, GREEN, GREY, ORANGE, RED = "#005eb8", "#7c2855", "#007f3b", "#4c6272", "#ed8b00", "#d5281b"
FONT_SIZE = 16
Point = tuple[float, float]


def short(value: float) -> str:
    """A coordinate with one decimal at most: 12.0 -> "12"."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def element(name: str, content: str = "", /, **attributes: object) -> Markup:
    """An element; `class_` is written class, underscores become hyphens, None leaves the attribute out.

    content must be markup made here or already escaped.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_written(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>")  # noqa: S704


def _written(value: object) -> str:
    return short(value) if isinstance(value, float) else str(value)


def text(x: float, y: float, words: str, anchor: str = "start", **attributes: object) -> Markup:
    """Words on one line; anchor: start, middle or end."""
    placed = None if anchor == "start" else anchor
    return element("text", escape(words), x=float(x), y=float(y), text_anchor=placed, **attributes)


def stacked_text(x: float, y: float, lines: Sequence[str], anchor: str = "middle") -> Markup:
    """Several lines of words, the first at y."""
    return joined(text(x, y + 18 * row, words, anchor) for row, words in enumerate(lines))


def line(start: Point, end: Point, colour: str, **attributes: object) -> Markup:
    """A straight line."""
    (x1, y1), (x2, y2) = start, end
    return element(
        "line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), stroke=colour, **attributes
    )


def polyline(points: Sequence[Point], colour: str, **attributes: object) -> Markup:
    """A line through the points."""
    return element("polyline", points=coordinates(points), fill="none", stroke=colour, **attributes)


def coordinates(points: Iterable[Point]) -> str:
    """Points as SVG lists them."""
    return " ".join(f"{short(x)},{short(y)}" for x, y in points)


def joined(parts: Iterable[str]) -> Markup:
    """Pieces of markup one after another."""
    return Markup("").join(Markup(part) for part in parts)  # noqa: S704 - every part is made in this package


def drawing(
    chart_id: str, title: str, description: str, width: float, height: float, content: Iterable[str]
) -> Markup:
    """The whole picture, named and described for those who do not see it. chart_id: unique on the page."""
    named = element("title", escape(title), id=f"{chart_id}-title")
    told = element("desc", escape(description), id=f"{chart_id}-desc")
    return element(
        "svg",
        named + told + joined(content),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {short(width)} {short(height)}",
        width=float(width),
        height=float(height),
        role="img",
        aria_labelledby=f"{chart_id}-title",
        aria_describedby=f"{chart_id}-desc",
        font_size=FONT_SIZE,
        font_family="arial, sans-serif",
        fill=INK,
    )


def marker(shape: str, x: float, y: float, colour: str, size: float = 5.0) -> Markup:
    """A point of a series: circle, square, diamond or triangle around (x, y)."""
    if shape == "circle":
        return element("circle", cx=float(x), cy=float(y), r=size, fill=colour)
    if shape == "square":
        side = 2.0 * size
        return element("rect", x=x - size, y=y - size, width=side, height=side, fill=colour, stroke=INK)
    reach = size * 1.4
    corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
    if shape == "triangle":
        corners = [(x, y - reach), (x + reach, y + size), (x - reach, y + size)]
    return element("polygon", points=coordinates(corners), fill=colour)
