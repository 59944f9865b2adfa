"""What is left of each month's funds after what has gone: the oldest money goes first.

Source of the order: the apprenticeship service spends the oldest funds first, and a negative adjustment
takes from the newest earlier months first (SkillsFundingAgency/das-employer-finance, ExpiredFunds.cs).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Position:
    """Funds left by month of entry (oldest first, only what is left), and what went that never entered.

    `unexplained` is positive where more was spent than the history shows coming in: the history starts
    too late, or a file is missing. Balance = sum of what is left - unexplained.
    """

    left: Mapping[date, Decimal]
    unexplained: Decimal

    @property
    def balance(self) -> Decimal:
        """What the account holds, in pounds; negative where the history is incomplete."""
        return sum(self.left.values(), start=ZERO) - self.unexplained


def position(entered: Mapping[date, Decimal], gone: Decimal, difference: Decimal = ZERO) -> Position:
    """The position after `gone` pounds were spent, sent or expired of the funds `entered` by month.

    `difference` is what a reconciliation found (stated minus derived): surplus money counts as the
    oldest there is, so that it is the first to be used or lost; a shortfall has gone like other money.
    """
    funds, overdrawn = _after_adjustments(entered)
    if funds and difference > 0:
        funds[min(funds)] += difference
    elif difference < 0:
        gone -= difference
    gone += overdrawn
    left: dict[date, Decimal] = {}
    for month in sorted(funds):
        used = min(gone, funds[month])
        gone -= used
        if funds[month] > used:
            left[month] = funds[month] - used
    return Position(left, gone)


def _after_adjustments(entered: Mapping[date, Decimal]) -> tuple[dict[date, Decimal], Decimal]:
    """Funds with each reduction taken from the newest earlier months, and what no month could bear."""
    funds: dict[date, Decimal] = {}
    overdrawn = ZERO
    for month in sorted(entered):
        funds[month] = max(entered[month], ZERO)
        reduction = max(-entered[month], ZERO)
        for earlier in sorted(funds, reverse=True):
            taken = min(reduction, funds[earlier])
            funds[earlier] -= taken
            reduction -= taken
        overdrawn += reduction
    return funds, overdrawn
