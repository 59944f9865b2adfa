"""Measures of retention. The formulas are in `saggar.rules.workforce_metrics`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from saggar.calculators.calculator import calculator
from saggar.calculators.faults import BadInput, FaultGatherer
from saggar.calculators.fields import Count, Month
from saggar.calculators.kinds import NumberKind
from saggar.calculators.redundancy_days import Day
from saggar.rules import workforce_metrics as metrics
from saggar.rules.dated import UsedRule
from saggar.rules.money import to_pence
from saggar.rules.wording import counted

Rate = Annotated[Decimal, NumberKind(places=2), "Percent"]


@dataclass(frozen=True, slots=True)
class HeadcountGiven:
    """People of one partner on the first and last day of the period."""

    employer: str
    start: Annotated[Count, "Headcount on the first day"]
    end: Annotated[Count | None, "Headcount on the last day; without it, what the moves lead to"] = None


@dataclass(frozen=True, slots=True)
class MoveGiven:
    """Someone leaves an employer, joins one, or both on one day: a move between partners is one row."""

    person: Annotated[str, "A name or number that is the same for the same person"]
    on: Annotated[Day, "The day of the move"]
    left: Annotated[str | None, "The employer left; null for a joiner from outside"] = None
    joined: Annotated[str | None, "The employer joined; null for a leaver from the system"] = None
    reason: Annotated[str, "Reason for leaving; empty or Unknown when it is not known"] = ""


@dataclass(frozen=True, slots=True)
class CohortGiven:
    """The starters of one month, and how many stayed 12 months."""

    employer: str
    month: Month
    started: Count
    stayed: Annotated[Count, "Still with the employer after 12 months"]
    stayed_in_system: Annotated[Count | None, "Still with any partner; without it, those who stayed"] = None


@dataclass(frozen=True, slots=True)
class RetentionGiven:
    """One period: headcounts of every partner, all moves in it, and cohorts of starters."""

    headcounts: Annotated[tuple[HeadcountGiven, ...], "Every partner of the system"]
    moves: Annotated[tuple[MoveGiven, ...], "Every move in the period, in any order"] = ()
    cohorts: Annotated[tuple[CohortGiven, ...], "Starters by month and employer"] = ()


@dataclass(frozen=True, slots=True)
class ViewResult:
    """The measures of one employer, or of the system. Rates are null where there is nobody to count."""

    start: Annotated[int, "Headcount on the first day"]
    end: Annotated[int, "Headcount on the last day"]
    leavers: int
    joiners: int
    kept_by_system: Annotated[int, "Leavers of a partner who moved to another partner"]
    leaver_rate: Rate | None
    stability_index: Rate | None
    reason_completeness: Annotated[Rate | None, "Leavers with a known reason, percent"]
    unexplained: Annotated[int, "Headcount at the end less what the moves lead to"]


@dataclass(frozen=True, slots=True)
class EmployerResult(ViewResult):
    """The measures as one employer sees them."""

    employer: str


@dataclass(frozen=True, slots=True)
class CohortResult:
    """12-month retention of the starters of a month."""

    employer: str
    month: Month
    started: int
    employer_rate: Annotated[Rate | None, "Still with the employer, percent"]
    system_rate: Annotated[Rate | None, "Still with any partner, percent"]


@dataclass(frozen=True, slots=True)
class RetentionResult:
    """Each employer's view, in order of name, and the system's."""

    system: ViewResult
    employers: tuple[EmployerResult, ...]
    cohorts: tuple[CohortResult, ...]
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("retention.metrics", "Leaver rate, stability and retention, for each employer and the system")
def retention(given: RetentionGiven) -> RetentionResult:
    """A move between partners is a loss to the employer and kept by the system."""
    headcounts = [metrics.Headcount(each.employer, each.start, each.end) for each in given.headcounts]
    moves = [metrics.Move(each.person, each.on, each.left, each.joined, each.reason) for each in given.moves]
    _refuse_idle_moves(given.moves)
    try:
        report = metrics.retention_report(headcounts, moves, [_cohort(each) for each in given.cohorts])
    except ValueError as error:
        raise BadInput.at("", str(error)) from error
    return RetentionResult(
        system=ViewResult(*_measures(report.system)),
        employers=tuple(EmployerResult(*_measures(view), view.name) for view in report.employers),
        cohorts=tuple(_cohort_result(each) for each in report.starters),
        steps=_steps(report),
        rules=report.rules,
    )


def _refuse_idle_moves(moves: tuple[MoveGiven, ...]) -> None:
    gatherer = FaultGatherer()
    for index, move in enumerate(moves):
        if move.left is None and move.joined is None:
            gatherer.add(f"moves[{index}]", "must name the employer left, the one joined, or both")
        elif move.left == move.joined:
            gatherer.add(f"moves[{index}]", "leaves and joins the same employer")
    gatherer.settle()


def _cohort(given: CohortGiven) -> metrics.StarterCohort:
    in_system = given.stayed if given.stayed_in_system is None else given.stayed_in_system
    return metrics.StarterCohort(given.employer, given.month, given.started, given.stayed, in_system)


def _measures(
    view: metrics.RetentionView,
) -> tuple[int, int, int, int, int, Decimal | None, Decimal | None, Decimal | None, int]:
    return (
        view.at_start,
        view.at_end,
        view.leavers,
        view.joiners,
        view.kept_by_system,
        _rate(view.leaver_rate),
        _rate(view.stability_index),
        _rate(view.reason_completeness),
        view.unexplained,
    )


def _rate(rate: Fraction | None) -> Decimal | None:
    return None if rate is None else to_pence(rate)


def _cohort_result(found: metrics.StarterRetention) -> CohortResult:
    cohort = found.cohort
    return CohortResult(
        cohort.employer, cohort.month, cohort.started, _rate(found.employer_rate), _rate(found.system_rate)
    )


def _steps(report: metrics.RetentionReport) -> tuple[str, ...]:
    lost = sum(view.leavers for view in report.employers)
    return (
        f"Employers count {counted(lost, 'leaver')}.",
        f"{report.system.kept_by_system} of them moved to another partner.",
        f"The system counts {counted(report.system.leavers, 'leaver')}.",
        *(_rate_step(view.name, view) for view in report.employers),
        _rate_step("System", report.system),
    )


def _rate_step(name: str, view: metrics.RetentionView) -> str:
    rate = _rate(view.leaver_rate)
    shown = "no rate" if rate is None else f"{rate}%"
    mean = (view.at_start + view.at_end) / 2
    return f"{name}: {counted(view.leavers, 'leaver')} over a mean headcount of {mean:g}: {shown}."
