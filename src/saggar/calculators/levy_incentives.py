"""Additional payments to provider and employer for young apprentices.

500 each at 90 and 365 days in learning, counted from the start as day 1, for ages 16 to 18; also at 19
to 24 with an education, health and care plan or from care. For someone from care the employer's part
needs their consent. Source: SkillsFundingAgency/das-funding-apprenticeship-earnings IncentivePayments.cs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from saggar.calculators.calculator import calculator
from saggar.calculators.faults import BadInput
from saggar.calculators.fields import AgeInYears, Count, Money
from saggar.rules import levy
from saggar.rules.dated import NoRuleError, UsedRule

Receiver = Literal["provider", "employer"]


@dataclass(frozen=True, slots=True)
class IncentivesGiven:
    """An apprentice and the days of the apprenticeship."""

    age: Annotated[AgeInYears, "Age on the first day"]
    start: Annotated[date, "First day of learning"]
    end: Annotated[date, "Last day of learning, planned or actual"]
    care_leaver: Annotated[bool, "Has left local authority care"] = False
    consent: Annotated[bool, "Agrees that the employer is told of it"] = False
    ehcp: Annotated[bool, "Has an education, health and care plan"] = False


@dataclass(frozen=True, slots=True)
class IncentivePayment:
    """One additional payment."""

    to: Annotated[Receiver, "Who gets it; the employer's part is paid through the provider"]
    days: Annotated[Count, "Days in learning it is for"]
    on: Annotated[date, "The day it falls due"]
    amount: Money


@dataclass(frozen=True, slots=True)
class IncentivesResult:
    """The additional payments in order of time, or why there are none."""

    payments: tuple[IncentivePayment, ...]
    reason: str
    notes: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("levy.incentives", "Additional payments for apprentices of 16 to 18, and some to 24")
def incentives(given: IncentivesGiven) -> IncentivesResult:
    """The payments whose day falls within the apprenticeship."""
    if given.end < given.start:
        raise BadInput.at("end", "is before the start")
    rule = levy.INCENTIVE_16_18.on(given.start)
    receivers, reason = _receivers(given, rule)
    due = [
        IncentivePayment(receiver, days, given.start + timedelta(days=days - 1), amount)
        for receiver in receivers
        for days, amount in (rule.provider if receiver == "provider" else rule.employer)
    ]
    payments = tuple(sorted((one for one in due if one.on <= given.end), key=lambda one: one.on))
    used = (UsedRule.of(levy.INCENTIVE_16_18, given.start),)
    return IncentivesResult(payments, reason, tuple(_notes(given)), used)


def _receivers(given: IncentivesGiven, rule: levy.Incentive) -> tuple[tuple[Receiver, ...], str]:
    """Who may be paid, and why."""
    if given.age <= rule.oldest:
        return ("provider", "employer"), f"Aged {given.age}: up to {rule.oldest} both are paid."
    if given.age > rule.oldest_with_support:
        return (), f"Aged {given.age}: nothing is paid above {rule.oldest_with_support}."
    if given.ehcp:
        return ("provider", "employer"), "Education, health and care plan: both are paid."
    if given.care_leaver and given.consent:
        return ("provider", "employer"), "Care leaver who consents: both are paid."
    if given.care_leaver:
        return ("provider",), "Care leaver without consent: only the provider is paid."
    return (), f"Aged {given.age}, with no plan and not a care leaver: nothing is paid."


def _notes(given: IncentivesGiven) -> Iterable[str]:
    """What is reported of the newer payment, which no government page confirms."""
    try:
        reported = levy.INCENTIVE_SME_HIRING.on(given.start)
    except NoRuleError:
        return
    if 16 <= given.age <= levy.FULL_FUNDING.on(given.start).oldest:
        yield (
            f"A payment of £{reported:,.0f} to small and medium employers that hire at 16 to 24 is reported "
            "from August 2026. We found no government page that confirms it, so it is not included."
        )
