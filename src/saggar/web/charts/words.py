"""How much room words need in a drawing, and how to fit them: estimates from the widths of Arial."""

from __future__ import annotations

from collections.abc import Sequence

from saggar.web.charts.svg import FONT_SIZE

NARROW = frozenset("ijltfrI.,:;'|!()[] ")
WIDE = frozenset("mwMW%@£&")
LINE = 20.0


def width_of(words: str) -> float:
    """The width of words at the drawing's font size, in units."""
    shares = (
        0.3 if letter in NARROW else 0.86 if letter in WIDE else 0.69 if letter.isupper() else 0.56
        for letter in words
    )
    return FONT_SIZE * sum(shares)


def wrapped(words: str, room: float, most_lines: int = 3) -> list[str]:
    """The words on lines no wider than the room where spaces allow; the last line takes what is left."""
    lines: list[str] = []
    for word in words.split():
        fits = lines and width_of(f"{lines[-1]} {word}") <= room
        if lines and (fits or len(lines) == most_lines):
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines or [""]


def every(labels: Sequence[str], spacing: float, gap: float = 16) -> int:
    """How many places apart labels must stand so that none touches the next; steps that suit months."""
    needed = max((width_of(label) for label in labels), default=0) + gap
    steps = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120)
    return next((step for step in steps if step * spacing >= needed), max(len(labels), 1))


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Heights near the wanted ones but a gap apart and within low and high, in the given order."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [0.0] * len(wanted)
    floor = low
    for index in order:
        placed[index] = max(wanted[index], floor)
        floor = placed[index] + gap
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    return placed
