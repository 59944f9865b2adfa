"""Statistical process control by the NHS method "Making data count" (XmR charts).

Limits come from the moving range within each phase, after the ranges of outliers are screened out. Special
cause is one of four rules, in order of precedence. Two of three near a limit: three points in a row on one
side of the mean, two of them between the near limit and the limit. Figures are worked out exactly, so that a
point on the mean is on neither side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, Literal

from saggar.rules.dated import Rule, RuleBook, UsedRule, Version
from saggar.rules.reading import Reading
from saggar.rules.spc_signals import RULES_IN_ORDER, Side, SpecialCause, special_causes

METHOD = 'NHS England, "Making data count"; the same figures in NHSRplotthedots (NHS-R Community)'
SINCE = date(2018, 4, 1)

Direction = Literal["increase", "decrease", "neutral"]
Variation = Literal[
    "common_cause",
    "improvement_high",
    "improvement_low",
    "concern_high",
    "concern_low",
    "neutral_high",
    "neutral_low",
]
Assurance = Literal["passing", "failing", "hit_or_miss"]


def _figure(key: str, meaning: str, unit: str, value: Fraction) -> Rule[Fraction]:
    note = "recorded from 2018; the method has used it since its first guide"
    return Rule(key, meaning, unit, (Version(value, SINCE, METHOD, "medium", note=note),))


OUTLIER_SCREEN = _figure(
    "spc.outlier_screen",
    "Moving ranges of this many times their mean, or more, are left out of the limits",
    "times the mean moving range",
    Fraction(3267, 1000),
)
LIMIT_WIDTH = _figure(
    "spc.limit_width",
    "How far the process limits lie from the mean",
    "times the mean moving range",
    Fraction(266, 100),
)
NEAR_LIMIT = _figure(
    "spc.near_limit", "How far out a point is near a limit", "share of the limit", Fraction(2, 3)
)
FULL_LIMITS_FROM = _figure(
    "spc.full_limits_from", "With fewer points than this the limits are trial limits", "points", Fraction(12)
)
RUN_LENGTH = _figure(
    "spc.run_length",
    "Points in a row that make a trend or a run on one side of the mean",
    "points",
    Fraction(7),
)
_ALL: tuple[Rule[Any], ...] = (OUTLIER_SCREEN, LIMIT_WIDTH, NEAR_LIMIT, FULL_LIMITS_FROM, RUN_LENGTH)
BOOK = RuleBook.of(_ALL)


@dataclass(frozen=True, slots=True)
class Phase:
    """Mean and limits of the points [first, until); no limits with a single point; `trial` under 12."""

    first: int
    until: int
    mean: Fraction
    mean_range: Fraction | None
    lower_limit: Fraction | None
    upper_limit: Fraction | None
    near_lower_limit: Fraction | None
    near_upper_limit: Fraction | None
    trial: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its value, its phase, the special causes it is part of, the deciding one first."""

    value: Fraction
    phase: int
    causes: tuple[SpecialCause, ...]
    variation: Variation


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole chart. `variation` is the last point's; `assurance` is None without target or direction."""

    phases: tuple[Phase, ...]
    points: tuple[Point, ...]
    variation: Variation
    assurance: Assurance | None
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]


def chart(
    series: Sequence[Decimal | int | float],
    direction: Direction,
    target: Decimal | int | float | None = None,
    phase_starts: Sequence[int] = (),
) -> Chart:
    """The chart of a series in order of time.

    `direction` is where improvement lies. `phase_starts` are the positions, from 0, at which the mean and
    limits are worked out anew. ValueError when the series is empty or a position is outside it.
    """
    if not series:
        raise ValueError("a chart needs at least one point")
    if any(not 0 < start < len(series) for start in phase_starts):
        raise ValueError("a phase must start after the first point and not after the last")
    reading = Reading(SINCE)
    values = [_exact(value) for value in series]
    bounds = [0, *sorted(set(phase_starts)), len(values)]
    phases = tuple(_phase(values, first, until, reading) for first, until in pairwise(bounds))
    points = tuple(
        point
        for index, phase in enumerate(phases)
        for point in _points(values, index, phase, direction, reading)
    )
    assurance = None if target is None else _assurance(_exact(target), phases[-1], direction)
    return Chart(
        phases, points, points[-1].variation, assurance, tuple(_steps(phases, points[-1])), reading.used
    )


