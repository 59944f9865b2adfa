"""What makes a forecast problem impossible to answer: its values checked against one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache

from saggar.engines.faults import Fault
from saggar.engines.funding.forecast.problem import (
    MOST_MONTHS,
    Commitment,
    Donor,
    ForecastProblem,
    FromMonth,
    WhatIf,
)
from saggar.engines.funding.money import DECIMAL_PLACES
from saggar.rules.dated import Rule
from saggar.rules.levy import RuleSet, add_months

EARLIEST = date(2019, 5, 1)
LATEST = date(2099, 12, 1)
LARGEST = Decimal(100_000_000)
LARGEST_SUM = Decimal(10_000_000_000)
LONGEST_COMMITMENT = 2 * MOST_MONTHS


def faults_of(problem: ForecastProblem) -> tuple[Fault, ...]:
    """Everything wrong with `problem`, in the order of its fields; paths count from 0 as in its JSON."""
    return (*_faults_of_frame(problem), *_faults_of_donors(problem), *_faults_of_what_if(problem))


def _faults_of_frame(problem: ForecastProblem) -> Iterator[Fault]:
    if not EARLIEST <= problem.first_month <= LATEST or problem.first_month.day != 1:
        yield Fault("first_month", f"must be a month from {EARLIEST:%B %Y} to {LATEST:%B %Y}")
    if not 1 <= problem.months <= MOST_MONTHS:
        yield Fault("months", f"is {problem.months}; it must be from 1 to {MOST_MONTHS}")
    elif problem.acts_from not in problem.calendar:
        yield Fault("advise_from", f"{problem.acts_from:%B %Y} is outside the forecast")


def _faults_of_donors(problem: ForecastProblem) -> Iterator[Fault]:
    if not problem.donors:
        yield Fault("donors", "has no entry; there must be at least one donor")
    times = Counter(donor.donor_id for donor in problem.donors)
    for place, donor in enumerate(problem.donors):
        path = f"donors[{place}]"
        if times[donor.donor_id] > 1:
            yield Fault(f"{path}.id", f"{donor.donor_id!r} is the id of more than one donor")
        yield from _faults_of_donor(path, donor, problem)


def _faults_of_donor(path: str, donor: Donor, problem: ForecastProblem) -> Iterator[Fault]:
    yield from _faults_of_steps(f"{path}.levy_declared", donor.levy_declared, problem.first_month)
    yield from _faults_of_steps(f"{path}.english_percent", donor.english_percent, problem.first_month)
    yield from _faults_of_opening(path, donor, problem.first_month, (problem.rules, problem.rules_as_run()))
    for month in donor.history.credited:
        if month >= problem.first_month:
            yield Fault(f"{path}.history.credited.{month:%Y-%m}", "is not before the first month")
    for place, commitment in enumerate(donor.commitments):
        yield from _faults_of_commitment(f"{path}.commitments[{place}]", commitment)
    yield from _faults_of_amounts(_amounts(path, donor))
    owed = (amount for c in donor.commitments for _, amount in _commitment_amounts(path, c))
    if sum(owed, Decimal(0)) > LARGEST_SUM:
        yield Fault(f"{path}.commitments", f"could come to more than £{LARGEST_SUM:,} in one month")


def _faults_of_steps(path: str, figure: FromMonth, first_month: date) -> Iterator[Fault]:
    months = [month for month, _ in figure.steps]
    if not months:
        yield Fault(path, "has no value")
    elif months != sorted(set(months)):
        yield Fault(path, "has its months out of order or twice")
    elif months[0] > first_month:
        yield Fault(path, f"says nothing for {first_month:%B %Y}, the first month")


def _faults_of_opening(
    path: str, donor: Donor, first_month: date, rules: Iterable[RuleSet]
) -> Iterator[Fault]:
    for month in donor.opening:
        if month >= first_month:
            message = "is not before the first month; opening funds entered the account earlier"
            yield Fault(f"{path}.opening.{month:%Y-%m}", message)
            continue
        last = min(_last_month(month, rule_set.expiry_months) for rule_set in rules)
        if last < first_month:
            message = f"expired in {last:%B %Y}, before the first month; leave it out"
            yield Fault(f"{path}.opening.{month:%Y-%m}", message)


@cache
def _last_month(entered: date, expiry: Rule[int]) -> date:
    """The last month of funds; that of their entry when no lifetime was in force then."""
    return add_months(entered, expiry.on(entered)) if entered >= expiry.versions[0].starts_on else entered


def _faults_of_commitment(path: str, commitment: Commitment) -> Iterator[Fault]:
    if not 0 <= commitment.months <= LONGEST_COMMITMENT:
        yield Fault(f"{path}.months", f"is {commitment.months}; it must be from 0 to {LONGEST_COMMITMENT}")
    if commitment.completion and commitment.completion.month < commitment.first_month:
        yield Fault(f"{path}.completion.month", "is before the first instalment")
    if commitment.started and commitment.started > commitment.first_month:
        yield Fault(f"{path}.started", "is after the first instalment")
    yield from _faults_of_amounts(_commitment_amounts(path, commitment))


def _amounts(path: str, donor: Donor) -> Iterator[tuple[str, Decimal]]:
    yield from (
        (f"{path}.levy_declared.{month:%Y-%m}", amount) for month, amount in donor.levy_declared.steps
    )
    yield from ((f"{path}.opening.{month:%Y-%m}", amount) for month, amount in donor.opening.items())
    credited = donor.history.credited.items()
    yield from ((f"{path}.history.credited.{month:%Y-%m}", amount) for month, amount in credited)
    yield f"{path}.history.sent_this_year", donor.history.sent_this_year
    yield from ((f"{path}.pledges[{place}].amount", p.amount) for place, p in enumerate(donor.pledges))


def _commitment_amounts(path: str, commitment: Commitment) -> Iterator[tuple[str, Decimal]]:
    yield f"{path}.monthly", commitment.monthly
    if commitment.completion:
        yield f"{path}.completion.amount", commitment.completion.amount


def _faults_of_amounts(amounts: Iterable[tuple[str, Decimal]]) -> Iterator[Fault]:
    for path, amount in amounts:
        if not 0 <= amount <= LARGEST:
            yield Fault(path, f"is {amount}; it must be from 0 to {LARGEST:,}")
        elif int(amount.scaleb(DECIMAL_PLACES)) != amount.scaleb(DECIMAL_PLACES):
            yield Fault(path, f"is {amount}; it may have at most {DECIMAL_PLACES} decimal places")


def _faults_of_what_if(problem: ForecastProblem) -> Iterator[Fault]:
    if problem.what_if is None:
        return
    yield from _faults_of_extras(problem.what_if, {donor.donor_id for donor in problem.donors})
    spend = problem.what_if.extra_spend
    if spend and not problem.first_month <= spend.from_month <= add_months(
        problem.first_month, problem.months - 1
    ):
        yield Fault("what_if.extra_spend.from", f"{spend.from_month:%B %Y} is outside the forecast")


def _faults_of_extras(what_if: WhatIf, known: set[str]) -> Iterator[Fault]:
    for place, (donor_id, commitment) in enumerate(what_if.extra_commitments):
        path = f"what_if.extra_commitments[{place}]"
        if donor_id not in known:
            yield Fault(f"{path}.donor", f"{donor_id!r} is not the id of a donor")
        yield from _faults_of_commitment(path, commitment)
    for place, donor_id in enumerate(what_if.extra_spend.donors if what_if.extra_spend else ()):
        if donor_id not in known:
            yield Fault(f"what_if.extra_spend.donors[{place}]", f"{donor_id!r} is not the id of a donor")
