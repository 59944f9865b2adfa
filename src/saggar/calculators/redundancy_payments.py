"""Redundancy pay: NHS terms section 16, and the statutory scheme (`saggar.rules.redundancy`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from saggar.calculators.calculator import calculator
from saggar.calculators.faults import BadInput
from saggar.calculators.fields import AgeInYears, Money
from saggar.calculators.kinds import NumberKind, WholeKind
from saggar.calculators.redundancy_days import Day
from saggar.rules import redundancy
from saggar.rules.anniversaries import ONE_DAY
from saggar.rules.dated import UsedRule
from saggar.rules.reading import Reading
from saggar.rules.redundancy.payment_figures import SALARY_FLOOR

Pay = Annotated[Decimal, NumberKind(places=2, minimum=Decimal("0.01"), maximum=Decimal(1_000_000))]
PartOfFullTime = Annotated[Decimal, NumberKind(minimum=Decimal("0.01"), maximum=Decimal(1))]
CompleteYears = Annotated[int, WholeKind(maximum=80)]
Weeks = Annotated[Decimal, NumberKind(places=1)]


@dataclass(frozen=True, slots=True)
class NhsEmployment:
    """One spell of NHS employment, first and last day included."""

    starts_on: Annotated[Day, "First day of the employment"]
    last_day: Annotated[Day, "Last day of the employment"]
    paid_for: Annotated[bool, "Whether a redundancy payment was made for it before"] = False


@dataclass(frozen=True, slots=True)
class Section16Given:
    """A redundancy on NHS terms in England: give `years`, or `service` to have them counted."""

    salary_fte: Annotated[Pay, "Yearly salary of the full-time post, pounds"]
    wte: Annotated[PartOfFullTime, "Share of full time worked: 0.6 for three days of five"] = Decimal(1)
    years: Annotated[CompleteYears | None, "Complete years of continuous and reckonable service"] = None
    service: Annotated[tuple[NhsEmployment, ...], "NHS employments, to have the years counted"] = ()
    week_pay: Annotated[
        Pay | None, "Actual week's pay under the Employment Rights Act 1996, pounds, for the hours worked"
    ] = None
    age: Annotated[AgeInYears | None, "Age at the end of the employment, for the early pension"] = None
    on: Annotated[Day | None, "Last day of the employment; without it the newest rules are used"] = None
    new_nhs_job_on: Annotated[Day | None, "First day of a new NHS job, if there is one"] = None
    refused_unreasonably: Annotated[bool, "Whether a suitable post was refused without good reason"] = False


@dataclass(frozen=True, slots=True)
class Section16Result:
    """The payment with the way to it."""

    years: Annotated[int, "Complete years of reckonable service"]
    continuous_years: Annotated[int, "Complete years of continuous service"]
    months: Annotated[int, "Months of pay due"]
    month_pay: Annotated[Money, "A month's pay for the hours worked"]
    amount: Annotated[Money, "The payment"]
    tax_free: Annotated[Money, "The part of it that is free of tax"]
    taxable: Annotated[Money, "The part of it that is taxed"]
    early_pension_cost_limit: Annotated[
        Money | None, "The most the employer pays for an early pension; null under the age for one"
    ]
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("redundancy.section16", "Redundancy pay on NHS terms in England (section 16)")
def section16(given: Section16Given) -> Section16Result:
    """A month's pay for each complete year of service, 2 to 24, with floor and cap before pro rata."""
    ends_on = _last_day(given) + ONE_DAY
    reading = Reading(ends_on - ONE_DAY)
    years, continuous, steps = _years(given, reading)
    paid = redundancy.section16_payment(
        redundancy.Section16Case(
            given.salary_fte,
            given.wte,
            years,
            continuous,
            given.week_pay,
            given.age,
            ends_on,
            given.new_nhs_job_on,
            given.refused_unreasonably,
        ),
        reading,
    )
    return Section16Result(
        years=years,
        continuous_years=continuous,
        months=paid.months,
        month_pay=paid.month_pay,
        amount=paid.amount,
        tax_free=paid.tax_free,
        taxable=paid.taxable,
        early_pension_cost_limit=paid.early_pension_cost_limit,
        steps=(*steps, *paid.steps),
        rules=paid.rules,
    )


def _last_day(given: Section16Given) -> date:
    if given.service:
        last_day = max(each.last_day for each in given.service)
        if given.on not in (None, last_day):
            raise BadInput.at("on", "must be the last day of the last employment in service")
        return last_day
    if given.on is None and given.new_nhs_job_on:
        raise BadInput.at("on", "is needed with new_nhs_job_on")
    return given.on or SALARY_FLOOR.versions[-1].starts_on


def _years(given: Section16Given, reading: Reading) -> tuple[int, int, tuple[str, ...]]:
    """Reckonable and continuous years, as given or counted, and the step in words."""
    if (given.years is None) == (not given.service):
        raise BadInput.at("years", "give either years or service")
    if given.years is not None:
        return given.years, given.years, ()
    employments = _employments(given.service)
    try:
        service = redundancy.service_of(employments, reading)
    except ValueError as error:
        raise BadInput.at("service", str(error)) from error
    step = (
        f"Service is continuous for {service.continuous_years} complete years "
        f"and reckonable for {service.reckonable_years}."
    )
    return service.reckonable_years, service.continuous_years, (step,)


def _employments(spells: Sequence[NhsEmployment]) -> list[redundancy.Employment]:
    for index, spell in enumerate(spells):
        if spell.last_day < spell.starts_on:
            raise BadInput.at(f"service[{index}].last_day", "is before the first day")
    return [
        redundancy.Employment(spell.starts_on, spell.last_day + ONE_DAY, spell.paid_for) for spell in spells
    ]


@dataclass(frozen=True, slots=True)
class StatutoryGiven:
    """A redundancy on statutory terms."""

    age: Annotated[AgeInYears, "Age at the end of the employment"]
    years: Annotated[CompleteYears, "Complete years of continuous employment"]
    week_pay: Annotated[Pay, "A week's pay before tax, pounds"]
    on: Annotated[Day, "The day the employment ends, which decides the cap on a week's pay"]


@dataclass(frozen=True, slots=True)
class StatutoryResult:
    """The payment with the way to it."""

    weeks: Annotated[Weeks, "Weeks of pay due"]
    week_pay: Annotated[Money, "The week's pay that counts, after the cap"]
    amount: Annotated[Money, "The payment"]
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("redundancy.statutory", "Statutory redundancy pay, by age, years and a capped week's pay")
def statutory(given: StatutoryGiven) -> StatutoryResult:
    """Half a week, a week or a week and a half for each year, by the age at its start; 20 years at most."""
    if given.years > given.age:
        raise BadInput.at("years", "cannot be more than the age")
    paid = redundancy.statutory_payment(
        age=given.age, years=given.years, week_pay=given.week_pay, reading=Reading(given.on)
    )
    return StatutoryResult(paid.weeks, paid.week_pay, paid.amount, paid.steps, paid.rules)