def _exact(value: Decimal | int | float) -> Fraction:
    """The number as it is written: 0.1 is a tenth."""
    return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)


def _phase(values: list[Fraction], first: int, until: int, reading: Reading) -> Phase:
    inside = values[first:until]
    mean = sum(inside, Fraction(0)) / len(inside)
    trial = len(inside) < reading.value(FULL_LIMITS_FROM)
    if len(inside) == 1:
        return Phase(first, until, mean, None, None, None, None, None, trial)
    mean_range = _mean_range([abs(after - before) for before, after in pairwise(inside)], reading)
    width = reading.value(LIMIT_WIDTH) * mean_range
    near = width * reading.value(NEAR_LIMIT)
    return Phase(first, until, mean, mean_range, mean - width, mean + width, mean - near, mean + near, trial)


def _mean_range(ranges: list[Fraction], reading: Reading) -> Fraction:
    """The mean moving range once the ranges of outliers are left out."""
    mean = sum(ranges, Fraction(0)) / len(ranges)
    kept = [each for each in ranges if each < reading.value(OUTLIER_SCREEN) * mean]
    return sum(kept, Fraction(0)) / len(kept) if kept else mean


def _points(
    values: list[Fraction], index: int, phase: Phase, direction: Direction, reading: Reading
) -> list[Point]:
    inside = values[phase.first : phase.until]
    width = None if phase.upper_limit is None else phase.upper_limit - phase.mean
    near = None if phase.near_upper_limit is None else phase.near_upper_limit - phase.mean
    causes = special_causes(inside, phase.mean, width, near, int(reading.value(RUN_LENGTH)))
    return [
        Point(value, index, found, _variation(found[0].side if found else None, direction))
        for value, found in zip(inside, causes, strict=True)
    ]


def _variation(side: Side | None, direction: Direction) -> Variation:
    """The icon of a point: common cause, or which way it went and whether that is good."""
    table: dict[tuple[Direction, Side], Variation] = {
        ("increase", "high"): "improvement_high",
        ("increase", "low"): "concern_low",
        ("decrease", "high"): "concern_high",
        ("decrease", "low"): "improvement_low",
        ("neutral", "high"): "neutral_high",
        ("neutral", "low"): "neutral_low",
    }
    return "common_cause" if side is None else table[direction, side]


def _assurance(target: Fraction, phase: Phase, direction: Direction) -> Assurance | None:
    """Whether the process will meet the target: always, never, or by chance."""
    if direction == "neutral" or phase.upper_limit is None or phase.lower_limit is None:
        return None
    if phase.lower_limit <= target <= phase.upper_limit:
        return "hit_or_miss"
    above = target > phase.upper_limit
    return "failing" if above == (direction == "increase") else "passing"


def _steps(phases: tuple[Phase, ...], last: Point) -> list[str]:
    steps = [_phase_in_words(number, phase) for number, phase in enumerate(phases, 1)]
    if last.causes:
        cause = last.causes[0]
        steps.append(f"The last point shows special cause: {RULES_IN_ORDER[cause.rule]} ({cause.side}).")
    else:
        steps.append("The last point shows common cause: no rule is met.")
    return steps


def _phase_in_words(number: int, phase: Phase) -> str:
    count = phase.until - phase.first
    start = f"Phase {number}: {count} points, mean {float(phase.mean):g}"
    if phase.lower_limit is None or phase.upper_limit is None:
        return f"{start}; one point gives no limits."
    kind = "trial limits" if phase.trial else "limits"
    return f"{start}, {kind} {float(phase.lower_limit):g} to {float(phase.upper_limit):g}."
