"""What the levy takes from a pay bill, and what it brings into the account.

Rules: LEVY_RATE, LEVY_ALLOWANCE, PAY_BILL_THRESHOLD and TOP_UP of `saggar.rules.levy`. The top-up is
chosen by the submission cut-off of the tax month, the 20th of the next calendar month.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Annotated

from saggar.calculators.calculator import calculator
from saggar.calculators.faults import BadInput
from saggar.calculators.fields import Money, MoneyNotNegative, Month, Percent, Share
from saggar.calculators.levy_rule_set import RuleSetKey
from saggar.rules import levy
from saggar.rules.dated import UsedRule

MONTHS_A_YEAR = 12
WHOLE = Decimal(100)

EnglishPercent = Annotated[
    Percent, "The share of pay bill for employees living in England, in percent: 98.5, not 0.985"
]


def monthly_levy(pay_bill: Decimal, on: date) -> Decimal:
    """Whole pounds of levy due a month on a yearly pay bill in pounds: at least 1 above the threshold.

    floor((rate x bill - allowance) / 12), with the rules in force on the day `on`.
    """
    if pay_bill <= levy.PAY_BILL_THRESHOLD.on(on):
        return Decimal(0)
    due = (levy.LEVY_RATE.on(on) * pay_bill - levy.LEVY_ALLOWANCE.on(on)) / MONTHS_A_YEAR
    return max(due.to_integral_value(ROUND_FLOOR), Decimal(1))


def credited(declared: Decimal, english_percent: Decimal, top_up: Decimal) -> Decimal:
    """Pounds that enter the account for levy declared: the English share of it, with the top-up."""
    return declared * english_percent / WHOLE * (1 + top_up)


def refuse_fraction(english_percent: Decimal) -> None:
    """BadInput when the English percentage looks like a fraction of one: 0.985 where 98.5 is meant."""
    if 0 < english_percent <= 1:
        raise BadInput.at("english_percent", "is in percent: write 98.5, not 0.985")


@dataclass(frozen=True, slots=True)
class FromPayBillGiven:
    """A yearly pay bill, and a day of the tax month asked about."""

    paybill: Annotated[MoneyNotNegative, "Yearly pay bill of the employer or connected group, pounds"]
    on: Annotated[date, "A day in the tax month asked about"]
    english_percent: EnglishPercent = WHOLE
    rule_set: RuleSetKey = "in-force"


@dataclass(frozen=True, slots=True)
class FromPayBillResult:
    """The levy due each month and what enters the account for it."""

    monthly_levy: Annotated[Money, "Levy due in the month, whole pounds"]
    monthly_funds: Annotated[Money, "What enters the account for it: English share with top-up"]
    top_up: Annotated[Share, "Top-up of that tax month, as a fraction"]
    rules: tuple[UsedRule, ...]


@calculator("levy.from-paybill", "The levy due on a pay bill, and the funds it brings each month")
def from_pay_bill(given: FromPayBillGiven) -> FromPayBillResult:
    """The levy of the tax month `on` falls in; its top-up by that month's submission cut-off."""
    refuse_fraction(given.english_percent)
    top_up_rule = levy.RULE_SETS[given.rule_set].top_up
    cut_off = levy.submission_cut_off(levy.tax_month_of(given.on))
    due = monthly_levy(given.paybill, given.on)
    top_up = top_up_rule.on(cut_off)
    dated = (levy.LEVY_RATE, levy.LEVY_ALLOWANCE, levy.PAY_BILL_THRESHOLD)
    rules = (*(UsedRule.of(rule, given.on) for rule in dated), UsedRule.of(top_up_rule, cut_off))
    return FromPayBillResult(due, credited(due, given.english_percent, top_up), top_up, rules)


@dataclass(frozen=True, slots=True)
class CreditGiven:
    """What was declared for a tax month. A negative difference is a correction."""

    declared: Annotated[Money, "Levy due for the tax month; or due in the year to date, with `previous`"]
    tax_month: Annotated[Month, "The calendar month the tax month starts in: 2026-06 is 6 June to 5 July"]
    english_percent: EnglishPercent = WHOLE
    previous: Annotated[Money, "Levy due in the year to date before this month, if `declared` is such"] = (
        Decimal(0)
    )
    rule_set: RuleSetKey = "in-force"


@dataclass(frozen=True, slots=True)
class CreditResult:
    """What a tax month brings into the account, when it enters and when it expires."""

    credit: Annotated[Money, "Funds that enter the account"]
    top_up: Annotated[Share, "Top-up, as a fraction of the levy"]
    top_up_amount: Annotated[Money, "The part of the credit that is top-up"]
    english_levy: Annotated[Money, "The part of the credit that is levy"]
    submission_cut_off: Annotated[date, "The day that decides which top-up holds"]
    enters: Annotated[Month, "The calendar month the funds enter the account"]
    expires: Annotated[Month, "The calendar month at whose end what is left of them expires"]
    rules: tuple[UsedRule, ...]


@calculator("levy.credit", "What the levy declared for a tax month brings into the account")
def credit(given: CreditGiven) -> CreditResult:
    """(declared - previous) x English percentage x (1 + top-up by the submission cut-off)."""
    refuse_fraction(given.english_percent)
    rule_set = levy.RULE_SETS[given.rule_set]
    cut_off, enters = levy.submission_cut_off(given.tax_month), levy.entry_month(given.tax_month)
    top_up = rule_set.top_up.on(cut_off)
    english = credited(given.declared - given.previous, given.english_percent, Decimal(0))
    return CreditResult(
        credit=english * (1 + top_up),
        top_up=top_up,
        top_up_amount=english * top_up,
        english_levy=english,
        submission_cut_off=cut_off,
        enters=enters,
        expires=levy.add_months(enters, rule_set.expiry_months.on(enters)),
        rules=(UsedRule.of(rule_set.top_up, cut_off), UsedRule.of(rule_set.expiry_months, enters)),
    )
