"""Who pays for an apprentice's training: the government, the employer's levy, or both together.

Rules by the start date: FULL_FUNDING, CO_INVESTMENT_NON_LEVY, CO_INVESTMENT_LEVY_EXHAUSTED,
LEVEL_SEVEN_AGE, MINIMUM_DURATION_MONTHS and TRANSFER_REFUSED_IF_FULLY_FUNDED of `saggar.rules.levy`.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from saggar.calculators.calculator import calculator
from saggar.calculators.faults import BadInput
from saggar.calculators.fields import AgeInYears, Count, Share
from saggar.calculators.kinds import WholeKind
from saggar.rules import levy
from saggar.rules.dated import NoRuleError, Rule, UsedRule, Value

LEVEL_SEVEN = 7
YOUNGEST = 16
FundedBy = Literal["government", "levy", "government and employer", "nobody"]


@dataclass(frozen=True, slots=True)
class EmployerFacts:
    """What decides how an employer's apprentices are funded."""

    levy_payer: Annotated[bool, "Pays the apprenticeship levy"]
    employees: Annotated[Count | None, "Average number of employees; null when not known"] = None


@dataclass(frozen=True, slots=True)
class EligibilityGiven:
    """An apprentice, an apprenticeship and an employer."""

    date_of_birth: date
    start: Annotated[date, "First day of learning"]
    employer: EmployerFacts
    level: Annotated[int | None, WholeKind(2, 8), "Apprenticeship level"] = None
    planned_end: Annotated[date | None, "Last planned day of learning"] = None
    care_leaver: Annotated[bool, "Has left local authority care"] = False
    ehcp: Annotated[bool, "Has an education, health and care plan"] = False

    @property
    def age(self) -> int:
        """Full years of age on the first day."""
        return age_on(self.date_of_birth, self.start)

    @property
    def supported(self) -> bool:
        """Whether the rules for plans and care leavers apply."""
        return self.care_leaver or self.ehcp


@dataclass(frozen=True, slots=True)
class Funding:
    """Who pays which share up to the funding band, and why."""

    funded_by: FundedBy
    employer_share: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class EligibilityResult:
    """Who funds the training, and whether a transfer of levy may."""

    age: AgeInYears
    funded_by: FundedBy
    employer_share: Annotated[Share, "Share of the price up to the band that the employer pays by itself"]
    co_investment: Annotated[
        Share | None, "The employer's share of what levy cannot cover; null where it does not arise"
    ]
    transfer_allowed: Annotated[bool, "Whether another employer's levy may pay"]
    reason: str
    notes: tuple[str, ...]
    rules: tuple[UsedRule, ...]


def age_on(born_on: date, on: date) -> int:
    """Full years of age on the day `on`; someone born on 29 February ages on 1 March in other years."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


@calculator("levy.eligibility", "Who pays for an apprentice's training, and why")
def eligibility(given: EligibilityGiven) -> EligibilityResult:
    """The rules of the start date applied in order: fundable at all, in full by government, levy, shared."""
    _check(given)
    found = refusal(given) or funding(given)
    full = found.funded_by == "government"
    co_investment = _share_when_levy_runs_out(given) if found.funded_by == "levy" else None
    return EligibilityResult(
        age=given.age,
        funded_by=found.funded_by,
        employer_share=found.employer_share,
        co_investment=found.employer_share if found.funded_by == "government and employer" else co_investment,
        transfer_allowed=found.funded_by != "nobody" and not (full and _transfer_refused(given.start)),
        reason=found.reason,
        notes=tuple(_notes(given, found)),
        rules=_used(given),
    )


def refusal(given: EligibilityGiven) -> Funding | None:
    """Why the apprenticeship is not funded at all, or None when it may be."""
    reason = _age_refusal(given) or _duration_refusal(given)
    return Funding("nobody", Decimal(1), reason) if reason else None


def _age_refusal(given: EligibilityGiven) -> str | None:
    if given.age < YOUNGEST:
        return f"Aged {given.age} at the start: apprentices are {YOUNGEST} or over."
    rule = _value_on(levy.LEVEL_SEVEN_AGE, given.start) if given.level == LEVEL_SEVEN else None
    if rule is not None and given.age >= rule.checked_under:
        return f"Aged {given.age} at the start: level 7 is funded under {rule.checked_under} only."
    return None


def _duration_refusal(given: EligibilityGiven) -> str | None:
    if given.planned_end is None:
        return None
    months = levy.MINIMUM_DURATION_MONTHS.on(given.start)
    if given.planned_end + timedelta(days=1) >= _months_later(given.start, months):
        return None
    return f"Shorter than {months} months, the shortest apprenticeship that may be funded."


def _months_later(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month."""
    month = levy.add_months(day, months)
    return month.replace(day=min(day.day, calendar.monthrange(month.year, month.month)[1]))


