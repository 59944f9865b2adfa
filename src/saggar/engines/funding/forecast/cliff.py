"""The double cliff: months in which funds of two lifetimes reach their last month together.

When new funds live 12 months and older ones still have their 24, both fall due from August 2027 to July
2028. Found from the expiry rule itself, so that any change of lifetime shows its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saggar.engines.funding.forecast.plan import AccountForecast, ForecastPlan
from saggar.engines.funding.forecast.problem import ForecastProblem
from saggar.engines.funding.money import in_pounds, sterling
from saggar.rules.dated import NoRuleError, Rule
from saggar.rules.levy import add_months


@dataclass(frozen=True, slots=True)
class DoubleCliff:
    """The first and last month of the double cliff, what an account loses in it by lifetime; pounds."""

    account_id: str
    from_month: date
    until: date
    lost: Mapping[int, Decimal]
    sentence: str


def double_cliffs(plan: ForecastPlan) -> tuple[DoubleCliff, ...]:
    """What the double cliff costs each donor, in order of id, then all together; none when there is none."""
    places = cliff_months(plan.problem)
    return tuple(_cliff(account, places) for account in (*plan.accounts, plan.system) if places)


def cliff_months(problem: ForecastProblem) -> list[int]:
    """The places in the forecast's calendar of the months in which two lifetimes end together."""
    expiry = problem.rules_as_run().expiry_months
    return [t for t, month in enumerate(problem.calendar) if len(lifetimes_ending(expiry, month)) > 1]


def lifetimes_ending(expiry: Rule[int], month: date) -> set[int]:
    """The lifetimes of the funds whose last month is `month`."""
    lifetimes = {version.value for version in expiry.versions}
    return {life for life in lifetimes if _life_of(expiry, add_months(month, -life)) == life}


def _life_of(expiry: Rule[int], entered: date) -> int | None:
    try:
        return expiry.on(entered)
    except NoRuleError:
        return None


def _cliff(account: AccountForecast, places: list[int]) -> DoubleCliff:
    lost = {lifetime: int(line[places].sum()) for lifetime, line in account.lost.items()}
    begins, ends = account.calendar[places[0]], account.calendar[places[-1]]
    pounds = {lifetime: in_pounds(amount) for lifetime, amount in lost.items()}
    sentence = " ".join(_sentence(account.name, begins, ends, lost))
    return DoubleCliff(account.account_id, begins, ends, pounds, sentence)


def _sentence(name: str, begins: date, ends: date, lost: Mapping[int, int]) -> Iterator[str]:
    lifetimes = sorted(lost, reverse=True)
    kinds = _and([f"{lifetime}-month" for lifetime in lifetimes])
    yield f"{name}: from {begins:%B %Y} to {ends:%B %Y}, {kinds} funds reach their last month together,"
    if any(lost.values()):
        parts = _and([f"{sterling(lost[lifetime])} of {lifetime}-month funds" for lifetime in lifetimes])
        yield f"and {sterling(sum(lost.values()))} is lost: {parts}."
    else:
        yield "but nothing is lost."


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
