"""The contractual redundancy payment of NHS staff in England: section 16 of the NHS terms and conditions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from saggar.rules.dated import UsedRule
from saggar.rules.money import in_words, to_pence
from saggar.rules.reading import Reading
from saggar.rules.redundancy.payment_figures import (
    EARLY_PENSION_AGE,
    RETURN_WEEKS,
    SALARY_CAP,
    SALARY_FLOOR,
    SECTION_16_MAXIMUM_MONTHS,
    SECTION_16_MINIMUM_YEARS,
    TAX_FREE,
    WEEKS_IN_MONTH,
)
from saggar.rules.wording import counted

MONTHS_IN_YEAR = 12


@dataclass(frozen=True, slots=True)
class Section16Case:
    """What the payment depends on. Money in pounds.

    `salary_fte` is the yearly salary of a full-time post, `wte` the share of full time worked (0 to 1].
    `week_pay`, when known, is the actual week's pay under the Employment Rights Act 1996: it is never derived
    from the salary. `continuous_years` decides whether anything is due, `reckonable_years` how much.
    """

    salary_fte: Decimal
    wte: Decimal
    reckonable_years: int
    continuous_years: int
    week_pay: Decimal | None = None
    age: int | None = None
    ends_on: date | None = None
    new_nhs_job_on: date | None = None
    refused_unreasonably: bool = False


@dataclass(frozen=True, slots=True)
class Section16Payment:
    """The payment in pounds, with its steps in words and the rules used.

    `early_pension_cost_limit` is None below the early pension age or when the age is not known.
    """

    months: int
    month_pay: Decimal
    amount: Decimal
    tax_free: Decimal
    taxable: Decimal
    early_pension_cost_limit: Decimal | None
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]


def section16_payment(case: Section16Case, reading: Reading) -> Section16Payment:
    """One month's pay for each complete year, with floor and cap before pro rata; NoRuleError before 2015."""
    steps: list[str] = []
    month_pay = _month_pay(case, reading, steps)
    months = _months(case, reading, steps)
    amount = to_pence(month_pay * months)
    steps.append(f"{counted(months, 'month')} at {in_words(month_pay)} is {in_words(amount)}.")
    tax_free = min(amount, reading.value(TAX_FREE))
    if amount:
        steps.append(f"{in_words(tax_free)} is free of tax and {in_words(amount - tax_free)} is taxed.")
    limit = _early_pension_cost_limit(case, amount, reading, steps)
    return Section16Payment(
        months, to_pence(month_pay), amount, tax_free, amount - tax_free, limit, tuple(steps), reading.used
    )


def _month_pay(case: Section16Case, reading: Reading, steps: list[str]) -> Fraction:
    """A month's pay for the hours worked: the better measure, kept between floor and cap, then pro rata."""
    wte = Fraction(case.wte)
    yearly = Fraction(case.salary_fte)
    if case.week_pay is None:
        steps.append(f"A month's pay is a twelfth of the full-time salary of {in_words(yearly)}.")
    else:
        yearly = _better_measure(case.week_pay, yearly, wte, reading, steps)
    floor, cap = Fraction(reading.value(SALARY_FLOOR)), Fraction(reading.value(SALARY_CAP))
    if yearly < floor:
        steps.append(f"The full-time salary is raised to the floor of {in_words(floor)}.")
    elif yearly > cap:
        steps.append(f"The full-time salary is held at the cap of {in_words(cap)}.")
    month_pay = min(max(yearly, floor), cap) * wte / MONTHS_IN_YEAR
    steps.append(f"For {case.wte.normalize():f} WTE a month's pay is {in_words(month_pay)}.")
    return month_pay


def _better_measure(
    week_pay: Decimal, yearly: Fraction, wte: Fraction, reading: Reading, steps: list[str]
) -> Fraction:
    weeks = reading.value(WEEKS_IN_MONTH)
    by_week = Fraction(weeks) * Fraction(week_pay)
    by_salary = yearly * wte / MONTHS_IN_YEAR
    better = "week's pay" if by_week > by_salary else "salary"
    steps.append(
        f"A twelfth of the salary for the hours worked is {in_words(by_salary)}. "
        f"{weeks} times the week's pay of {in_words(week_pay)} is {in_words(by_week)}. "
        f"The {better} gives no less, so it is used."
    )
    return max(by_week, by_salary) * MONTHS_IN_YEAR / wte


def _months(case: Section16Case, reading: Reading, steps: list[str]) -> int:
    refusal = _nothing_due(case, reading)
    if refusal:
        steps.append(refusal)
        return 0
    maximum = reading.value(SECTION_16_MAXIMUM_MONTHS)
    months = min(case.reckonable_years, maximum)
    capped = f", held at the most of {maximum}" if case.reckonable_years > maximum else ""
    years = counted(case.reckonable_years, "complete year")
    steps.append(f"{years} of service give {counted(months, 'month')}{capped}.")
    return months


def _nothing_due(case: Section16Case, reading: Reading) -> str | None:
    """Why nothing is due, in words; None when something is."""
    minimum = reading.value(SECTION_16_MINIMUM_YEARS)
    if case.continuous_years < minimum:
        years = counted(case.continuous_years, "complete year")
        return f"Nothing is due: {years} of continuous service, and {minimum} are needed."
    if case.refused_unreasonably:
        return "Nothing is due: a suitable alternative post was refused without good reason."
    if case.new_nhs_job_on and case.ends_on:
        weeks = reading.value(RETURN_WEEKS)
        if case.new_nhs_job_on < case.ends_on + timedelta(weeks=weeks):
            return f"Nothing is due: a new NHS job starts within {weeks} weeks of the end of the old one."
    return None


def _early_pension_cost_limit(
    case: Section16Case, amount: Decimal, reading: Reading, steps: list[str]
) -> Decimal | None:
    if not amount or case.age is None or case.age < (from_age := reading.value(EARLY_PENSION_AGE)):
        return None
    steps.append(
        f"From age {from_age} a pension scheme member may take an early pension instead. "
        f"The employer's cost of it is limited to {in_words(amount)}."
    )
    return amount
