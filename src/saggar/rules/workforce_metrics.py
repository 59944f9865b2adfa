"""Measures of retention, for one employer and for the whole system, in the words of NHS workforce statistics.

A move between partners is a loss to the employer and no loss to the system: only counts over all partners
can show it. Rates are percentages as exact fractions; None where there is nobody to count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from saggar.rules.dated import Rule, RuleBook, UsedRule, Version
from saggar.rules.reading import Reading

STATISTICS = "NHS workforce statistics (NHS England), definitions; NHS National Workforce Data Set"
SINCE = date(2009, 9, 30)
NOT_KNOWN = frozenset(
    {"", "unknown", "not known", "other/not known", "voluntary resignation - other/not known"}
)


def _measure(key: str, meaning: str, formula: str) -> Rule[str]:
    note = "recorded from the first monthly publication; the formula has not changed since"
    return Rule(key, meaning, "formula", (Version(formula, SINCE, STATISTICS, "medium", note=note),))


LEAVER_RATE = _measure(
    "workforce.leaver_rate",
    "Leavers as a percentage of the average headcount",
    "leavers / mean of headcount at start and end x 100",
)
STABILITY_INDEX = _measure(
    "workforce.stability_index",
    "Those here at the start who are still here at the end",
    "start cohort still in the group at the end / start cohort x 100",
)
NEW_STARTER_RETENTION = _measure(
    "workforce.new_starter_retention",
    "Starters of a month who are still here 12 months later",
    "still here after 12 months / starters of the month x 100",
)
REASON_COMPLETENESS = _measure(
    "workforce.reason_completeness",
    "Leavers whose reason for leaving is known",
    "leavers with a known reason / leavers x 100",
)
_ALL: tuple[Rule[Any], ...] = (LEAVER_RATE, STABILITY_INDEX, NEW_STARTER_RETENTION, REASON_COMPLETENESS)
BOOK = RuleBook.of(_ALL)


@dataclass(frozen=True, slots=True)
class Headcount:
    """People of one employer on the first and last day; `at_end` None follows from the moves."""

    employer: str
    at_start: int
    at_end: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A person leaves one employer, joins another, or both, on one day.

    `left` None is a joiner from outside; `joined` None, or an employer that is no partner, a leaver from the
    system. A move between partners is one row with both.
    """

    person: str
    on: date
    left: str | None = None
    joined: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StarterCohort:
    """Starters of one month, and how many of them are with the employer, or any partner, 12 months later."""

    employer: str
    month: date
    started: int
    stayed: int
    stayed_in_system: int


@dataclass(frozen=True, slots=True)
class RetentionView:
    """The measures of one employer, or of the system when `name` is empty. Rates are percentages.

    `kept_by_system` counts leavers who moved to another partner. `unexplained` is the headcount at the end
    less what the moves lead to.
    """

    name: str
    at_start: int
    at_end: int
    leavers: int
    joiners: int
    kept_by_system: int
    leaver_rate: Fraction | None
    stability_index: Fraction | None
    reason_completeness: Fraction | None
    unexplained: int


@dataclass(frozen=True, slots=True)
class StarterRetention:
    """The 12-month retention of one cohort, as the employer sees it and as the system does."""

    cohort: StarterCohort
    employer_rate: Fraction | None
    system_rate: Fraction | None


@dataclass(frozen=True, slots=True)
class RetentionReport:
    """One view for each employer in order of name, the system's view, and the rules used."""

    employers: tuple[RetentionView, ...]
    system: RetentionView
    starters: tuple[StarterRetention, ...]
    rules: tuple[UsedRule, ...]


def retention_report(
    headcounts: Sequence[Headcount], moves: Iterable[Move], cohorts: Iterable[StarterCohort] = ()
) -> RetentionReport:
    """The measures over one period, whose moves are given in any order.

    ValueError when an employer is given twice, or more people left than an employer had at the start.
    """
    partners = {each.employer for each in headcounts}
    if len(partners) != len(headcounts):
        raise ValueError("an employer is given twice")
    reading = Reading(SINCE)
    reading.value(LEAVER_RATE)
    reading.value(STABILITY_INDEX)
    reading.value(REASON_COMPLETENESS)
    in_order = sorted(moves, key=lambda move: (move.on, move.person))
    places = _Places(in_order, partners)
    flows = _Flows(in_order, places)
    views = tuple(
        _employer_view(each, flows, partners) for each in sorted(headcounts, key=lambda each: each.employer)
    )
    starters = tuple(_starter_retention(cohort, reading) for cohort in cohorts)
    return RetentionReport(views, _system_view(views, places), starters, reading.used)


