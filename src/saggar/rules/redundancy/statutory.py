"""The statutory redundancy payment: Employment Rights Act 1996, sections 135, 155, 162 and 227."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from saggar.rules.dated import UsedRule
from saggar.rules.money import in_words, to_pence
from saggar.rules.reading import Reading
from saggar.rules.redundancy.payment_figures import (
    STATUTORY_AGE_BANDS,
    STATUTORY_MAXIMUM_YEARS,
    STATUTORY_MINIMUM_YEARS,
    WEEK_CAP,
    AgeBands,
)
from saggar.rules.wording import counted


@dataclass(frozen=True, slots=True)
class StatutoryPayment:
    """Weeks of pay, the week's pay that counts and the payment, both in pounds; steps and rules used."""

    weeks: Decimal
    week_pay: Decimal
    amount: Decimal
    steps: tuple[str, ...]
    rules: tuple[UsedRule, ...]


def statutory_payment(*, age: int, years: int, week_pay: Decimal, reading: Reading) -> StatutoryPayment:
    """The payment for `years` complete years of employment that end at `age`, on the reading's day.

    Years are counted backwards, 20 at most; each gives 0.5, 1 or 1.5 weeks by the age at its start.
    `week_pay` is in pounds and is held at the cap of the day. NoRuleError before 6 April 2014.
    """
    steps: list[str] = []
    cap = reading.value(WEEK_CAP)
    counted_pay = min(week_pay, cap)
    held = f", held at the cap of {in_words(cap)}" if week_pay > cap else ""
    steps.append(f"The week's pay is {in_words(week_pay)}{held}.")
    weeks = _weeks(age, years, reading, steps)
    amount = to_pence(weeks * counted_pay)
    steps.append(f"{counted(weeks, 'week')} at {in_words(counted_pay)} is {in_words(amount)}.")
    return StatutoryPayment(weeks, to_pence(counted_pay), amount, tuple(steps), reading.used)


def _weeks(age: int, years: int, reading: Reading, steps: list[str]) -> Decimal:
    minimum = reading.value(STATUTORY_MINIMUM_YEARS)
    if years < minimum:
        steps.append(
            f"Nothing is due: {counted(years, 'complete year')} of employment, and {minimum} are needed."
        )
        return Decimal(0)
    maximum = reading.value(STATUTORY_MAXIMUM_YEARS)
    years_counted = min(years, maximum)
    if years > maximum:
        steps.append(f"The latest {maximum} of {years} years count.")
    return _weigh(age, years_counted, reading.value(STATUTORY_AGE_BANDS), steps)


def _weigh(age: int, years: int, bands: AgeBands, steps: list[str]) -> Decimal:
    """Weeks for the years before `age`: a year counts in the band whose age it did not start below."""
    started_at = [age - back for back in range(1, years + 1)]
    total = Decimal(0)
    upper: int | None = None
    for from_age, weeks in bands:
        count = sum(1 for start in started_at if start >= from_age and (upper is None or start < upper))
        upper = from_age
        if count:
            steps.append(f"{counted(count, 'year')} from age {from_age} at {counted(weeks, 'week')} each.")
        total += count * weeks
    return total
