"""How well an application fits the criteria of a pledge.

Four criteria: sector, job role, level and location, a quarter each. A criterion the donor left open
matches everything; otherwise one common value is enough. Source:
SkillsFundingAgency/das-levy-transfer-matching-api MatchingCriteriaService.cs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from saggar.calculators.calculator import calculator
from saggar.calculators.kinds import WholeKind
from saggar.rules.dated import UsedRule

CRITERIA = ("sector", "job_role", "level", "location")
Level = Annotated[int, WholeKind(1, 8), "Apprenticeship level"]


@dataclass(frozen=True, slots=True)
class PledgeCriteria:
    """What a donor asks for; an empty list asks for nothing."""

    sectors: tuple[str, ...] = ()
    job_roles: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    locations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """What an applicant offers. The job role is that of the standard applied for."""

    sectors: tuple[str, ...] = ()
    job_role: str | None = None
    level: Level | None = None
    locations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionMatch:
    """Whether one criterion is met, and why in words."""

    criterion: str
    matches: bool
    reason: str


def _named(values: Iterable[str | int]) -> dict[str, str]:
    """The values by their form for comparison: without case and surrounding space."""
    return {str(value).strip().casefold(): str(value).strip() for value in values}


def _compare(criterion: str, asked: Iterable[str | int], offered: Iterable[str | int]) -> CriterionMatch:
    wanted, there = _named(asked), _named(offered)
    if not wanted:
        return CriterionMatch(criterion, True, "The donor leaves this open.")
    common = [name for key, name in wanted.items() if key in there]
    if common:
        return CriterionMatch(criterion, True, f"Both name {', '.join(common)}.")
    given = ", ".join(there.values()) or "nothing"
    return CriterionMatch(
        criterion, False, f"The donor asks for {', '.join(wanted.values())}; the application names {given}."
    )


def match(pledge: PledgeCriteria, application: ApplicationFacts) -> tuple[CriterionMatch, ...]:
    """Each criterion in the order sector, job role, level, location."""
    role = () if application.job_role is None else (application.job_role,)
    level = () if application.level is None else (application.level,)
    return (
        _compare("sector", pledge.sectors, application.sectors),
        _compare("job_role", pledge.job_roles, role),
        _compare("level", pledge.levels, level),
        _compare("location", pledge.locations, application.locations),
    )


def percentage(matches: Iterable[CriterionMatch]) -> int:
    """A quarter of a hundred for each criterion met."""
    return sum(one.matches for one in matches) * 100 // len(CRITERIA)


@dataclass(frozen=True, slots=True)
class MatchGiven:
    """A pledge's criteria and an application."""

    pledge: PledgeCriteria
    application: ApplicationFacts


@dataclass(frozen=True, slots=True)
class MatchResult:
    """Which criteria are met, and how many of them in percent."""

    sector: bool
    job_role: bool
    level: bool
    location: bool
    percentage: Annotated[int, WholeKind(0, 100), "0, 25, 50, 75 or 100"]
    criteria: Annotated[tuple[CriterionMatch, ...], "Each criterion with its reason"]
    rules: tuple[UsedRule, ...] = ()


@calculator("levy.match", "How well an application fits the criteria of a pledge")
def match_percentage(given: MatchGiven) -> MatchResult:
    """Each criterion met or not, and 25 for each."""
    found = match(given.pledge, given.application)
    sector, job_role, level, location = (one.matches for one in found)
    return MatchResult(sector, job_role, level, location, percentage(found), found)
