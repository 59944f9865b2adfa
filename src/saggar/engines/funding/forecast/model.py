"""How funds are spent and lost: oldest first, and what is not spent by the end of its expiry month expires.

Within a cohort (funds of one lifetime) both spending and expiry take the oldest first, so two running
totals say all: with `gone` = spent + expired so far, each month

    paid    = min(asked, entered - gone)      levy that enters in a month can be spent in it
    expired = max(0, due - gone)              payments dated in the expiry month still count

Cohorts are asked in order of entry: 24-month money pays before 12-month money even where the latter dies
sooner. Source: SkillsFundingAgency/das-employer-finance ExpiredFunds.cs, ExpireFundsExtensions.cs.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from saggar.engines.funding.forecast.schedule import AT_RISK_MONTHS, Cohort, Money, Schedule


@dataclass(frozen=True, slots=True)
class Burn:
    """What became of the funds: paid [month, ...], and expired and gone so far [cohort, month, ...]."""

    paid: Money
    expired: Money
    gone: Money


def burn(cohorts: tuple[Cohort, ...], demand: Money) -> Burn:
    """Spend `demand` from `cohorts` and let expire what is due.

    `demand` is [month, donor] or [month, batch, donor] to try several demands at once.
    """
    paid = np.zeros_like(demand)
    expired = np.zeros((len(cohorts), *demand.shape), dtype=np.int64)
    gone = np.zeros_like(expired)
    so_far = np.zeros((len(cohorts), *demand.shape[1:]), dtype=np.int64)
    for month, asked in enumerate(demand):
        left = asked.copy()
        for place, cohort in enumerate(cohorts):
            spent = np.minimum(left, cohort.entered[month] - so_far[place])
            left -= spent
            so_far[place] += spent
            lapsed = np.maximum(cohort.due[month] - so_far[place], 0)
            so_far[place] += lapsed
            expired[place, month] = lapsed
        paid[month] = asked - left
        gone[:, month] = so_far
    return Burn(paid, expired, gone)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The forecast's lines that come from spending, [month, donor]; `lost` by cohort, to the full span."""

    spent: Money
    sent: Money
    lost: Money
    balance: Money
    at_risk: Money
    transfer_shortfall: Money
    co_employer: Money
    co_government: Money


def outcome_of(schedule: Schedule) -> Outcome:
    """Run the schedule: who is paid first, what falls short and who then pays, what expires."""
    burnt = burn(schedule.cohorts, schedule.demand)
    sent = np.minimum(schedule.sent, burnt.paid)
    co_employer, co_government = _co_investment(schedule, burnt.paid - sent)
    entered = sum((c.entered for c in schedule.cohorts), start=np.zeros_like(burnt.paid))
    return Outcome(
        burnt.paid - sent,
        sent,
        burnt.expired,
        entered - burnt.gone.sum(axis=0),
        _at_risk(schedule.cohorts, burnt.expired),
        schedule.sent - sent,
        co_employer,
        co_government,
    )


def _co_investment(schedule: Schedule, left_for_own: Money) -> tuple[Money, Money]:
    """Employer's and government's shares of own training the account cannot pay.

    Transfers sent are paid first, then own training in order of start, so the shortfall is that of the
    latest starts, at the rate of the day they started.
    """
    employer, government = np.zeros_like(left_for_own), np.zeros_like(left_for_own)
    left = left_for_own
    for owed, rate in zip(schedule.own, schedule.own_rates, strict=True):
        short = owed - np.minimum(owed, left)
        left = left - (owed - short)
        share = _share(short, rate)
        employer += share
        government += short - share
    return employer, government


def _share(amount: Money, rate: Fraction) -> Money:
    """`rate` of each amount, to the nearest unit, halves upwards."""
    share: Money = (2 * amount * rate.numerator + rate.denominator) // (2 * rate.denominator)
    return share


def _at_risk(cohorts: tuple[Cohort, ...], expired: Money) -> Money:
    """What of each month's closing balance will expire in the twelve months after it."""
    span = expired.shape[1]
    at_risk: Money = np.zeros_like(expired[0])
    for cohort, lost in zip(cohorts, expired, strict=True):
        total = lost.cumsum(axis=0)
        # Money with a shorter life that expires later than that has not entered yet: no part of the balance.
        later = np.minimum(np.arange(span) + min(AT_RISK_MONTHS, cohort.lifetime), span - 1)
        at_risk += total[later] - total
    return at_risk
