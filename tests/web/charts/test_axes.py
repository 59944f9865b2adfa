"""Axes: round numbers that enclose the values, and labels that never touch."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saggar.web.charts.axes import Frame, Scale, extent, level_labels, point_places, ticks
from saggar.web.charts.words import every, spread, width_of, wrapped

VALUES = st.floats(-1e9, 1e9).filter(lambda value: value == 0 or abs(value) > 1e-6)


@pytest.mark.parametrize(
    ("low", "high", "levels"),
    [
        (0, 5_300_000, [0, 2_000_000, 4_000_000, 6_000_000]),
        (0.118, 0.1505, [0.11, 0.12, 0.13, 0.14, 0.15, 0.16]),
        (-25, 41, [-40, -20, 0, 20, 40, 60]),
        (0, 0, [0, 0.5, 1]),
        (7, 7, [0, 2, 4, 6, 8]),
    ],
)
def test_ticks_are_round_numbers(low: float, high: float, levels: list[float]) -> None:
    """Steps of 1, 2 or 5 times a power of ten; a single value still gets an axis from nought."""
    assert ticks(low, high) == pytest.approx(levels)


@given(VALUES, VALUES)
def test_ticks_enclose_every_value_with_few_steps(one: float, other: float) -> None:
    """Nothing is drawn outside the axis, and the axis is never crowded."""
    low, high = min(one, other), max(one, other)
    levels = ticks(low, high)
    slack = (levels[-1] - levels[0]) * 1e-6
    assert levels[0] <= low + slack
    assert levels[-1] >= high - slack
    assert 2 <= len(levels) <= 12


def test_extent_skips_what_is_missing() -> None:
    """A month without a figure does not pull the axis to nought."""
    assert [
        extent([3, None, 5], with_zero=False),
        extent([3, None], with_zero=True),
        extent([None], False),
    ] == [
        (3, 5),
        (0, 3),
        (0, 1),
    ]


def test_a_scale_turns_values_into_places() -> None:
    """The middle of the values is the middle of the drawing."""
    scale = Scale(0, 10, 400, 0)
    assert [scale(0), scale(5), scale(10)] == [400, 200, 0]


@pytest.mark.parametrize(
    ("words", "levels", "labels"),
    [
        ("£{:.1f}m", [0, 2, 4], ["£0m", "£2m", "£4m"]),
        ("{:.2f}", [0, 2, 4], ["0", "2", "4"]),
        ("{:.1f}%", [0.5, 1, 1.5], ["0.5%", "1.0%", "1.5%"]),
        ("{:.2f}", [1.05, 1.1], ["1.05", "1.10"]),
    ],
)
def test_needless_decimals_leave_the_axis(words: str, levels: list[float], labels: list[str]) -> None:
    """£2m, not £2.0m, but only where every level is whole."""
    assert level_labels(levels, words.format) == labels


@given(st.lists(st.text("abcdefgh ", min_size=1, max_size=12), min_size=1, max_size=60), st.floats(5, 300))
def test_labels_never_touch(labels: list[str], spacing: float) -> None:
    """Between two shown labels there is room for the wider of them."""
    step = every(labels, spacing)
    assert step * spacing >= max(width_of(label) for label in labels) or step >= len(labels)


@pytest.mark.parametrize("months", [12, 24, 36, 60])
def test_months_are_labelled_at_steps_people_know(months: int) -> None:
    """Every month, every second, quarter, half-year or year: never every seventh month."""
    frame = Frame(60, 0, 700, 400)
    places = point_places(frame, months)
    assert every(["Sep 26"] * months, places[1] - places[0]) in (1, 2, 3, 4, 6, 12)


@given(st.lists(st.floats(0, 400), max_size=8))
def test_names_beside_lines_keep_apart_in_the_lines_order(wanted: list[float]) -> None:
    """However close the lines end, each name has its own row, and a higher line a higher name."""
    placed = spread(wanted, 20, 0, 400)
    ordered = [place for _, place in sorted(zip(wanted, placed, strict=True))]
    gaps = [after - before for before, after in itertools.pairwise(ordered)]
    assert all(gap >= 20 - 1e-6 for gap in gaps)


@given(st.text(), st.floats(20, 300))
def test_wrapping_keeps_every_word(words: str, room: float) -> None:
    """No word of a long name is lost, and no more than three lines are made."""
    lines = wrapped(words, room)
    assert " ".join(lines).split() == words.split()
    assert len(lines) <= 3


def test_wider_letters_take_more_room() -> None:
    """The estimate knows an i from an M."""
    assert math.isclose(width_of("ii"), 9.6)
    assert width_of("MM") > 2 * width_of("ii")