class _Places:
    """Where each person who moved worked at the start and at the end, and after which moves in no place."""

    def __init__(self, moves: list[Move], partners: set[str]) -> None:
        self.at_start: dict[str, set[str]] = {}
        self.at_end: dict[str, set[str]] = {}
        self.left_system: list[Move] = []
        seen: set[tuple[str, str]] = set()
        for move in moves:
            start = self.at_start.setdefault(move.person, set())
            now = self.at_end.setdefault(move.person, set())
            if move.left in partners and (move.person, move.left) not in seen:
                start.add(move.left)
            seen.update((move.person, place) for place in (move.left, move.joined) if place)
            now.discard(move.left or "")
            if move.joined in partners:
                now.add(move.joined)
            if move.left in partners and not now:
                self.left_system.append(move)

    def lost_by_employer(self) -> Counter[str]:
        """How many of each employer's people at the start are not there at the end."""
        return Counter(
            employer for person, start in self.at_start.items() for employer in start - self.at_end[person]
        )

    def lost_from_system(self) -> int:
        """How many of the system's people at the start are with no partner at the end."""
        return sum(1 for person, start in self.at_start.items() if start and not self.at_end[person])


class _Flows:
    """The moves in and out of each employer, and how many of its start cohort it lost."""

    def __init__(self, moves: list[Move], places: _Places) -> None:
        self.out: defaultdict[str, list[Move]] = defaultdict(list)
        self.into: Counter[str] = Counter(move.joined for move in moves if move.joined)
        self.lost = places.lost_by_employer()
        for move in moves:
            if move.left:
                self.out[move.left].append(move)


def _employer_view(count: Headcount, flows: _Flows, partners: set[str]) -> RetentionView:
    leaves, joiners = flows.out[count.employer], flows.into[count.employer]
    lost = flows.lost[count.employer]
    expected = count.at_start + joiners - len(leaves)
    at_end = expected if count.at_end is None else count.at_end
    if lost > count.at_start or expected < 0:
        raise ValueError(f"more people left {count.employer} than it had")
    return RetentionView(
        count.employer,
        count.at_start,
        at_end,
        len(leaves),
        joiners,
        sum(1 for move in leaves if move.joined in partners),
        _leaver_rate(len(leaves), count.at_start, at_end),
        _percent(count.at_start - lost, count.at_start),
        _reasons_known(leaves),
        at_end - expected,
    )


def _system_view(views: tuple[RetentionView, ...], places: _Places) -> RetentionView:
    at_start = sum(view.at_start for view in views)
    at_end = sum(view.at_end for view in views)
    leavers = len(places.left_system)
    return RetentionView(
        "",
        at_start,
        at_end,
        leavers,
        sum(view.joiners for view in views) - sum(view.kept_by_system for view in views),
        sum(view.kept_by_system for view in views),
        _leaver_rate(leavers, at_start, at_end),
        _percent(at_start - places.lost_from_system(), at_start),
        _reasons_known(places.left_system),
        sum(view.unexplained for view in views),
    )


def _leaver_rate(leavers: int, at_start: int, at_end: int) -> Fraction | None:
    return _percent(2 * leavers, at_start + at_end)


def _reasons_known(leaves: list[Move]) -> Fraction | None:
    known = sum(1 for move in leaves if move.reason.strip().lower() not in NOT_KNOWN)
    return _percent(known, len(leaves))


def _starter_retention(cohort: StarterCohort, reading: Reading) -> StarterRetention:
    reading.value(NEW_STARTER_RETENTION)
    if not cohort.stayed <= cohort.stayed_in_system <= cohort.started:
        raise ValueError(f"more of {cohort.employer}'s starters stayed than started, or than the system kept")
    return StarterRetention(
        cohort, _percent(cohort.stayed, cohort.started), _percent(cohort.stayed_in_system, cohort.started)
    )


def _percent(part: int, whole: int) -> Fraction | None:
    return Fraction(part * 100, whole) if whole else None
