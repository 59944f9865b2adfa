"""Levy declared to HMRC beside the levy credited: each month's due, what it should have brought, what came.

Declarations are cumulative in the tax year; a month's levy is the difference to the month before. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from saggar.calculators.levy_credit import credited
from saggar.rules.levy import TOP_UP, add_months, entry_month, submission_cut_off

ZERO = Decimal(0)
FIRST_TAX_MONTH = 4
_PENCE = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration: payroll year such as "26-27", month from 1 (April), cumulative pounds or None."""

    paye_scheme: str
    payroll_year: str
    payroll_month: int
    submitted_at: datetime
    levy_due_to_date: Decimal | None


@dataclass(frozen=True, slots=True)
class CreditCheck:
    """One tax month: levy due, the credit it should bring in `enters`, the credit the files show; pounds.

    `credited` is None where the files do not reach the month.
    """

    tax_month: date
    enters: date
    due: Decimal
    expected: Decimal
    credited: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Credited minus expected; None where nothing can be compared."""
        return None if self.credited is None else self.credited - self.expected

    @property
    def is_off(self) -> bool:
        """Whether the credit differs from what was expected by a pound or more."""
        return self.difference is not None and abs(self.difference) >= 1


def tax_month(payroll_year: str, payroll_month: int) -> date:
    """The first day of the calendar month the tax month starts in: "26-27" month 1 is April 2026."""
    return add_months(date(2000 + int(payroll_year[:2]), FIRST_TAX_MONTH, 1), payroll_month - 1)


def due_by_tax_month(declarations: Iterable[Declared]) -> dict[date, Decimal]:
    """Levy due for each tax month, over all PAYE schemes; a month's latest submission counts."""
    latest: dict[tuple[str, str, int], Declared] = {}
    for each in sorted(declarations, key=lambda each: each.submitted_at):
        latest[each.paye_scheme, each.payroll_year, each.payroll_month] = each
    due: dict[date, Decimal] = defaultdict(lambda: ZERO)
    so_far: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
    for (scheme, year, month), each in sorted(latest.items()):
        before = so_far[scheme, year]
        to_date = before if each.levy_due_to_date is None else each.levy_due_to_date
        due[tax_month(year, month)] += to_date - before
        so_far[scheme, year] = to_date
    return dict(due)


def credit_checks(
    declarations: Sequence[Declared], credits: Mapping[date, Decimal], english_percent: Decimal, until: date
) -> list[CreditCheck]:
    """Every declared tax month, newest first, beside what the account was credited by entry month.

    `credits` is levy and adjustments by the month they entered, in pounds; `until` the last day of the files.
    """
    checks = []
    for month, due in sorted(due_by_tax_month(declarations).items(), reverse=True):
        enters = entry_month(month)
        expected = credited(due, english_percent, TOP_UP.on(submission_cut_off(month))).quantize(_PENCE)
        came = credits.get(enters, ZERO).quantize(_PENCE) if enters <= until else None
        checks.append(CreditCheck(month, enters, due, expected, came))
    return checks
