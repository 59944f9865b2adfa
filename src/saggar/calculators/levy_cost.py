"""What apprenticeships cost a levy account in each financial year.

80% in equal monthly payments from the month after the start, 20% the month after the last of them. The
financial year of a month is the tax year of its last day. Source:
SkillsFundingAgency/das-levy-transfer-matching-api CostProjectionService.cs, Application.cs (which round
to the nearest 100 and to whole pounds; these figures are exact to the penny).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from saggar.calculators.calculator import calculator
from saggar.calculators.faults import BadInput
from saggar.calculators.fields import Count, CountFromOne, Money, MoneyNotNegative, Month
from saggar.calculators.kinds import WholeKind
from saggar.rules import levy
from saggar.rules.dated import UsedRule

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class MonthCost:
    """What is paid in one calendar month, in pounds."""

    month: date
    amount: Decimal


def month_costs(total: Decimal, start: date, duration_months: int) -> tuple[MonthCost, ...]:
    """Every monthly payment and, last, the completion payment, of apprenticeships that cost `total`."""
    monthly = total * levy.ON_PROGRAMME_SHARE.on(start) / duration_months
    completion = total * levy.COMPLETION_SHARE.on(start)
    regular = [MonthCost(levy.add_months(start, index), monthly) for index in range(1, duration_months + 1)]
    return (*regular, MonthCost(levy.add_months(start, duration_months + 1), completion))


def by_financial_year(costs: Sequence[MonthCost]) -> dict[str, Decimal]:
    """Pounds by financial year ("2026/27"), in order of time."""
    years: dict[str, Decimal] = {}
    for cost in costs:
        label = levy.financial_year(cost.month)
        years[label] = years.get(label, Decimal(0)) + cost.amount
    return years


def one_year_cost(total: Decimal, start: date, duration_months: int) -> Decimal:
    """What the government's service sets aside on approval: twelve payments, or all when no longer."""
    if duration_months <= MONTHS_A_YEAR:
        return total
    return total * levy.ON_PROGRAMME_SHARE.on(start) * MONTHS_A_YEAR / duration_months


@dataclass(frozen=True, slots=True)
class YearOfTraining:
    """One year of the apprenticeship, counted from its first payment, in pounds."""

    year: Annotated[int, WholeKind(minimum=1), "1 is the first year of training"]
    instalments: Money
    completion: Annotated[Money, "The completion payment, in the last year"]
    amount: Annotated[Money, "Both together"]


def by_year_of_training(costs: Sequence[MonthCost]) -> tuple[YearOfTraining, ...]:
    """The monthly payments in twelves, with the completion payment in the last of them."""
    *regular, completion = [cost.amount for cost in costs]
    twelves = [regular[at : at + MONTHS_A_YEAR] for at in range(0, len(regular), MONTHS_A_YEAR)]
    years = []
    for year, amounts in enumerate(twelves, start=1):
        paid, last = sum(amounts, Decimal(0)), completion if year == len(twelves) else Decimal(0)
        years.append(YearOfTraining(year, paid, last, paid + last))
    return tuple(years)


@dataclass(frozen=True, slots=True)
class CostGiven:
    """What apprenticeships cost in all, or the funding cap and how many there are; and when they run."""

    start: Annotated[Month, "The month they start"]
    duration_months: Annotated[int, WholeKind(1, 120), "Months of training"]
    total: Annotated[MoneyNotNegative | None, "Cost of all apprenticeships together"] = None
    cap: Annotated[MoneyNotNegative | None, "Funding cap of one apprenticeship, in place of a total"] = None
    apprentices: Annotated[CountFromOne, "How many, with `cap`"] = 1


@dataclass(frozen=True, slots=True)
class CostResult:
    """The cost in each financial year."""

    by_year: Annotated[Mapping[str, Money], 'Pounds by financial year, such as "2026/27"']
    one_year_cost: Annotated[Money, "What the government's service sets aside: the first twelve payments"]
    yearly: Annotated[tuple[YearOfTraining, ...], "By year of training"]
    total: Money
    payments: Annotated[Count, "Monthly payments, completion not counted"]
    rules: tuple[UsedRule, ...]


@calculator("levy.cost-by-year", "What apprenticeships cost in each financial year")
def cost_by_year(given: CostGiven) -> CostResult:
    """The total, or cap x apprentices, spread over its months and summed by financial year."""
    total = _total(given)
    costs = month_costs(total, given.start, given.duration_months)
    return CostResult(
        by_year=by_financial_year(costs),
        one_year_cost=one_year_cost(total, given.start, given.duration_months),
        yearly=by_year_of_training(costs),
        total=total,
        payments=given.duration_months,
        rules=tuple(
            UsedRule.of(rule, given.start) for rule in (levy.ON_PROGRAMME_SHARE, levy.COMPLETION_SHARE)
        ),
    )


def _total(given: CostGiven) -> Decimal:
    if given.total is not None and given.cap is not None:
        raise BadInput.at("cap", "give a total or a cap, not both")
    if given.total is not None:
        return given.total
    if given.cap is None:
        raise BadInput.at("total", "is missing; give it, or a cap and the number of apprentices")
    return given.cap * given.apprentices
