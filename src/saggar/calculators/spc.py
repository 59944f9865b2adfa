"""A statistical process control chart of a series. The rules are in `saggar.rules.spc`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from saggar.calculators.calculator import calculator
from saggar.calculators.faults import BadInput
from saggar.calculators.fields import Count
from saggar.calculators.kinds import NumberKind
from saggar.rules import spc
from saggar.rules.dated import UsedRule
from saggar.rules.spc_signals import Side, SignalRule

Measure = Annotated[Decimal, NumberKind(), "A measurement"]
Shown = Annotated[float, NumberKind(places=6, as_float=True)]


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A measurement with the time it belongs to."""

    at: Annotated[str, "Its time, such as 2026-03"]
    value: Measure


@dataclass(frozen=True, slots=True)
class SpcGiven:
    """A series in order of time, and what is wanted of it."""

    series: Annotated[tuple[Measure | LabelledValue, ...], "Measurements in order of time"]
    direction: Annotated[spc.Direction, "Where improvement lies"]
    target: Annotated[Measure | None, "What is aimed at"] = None
    phases: Annotated[
        tuple[Count | str, ...], "Where limits start anew: positions from 0, or labels of the series"
    ] = ()


@dataclass(frozen=True, slots=True)
class PhaseResult:
    """Mean and limits of one phase; limits are null with a single point."""

    start: Annotated[int, "Position of its first point, from 0"]
    points: int
    mean: Shown
    lower_limit: Shown | None
    upper_limit: Shown | None
    near_lower_limit: Shown | None
    near_upper_limit: Shown | None
    mean_moving_range: Annotated[Shown | None, "After outliers are left out"]
    trial: Annotated[bool, "Whether these are trial limits, from fewer than 12 points"]


@dataclass(frozen=True, slots=True)
class PointResult:
    """One point with its special cause."""

    at: Annotated[str, "Its label, or its position from 0"]
    value: Shown
    phase: Annotated[int, "Its phase, from 0"]
    flag: Annotated[SignalRule | None, "The rule that decides; null for common cause"]
    side: Annotated[Side | None, "High or rising, low or falling; null for common cause"]
    flags: Annotated[tuple[SignalRule, ...], "All rules it is part of, in order of precedence"]
    variation: spc.Variation


@dataclass(frozen=True, slots=True)
class SpcResult:
    """The chart. Mean and limits at the top are those of the last phase."""

    mean: Shown
    lower_limit: Shown | None
    upper_limit: Shown | None
    variation: Annotated[spc.Variation, "The variation icon, from the last point"]
    assurance: Annotated[spc.Assurance | None, "The assurance icon; null without a target or a direction"]
    phases: tuple[PhaseResult, ...]
    points: tuple[PointResult, ...]
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("spc", "A process control chart: mean, limits, special causes, variation and assurance")
def chart(given: SpcGiven) -> SpcResult:
    """Making data count: XmR limits for each phase, four rules of special cause, two icons."""
    labels = [each.at if isinstance(each, LabelledValue) else str(at) for at, each in enumerate(given.series)]
    values = [each.value if isinstance(each, LabelledValue) else each for each in given.series]
    starts = _starts(given.phases, labels)
    try:
        made = spc.chart(values, given.direction, given.target, starts)
    except ValueError as error:
        raise BadInput.at("phases" if values else "series", str(error)) from error
    phases = tuple(_phase(phase) for phase in made.phases)
    last = phases[-1]
    return SpcResult(
        last.mean,
        last.lower_limit,
        last.upper_limit,
        made.variation,
        made.assurance,
        phases,
        tuple(_point(label, point) for label, point in zip(labels, made.points, strict=True)),
        made.steps,
        made.rules,
    )


def _starts(phases: tuple[int | str, ...], labels: list[str]) -> list[int]:
    """The positions of the phases' first points; BadInput for a label the series has not."""
    starts: list[int] = []
    for index, phase in enumerate(phases):
        if isinstance(phase, str) and phase not in labels:
            raise BadInput.at(f"phases[{index}]", f"no point is labelled {phase}")
        starts.append(labels.index(phase) if isinstance(phase, str) else phase)
    return starts


def _phase(phase: spc.Phase) -> PhaseResult:
    return PhaseResult(
        start=phase.first,
        points=phase.until - phase.first,
        mean=float(phase.mean),
        lower_limit=_number(phase.lower_limit),
        upper_limit=_number(phase.upper_limit),
        near_lower_limit=_number(phase.near_lower_limit),
        near_upper_limit=_number(phase.near_upper_limit),
        mean_moving_range=_number(phase.mean_range),
        trial=phase.trial,
    )


def _number(exact: Fraction | None) -> float | None:
    return None if exact is None else float(exact)


def _point(label: str, point: spc.Point) -> PointResult:
    deciding = point.causes[0] if point.causes else None
    return PointResult(
        at=label,
        value=float(point.value),
        phase=point.phase,
        flag=deciding.rule if deciding else None,
        side=deciding.side if deciding else None,
        flags=tuple(cause.rule for cause in point.causes),
        variation=point.variation,
    )
