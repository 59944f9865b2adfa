"""How much an employer may still transfer in an allowance year.

The allowance is a share of the levy funds credited in the year before, 20 April to 20 April, English
percentage and top-up included; what was sent since counts against it. Open pledges do not reduce it in
the government's service; what is unused on 20 April is lost. Source:
SkillsFundingAgency/das-employer-finance GetAccountTransferAllowance.sql, GetPreviousFinancialYearDates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from saggar.calculators.calculator import calculator
from saggar.calculators.faults import BadInput
from saggar.calculators.fields import Money, MoneyNotNegative, Month, Share
from saggar.calculators.levy_credit import MONTHS_A_YEAR, WHOLE, EnglishPercent, credited, refuse_fraction
from saggar.calculators.levy_rule_set import RuleSetKey
from saggar.rules import levy
from saggar.rules.dated import Rule, UsedRule


@dataclass(frozen=True, slots=True)
class Allowance:
    """The transfer allowance of one allowance year, in pounds."""

    base: Decimal
    rate: Decimal
    sent: Decimal

    @property
    def allowance(self) -> Decimal:
        """What may be sent in the year."""
        return max(self.base * self.rate, Decimal(0))

    @property
    def left(self) -> Decimal:
        """What may still be sent; never below nothing."""
        return max(self.allowance - self.sent, Decimal(0))

    @property
    def over(self) -> Decimal:
        """What was sent beyond the allowance."""
        return max(self.sent - self.allowance, Decimal(0))


def base_months(year_starts_on: date) -> tuple[date, ...]:
    """The twelve months whose credits, after the 20th, count for the allowance year from `year_starts_on`.

    For the year from 20 April 2026 these are April 2025 to March 2026.
    """
    return tuple(levy.add_months(year_starts_on, back) for back in range(-MONTHS_A_YEAR, 0))


def top_up_cut_off(credited_in: date) -> date:
    """The submission cut-off of the tax month whose levy enters in the month `credited_in`."""
    return levy.submission_cut_off(levy.add_months(credited_in, -1))


def rate_of_year(rule: Rule[Decimal], year_starts_on: date) -> date:
    """The day whose rate holds for the allowance year: its first day, or that of the first rate ever."""
    return max(year_starts_on, rule.versions[0].starts_on)


@dataclass(frozen=True, slots=True)
class AllowanceGiven:
    """The levy of the year before, and what was sent since."""

    levy: Annotated[
        Mapping[Month, Money] | MoneyNotNegative,
        "Levy declared, by the month it was credited (the month after the tax month), or a year's total",
    ]
    english_percent: EnglishPercent = WHOLE
    sent: Annotated[MoneyNotNegative, "Transfers sent since the last 20 April"] = Decimal(0)
    on: Annotated[date | None, "A day of the allowance year; without it, the year after the levy"] = None
    rule_set: RuleSetKey = "in-force"


@dataclass(frozen=True, slots=True)
class AllowanceResult:
    """The transfer allowance and what is left of it."""

    base: Annotated[Money, "Levy funds of the year before: English share, with top-up"]
    rate: Annotated[Share, "The share of them that may be transferred"]
    allowance: Money
    sent: Money
    left: Annotated[Money, "What may still be sent"]
    over: Annotated[Money, "What was sent beyond the allowance"]
    year_starts_on: Annotated[date | None, "The 20 April the allowance year starts; null when not known"]
    notes: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("levy.allowance", "How much an employer may still transfer this allowance year")
def allowance(given: AllowanceGiven) -> AllowanceResult:
    """Rate x levy funds credited in the year before - transfers sent since.

    The rate is the one in force on the first day of the allowance year. A year's total without a day
    takes the newest rules there are, and says so.
    """
    refuse_fraction(given.english_percent)
    rule_set = levy.RULE_SETS[given.rule_set]
    year = _year_of(given)
    months, notes = _declared(given, year)
    rate_on = rate_of_year(rule_set.transfer_allowance_rate, year)
    base = sum(
        (
            credited(declared, given.english_percent, rule_set.top_up.on(top_up_cut_off(month)))
            for month, declared in months.items()
        ),
        Decimal(0),
    )
    found = Allowance(base, rule_set.transfer_allowance_rate.on(rate_on), given.sent)
    cut_offs = sorted(top_up_cut_off(month) for month in months)
    used = dict.fromkeys(UsedRule.of(rule_set.top_up, cut_off) for cut_off in cut_offs)
    return AllowanceResult(
        base=found.base,
        rate=found.rate,
        allowance=found.allowance,
        sent=found.sent,
        left=found.left,
        over=found.over,
        year_starts_on=None if _undated(given) else year,
        notes=notes,
        rules=(*used, UsedRule.of(rule_set.transfer_allowance_rate, rate_on)),
    )


def _undated(given: AllowanceGiven) -> bool:
    return given.on is None and not isinstance(given.levy, Mapping)


def _year_of(given: AllowanceGiven) -> date:
    """The start of the allowance year asked about."""
    if given.on is not None:
        return levy.allowance_year_starts_on(given.on)
    if isinstance(given.levy, Mapping):
        if not given.levy:
            raise BadInput.at("levy", "must have at least one month")
        last_credit = max(given.levy).replace(day=levy.submission_cut_off(max(given.levy)).day)
        year = levy.allowance_year_starts_on(last_credit)
        return year.replace(year=year.year + 1)
    rules = levy.RULE_SETS[given.rule_set].rules
    newest = max(version.starts_on for rule in rules for version in rule.versions)
    year = levy.allowance_year_starts_on(newest)
    return year.replace(year=year.year + 2)


def _declared(given: AllowanceGiven, year: date) -> tuple[dict[date, Decimal], tuple[str, ...]]:
    """Levy declared by month credited in the year before, and what is to be said about it."""
    months = base_months(year)
    if not isinstance(given.levy, Mapping):
        even = dict.fromkeys(months, given.levy / MONTHS_A_YEAR)
        return even, tuple(_notes_on_total(given, months))
    counted = {month: amount for month, amount in sorted(given.levy.items()) if month in months}
    outside = len(given.levy) - len(counted)
    note = f"{outside} of the months lie outside {months[0]:%B %Y} to {months[-1]:%B %Y} and do not count."
    return counted, (note,) if outside else ()


def _notes_on_total(given: AllowanceGiven, months: tuple[date, ...]) -> list[str]:
    notes = []
    if given.on is None:
        notes.append("No day was given, so the newest rules there are were used.")
    top_up = levy.RULE_SETS[given.rule_set].top_up
    if len({top_up.on(top_up_cut_off(month)) for month in months}) > 1:
        notes.append("The top-up changed during the year; the total was spread evenly over its months.")
    return notes
