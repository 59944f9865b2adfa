"""What a levy forecast answers: for each donor and the system, every month and year, exact to 0.00001.

Amounts are kept as int64 arrays of hundred-thousandths of a pound, one entry a month; the rows that pages
and tests read (`months`, `years`, `totals`) carry Decimal pounds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

import numpy as np

from saggar.engines.funding.forecast.problem import ForecastProblem
from saggar.engines.funding.forecast.schedule import Money, Schedule
from saggar.engines.funding.money import in_pounds
from saggar.rules.dated import UsedRule
from saggar.rules.levy import add_months, financial_year

SYSTEM = "system"

FLOWS: Mapping[str, str] = {
    "levy_in": "levy that entered the account, top-up included",
    "received": "transfers received",
    "spent_own": "own training paid from the account",
    "spent_received": "training paid with transfers received",
    "sent": "transfers sent",
    "expired": "funds lost to expiry",
    "co_employer": "the employer's share of own training the account could not pay",
    "co_government": "the government's share of own training the account could not pay",
    "transfer_shortfall": "transfers promised that the account could not pay",
    "planned": "due from commitments that are planned, not yet actual",
}
STOCKS: Mapping[str, str] = {
    "balance": "funds left at the end of the month",
    "at_risk": "what of the balance will expire within twelve months with present commitments",
    "allowance": "transfer allowance of the allowance year",
    "allowance_used": "transfers sent so far in the allowance year",
    "allowance_left": "allowance not yet sent",
    "allowance_over": "transfers sent beyond the allowance",
    "allowance_unpledged": "allowance neither sent nor pledged",
}


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month of an account. `amounts` has the names of FLOWS and STOCKS; pounds."""

    month: date
    financial_year: str
    amounts: Mapping[str, Decimal]
    expired_by_lifetime: Mapping[int, Decimal]


@dataclass(frozen=True, slots=True)
class YearLine:
    """One financial year of an account: `amounts` sums FLOWS; `balance` is that at the end; pounds."""

    financial_year: str
    amounts: Mapping[str, Decimal]
    balance: Decimal


@dataclass(frozen=True, slots=True)
class LostTranche:
    """Funds of one entry month that were not spent in time; pounds."""

    entered: date
    expired: date
    lifetime: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class AccountForecast:
    """The forecast of one account, or of all together (`account_id` "system").

    `opening` in hundred-thousandths; `amounts` by name of FLOWS and STOCKS, and `lost` by lifetime in
    months, one array entry per month of `calendar`.
    """

    account_id: str
    name: str
    calendar: tuple[date, ...]
    opening: int
    amounts: Mapping[str, Money]
    lost: Mapping[int, Money]

    @property
    def months(self) -> tuple[MonthLine, ...]:
        """Every month in order."""
        lines = {name: amounts.tolist() for name, amounts in self.amounts.items()}
        lost = {lifetime: amounts.tolist() for lifetime, amounts in self.lost.items()}
        return tuple(
            MonthLine(
                month,
                financial_year(month),
                {name: in_pounds(line[t]) for name, line in lines.items()},
                {lifetime: in_pounds(line[t]) for lifetime, line in lost.items()},
            )
            for t, month in enumerate(self.calendar)
        )

    @property
    def years(self) -> tuple[YearLine, ...]:
        """Every financial year the forecast touches, in order."""
        sums = self.by_year()
        return tuple(
            YearLine(
                label,
                {name: in_pounds(sums[name][place]) for name in FLOWS},
                in_pounds(sums["balance"][place]),
            )
            for place, label in enumerate(year_labels(self.calendar))
        )

    @property
    def totals(self) -> Mapping[str, Decimal]:
        """FLOWS summed over the forecast; pounds."""
        return {name: in_pounds(self.amounts[name].sum()) for name in FLOWS}

    @property
    def lost_tranches(self) -> tuple[LostTranche, ...]:
        """Each tranche part of which expires, by expiry month, longest lifetime first."""
        return tuple(
            LostTranche(add_months(month, -lifetime), month, lifetime, in_pounds(lost[t]))
            for t, month in enumerate(self.calendar)
            for lifetime, lost in sorted(self.lost.items(), reverse=True)
            if lost[t]
        )

    def by_year(self) -> Mapping[str, list[int]]:
        """FLOWS summed, and the closing balance, by financial year, in hundred-thousandths."""
        starts = year_starts(self.calendar)
        ends = [*(start - 1 for start in starts[1:]), len(self.calendar) - 1]
        sums = {name: np.add.reduceat(self.amounts[name], starts).tolist() for name in FLOWS}
        return sums | {"balance": self.amounts["balance"][ends].tolist()}


@dataclass(frozen=True, slots=True)
class ForecastPlan:
    """A solved forecast: what was asked, each donor in order of id, their sum, the rules used, and notes."""

    problem: ForecastProblem
    accounts: tuple[AccountForecast, ...]
    system: AccountForecast
    rules_used: tuple[UsedRule, ...]
    notes: tuple[str, ...]
    schedule: Schedule = field(repr=False, compare=False)

    def account(self, donor_id: str) -> AccountForecast:
        """The forecast of the donor with that id; KeyError when there is none."""
        for account in self.accounts:
            if account.account_id == donor_id:
                return account
        raise KeyError(donor_id)


@cache
def year_starts(calendar: tuple[date, ...]) -> tuple[int, ...]:
    """The places in `calendar` at which a financial year begins, the first place included."""
    labels = [financial_year(month) for month in calendar]
    return tuple(t for t, label in enumerate(labels) if t == 0 or label != labels[t - 1])


@cache
def year_labels(calendar: tuple[date, ...]) -> tuple[str, ...]:
    """The financial years `calendar` touches, in order ("2026/27")."""
    return tuple(dict.fromkeys(financial_year(month) for month in calendar))
