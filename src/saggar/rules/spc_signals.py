"""The four rules of special cause on an XmR chart, in their order of precedence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

Side = Literal["high", "low"]
SignalRule = Literal["outside_limits", "trend", "two_of_three", "one_side"]

RULES_IN_ORDER: dict[SignalRule, str] = {
    "outside_limits": "a point outside the limits",
    "trend": "7 points in a row rise or fall",
    "two_of_three": "2 of 3 points in a row are near a limit",
    "one_side": "7 points in a row on one side of the mean",
}


@dataclass(frozen=True, slots=True)
class SpecialCause:
    """A rule that a point is part of, and the side: above or below the mean, or rising or falling."""

    rule: SignalRule
    side: Side


def special_causes(
    values: list[Fraction], mean: Fraction, width: Fraction | None, near: Fraction | None, run: int
) -> list[tuple[SpecialCause, ...]]:
    """For each value the rules it is part of, in order of precedence.

    `width` is the distance of the limits from the mean, `near` that of the near limits; None for both when
    there are no limits. `run` is the number of points of a trend or of a run on one side.
    """
    offsets = [value - mean for value in values]
    outside = _outside(offsets, width)
    by_rule: dict[SignalRule, list[int]] = {
        "outside_limits": outside,
        "trend": _trends(values, run),
        "two_of_three": _two_of_three(offsets, outside, near),
        "one_side": _runs([_sign(offset) for offset in offsets], run),
    }
    return [
        tuple(
            SpecialCause(rule, "high" if signs[index] > 0 else "low")
            for rule, signs in by_rule.items()
            if signs[index]
        )
        for index in range(len(values))
    ]


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def _outside(offsets: list[Fraction], width: Fraction | None) -> list[int]:
    return [0 if width is None or abs(offset) <= width else _sign(offset) for offset in offsets]


def _windows(length: int, size: int) -> Iterator[range]:
    """Every `size` positions in a row."""
    return (range(start, start + size) for start in range(length - size + 1))


def _trends(values: list[Fraction], run: int) -> list[int]:
    """Points of a strict rise (+1) or fall (-1); one that ends a rise and starts a fall is of the later."""
    steps = [_sign(after - before) for before, after in pairwise(values)]
    signs = [0] * len(values)
    for window in _windows(len(values), run):
        directions = set(steps[window.start : window.stop - 1])
        if directions in ({1}, {-1}):
            for index in window:
                signs[index] = steps[window.start]
    return signs


def _two_of_three(offsets: list[Fraction], outside: list[int], near: Fraction | None) -> list[int]:
    """Points between the near limit and the limit, two of three in a row that lie on one side."""
    sides = [_sign(offset) for offset in offsets]
    close = [
        near is not None and not beyond and abs(offset) > near
        for offset, beyond in zip(offsets, outside, strict=True)
    ]
    signs = [0] * len(offsets)
    for window in _windows(len(offsets), 3):
        one_side = abs(sum(sides[index] for index in window)) == len(window)
        if one_side and sum(close[index] for index in window) > 1:
            for index in window:
                signs[index] = signs[index] or (sides[index] if close[index] else 0)
    return signs


def _runs(sides: list[int], run: int) -> list[int]:
    """Points of a run on one side of the mean."""
    signs = [0] * len(sides)
    for window in _windows(len(sides), run):
        if sides[window.start] and len(set(sides[window.start : window.stop])) == 1:
            for index in window:
                signs[index] = sides[index]
    return signs
