"""From a forecast problem to its plan: lay out, spend oldest first, work out the allowances, add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import numpy as np

from saggar.engines.faults import BadProblem
from saggar.engines.funding.forecast.allowance import allowance_year, allowances_of, months_of_history
from saggar.engines.funding.forecast.model import Outcome, outcome_of
from saggar.engines.funding.forecast.plan import SYSTEM, AccountForecast, ForecastPlan
from saggar.engines.funding.forecast.problem import ForecastProblem
from saggar.engines.funding.forecast.schedule import Money, Schedule, schedule_of
from saggar.engines.funding.forecast.soundness import faults_of
from saggar.engines.funding.money import sterling, units
from saggar.rules.dated import Rule, UsedRule
from saggar.rules.levy import add_months, submission_cut_off

SYSTEM_NAME = "All donors"


def forecast(problem: ForecastProblem) -> ForecastPlan:
    """The forecast of `problem` as run, what-if included; BadProblem when it cannot be answered."""
    faults = faults_of(problem)
    if faults:
        raise BadProblem(faults)
    ordered = problem.in_order()
    run = ordered.as_run()
    schedule = schedule_of(run)
    outcome = outcome_of(schedule)
    amounts = _amounts(run, schedule, outcome)
    lost = _by_lifetime(schedule, outcome, ordered.months)
    opening = np.array([sum(map(units, donor.opening.values())) for donor in ordered.donors], dtype=np.int64)
    accounts = tuple(
        AccountForecast(donor.donor_id, donor.name, ordered.calendar, int(opening[d]), *_of(d, amounts, lost))
        for d, donor in enumerate(ordered.donors)
    )
    system = AccountForecast(
        SYSTEM, SYSTEM_NAME, ordered.calendar, int(opening.sum()), _summed(amounts), _summed(lost)
    )
    notes = tuple(_notes(run, accounts))
    return ForecastPlan(ordered, accounts, system, _rules_used(run), notes, schedule)


def _amounts(problem: ForecastProblem, schedule: Schedule, outcome: Outcome) -> dict[str, Money]:
    """Every line of the plan, [month, donor], for the months of the forecast only."""
    shown = slice(0, problem.months)
    allowances = allowances_of(problem, schedule.levy_in[shown], outcome.sent[shown])
    return {
        "levy_in": schedule.levy_in[shown],
        "received": schedule.received[shown],
        "spent_own": outcome.spent[shown],
        "spent_received": schedule.received[shown],
        "sent": outcome.sent[shown],
        "expired": outcome.lost.sum(axis=0)[shown],
        "co_employer": outcome.co_employer[shown],
        "co_government": outcome.co_government[shown],
        "transfer_shortfall": outcome.transfer_shortfall[shown],
        "planned": schedule.planned[shown],
        "balance": outcome.balance[shown],
        "at_risk": outcome.at_risk[shown],
    } | {_allowance_line(field.name): getattr(allowances, field.name) for field in fields(allowances)}


def _allowance_line(name: str) -> str:
    return name if name == "allowance" else f"allowance_{name}"


def _by_lifetime(schedule: Schedule, outcome: Outcome, months: int) -> dict[int, Money]:
    lost: dict[int, Money] = {}
    for cohort, expired in zip(schedule.cohorts, outcome.lost[:, :months], strict=True):
        lost[cohort.lifetime] = lost.get(cohort.lifetime, np.zeros_like(expired)) + expired
    return lost


def _of(
    donor: int, amounts: Mapping[str, Money], lost: Mapping[int, Money]
) -> tuple[dict[str, Money], dict[int, Money]]:
    return (
        {name: lines[:, donor] for name, lines in amounts.items()},
        {lifetime: lines[:, donor] for lifetime, lines in lost.items()},
    )


def _summed(lines: Mapping[Any, Money]) -> dict[Any, Money]:
    return {name: line.sum(axis=1) for name, line in lines.items()}


def _rules_used(problem: ForecastProblem) -> tuple[UsedRule, ...]:
    """Each version of a rule that the figures rest on, once."""
    rules, donors, calendar = problem.rules, problem.donors, problem.calendar
    entries = {month for donor in donors for month in donor.opening} | set(calendar)
    starts = {c.starts_in for donor in donors for c in donor.commitments if c.kind == "own"}
    used = [
        *_versions(rules.top_up, (submission_cut_off(add_months(month, -1)) for month in calendar)),
        *_versions(rules.expiry_months, entries),
        *_versions(rules.transfer_allowance_rate, (date(allowance_year(m), 4, 20) for m in calendar)),
        *_versions(rules.co_investment_levy_exhausted, starts),
    ]
    return tuple(used)


def _versions(rule: Rule[Any], days: Iterable[date]) -> list[UsedRule]:
    first = rule.versions[0].starts_on
    return list(dict.fromkeys(UsedRule.of(rule, max(day, first)) for day in sorted(days)))


def _notes(problem: ForecastProblem, accounts: tuple[AccountForecast, ...]) -> Iterator[str]:
    """What the reader must know before trusting the figures."""
    needed = months_of_history(problem.first_month)
    for donor, account in zip(problem.donors, accounts, strict=True):
        missing = sum(1 for month in needed if month not in donor.history.credited)
        if missing:
            yield (
                f"{donor.name}: levy credited is not given for {missing} past months that count towards the "
                "transfer allowance, so the first allowances are too low by their share."
            )
        yield from _notes_of_lines(account)


def _notes_of_lines(account: AccountForecast) -> Iterator[str]:
    short, over = account.amounts["transfer_shortfall"], account.amounts["allowance_over"]
    if short.any():
        yield (
            f"{account.name}: the account cannot pay {sterling(int(short.sum()))} of transfers promised, "
            f"first in {_first(account, short)}. No source says what share the receiver then pays."
        )
    if over.any():
        yield (
            f"{account.name}: transfers sent go {sterling(int(over.max()))} beyond the allowance, first in "
            f"{_first(account, over)}."
        )


def _first(account: AccountForecast, line: Money) -> str:
    return f"{account.calendar[int(np.argmax(line > 0))]:%B %Y}"