def funding(given: EligibilityGiven) -> Funding:
    """Who funds an apprenticeship that may be funded."""
    full = levy.FULL_FUNDING.on(given.start)
    reason = _full_funding_reason(given, full)
    if reason:
        return Funding("government", Decimal(0), reason)
    if given.employer.levy_payer:
        return Funding("levy", Decimal(0), "The employer pays the levy, so its account pays first.")
    rate = levy.CO_INVESTMENT_NON_LEVY.on(given.start)
    return Funding(
        "government and employer",
        rate,
        f"The employer pays no levy: it pays {rate:.0%} and the government the rest, "
        "unless another employer's levy pays it all.",
    )


def _full_funding_reason(given: EligibilityGiven, full: levy.FullFunding) -> str | None:
    """Why the government pays it all, or None when it does not."""
    if given.employer.levy_payer and not full.levy_payers_too:
        return None
    if full.youngest <= given.age <= full.oldest and _small(given, full.max_employees):
        return (
            f"Aged {given.age} at the start: the government pays in full at {full.youngest} to {full.oldest}."
        )
    oldest = full.oldest_with_support
    if oldest is None or not given.supported or not full.oldest < given.age <= oldest:
        return None
    if not _small(given, full.support_max_employees):
        return None
    which = "an education, health and care plan" if given.ehcp else "having left care"
    return (
        f"Aged {given.age} with {which}, at an employer of up to {full.support_max_employees}: "
        f"the government pays in full up to {oldest}."
    )


def _small(given: EligibilityGiven, most: int | None) -> bool:
    """Whether the employer is within the size; BadInput when that decides and is not known."""
    if most is None:
        return True
    if given.employer.employees is None:
        raise BadInput.at("employer.employees", f"is needed: the answer turns on up to {most} employees")
    return given.employer.employees <= most


def _share_when_levy_runs_out(given: EligibilityGiven) -> Decimal | None:
    return _value_on(levy.CO_INVESTMENT_LEVY_EXHAUSTED, given.start)


def _transfer_refused(on: date) -> bool:
    refused: bool | None = _value_on(levy.TRANSFER_REFUSED_IF_FULLY_FUNDED, on)
    return refused is True


def _value_on(rule: Rule[Value], on: date) -> Value | None:
    """The rule's value on the day, or None on days before the rule."""
    try:
        return rule.on(on)
    except NoRuleError:
        return None


def _check(given: EligibilityGiven) -> None:
    if given.date_of_birth >= given.start:
        raise BadInput.at("date_of_birth", "is not before the start")
    if given.planned_end is not None and given.planned_end < given.start:
        raise BadInput.at("planned_end", "is before the start")


def _notes(given: EligibilityGiven, found: Funding) -> Iterable[str]:
    """What is uncertain, in words."""
    seven = _value_on(levy.LEVEL_SEVEN_AGE, given.start) if given.level == LEVEL_SEVEN else None
    if seven is not None and seven.policy_oldest < given.age < seven.checked_under and not given.supported:
        yield (
            f"Policy funds level 7 at 16 to {seven.policy_oldest}, and up to "
            f"{seven.policy_under_with_support - 1} only with an education, health and care plan or from "
            f"care. The government's service checks under {seven.checked_under} only. Ask before you rely "
            "on it."
        )
    duration = levy.MINIMUM_DURATION_MONTHS.version(given.start)
    if given.planned_end is not None and duration.certainty != "high":
        yield f"We could not confirm the minimum of {duration.value} months in the service itself."
    if found.funded_by == "government and employer":
        yield "No published source states the co-investment rate where a transfer falls short."


def _used(given: EligibilityGiven) -> tuple[UsedRule, ...]:
    """The rules in force on the start date that this answer may turn on."""
    rules: list[Rule[Any]] = [levy.FULL_FUNDING, levy.TRANSFER_REFUSED_IF_FULLY_FUNDED]
    payer = given.employer.levy_payer
    rules.append(levy.CO_INVESTMENT_LEVY_EXHAUSTED if payer else levy.CO_INVESTMENT_NON_LEVY)
    if given.level == LEVEL_SEVEN:
        rules.append(levy.LEVEL_SEVEN_AGE)
    if given.planned_end is not None:
        rules.append(levy.MINIMUM_DURATION_MONTHS)
    return tuple(UsedRule.of(rule, given.start) for rule in rules if _value_on(rule, given.start) is not None)
