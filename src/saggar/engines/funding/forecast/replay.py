"""An account's funds replayed tranche by tranche: are the oldest spent first, and only funds due lost?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from saggar.engines.funding.forecast.plan import AccountForecast
from saggar.engines.funding.forecast.problem import Donor
from saggar.engines.funding.money import in_full, units
from saggar.rules.dated import Rule
from saggar.rules.levy import add_months, months_between

LOOK_AHEAD = 12


@dataclass(frozen=True, slots=True)
class _Lost:
    """Funds that entered in one month and expired in another (places in the calendar)."""

    entered: int
    expired: int
    amount: int


def unlawful_order(donor: Donor, account: AccountForecast, expiry: Rule[int]) -> Iterator[str]:
    """What the plan pays, loses and puts at risk against the order of funds, one sentence each.

    Payments take the oldest funds first; funds expire at the end of the month their lifetime ends, and
    only what is left of them; at risk is what of a balance expires within twelve months.
    """
    funds = {month: units(amount) for month, amount in donor.opening.items()}
    lost: list[_Lost] = []
    paid = (account.amounts["spent_own"] + account.amounts["sent"]).tolist()
    for t, (month, levy) in enumerate(
        zip(account.calendar, account.amounts["levy_in"].tolist(), strict=True)
    ):
        funds[month] = levy
        if _spend(funds, paid[t]):
            yield f"{donor.name}, {month:%B %Y}: more is paid than the account holds."
            return
        due = _take_due(funds, month, expiry)
        yield from _wrong_expiry(donor, account, t, due)
        lost += [_Lost(months_between(account.calendar[0], e), t, amount) for e, amount in due.items()]
    yield from _wrong_risk(donor, account, lost)


def _spend(funds: dict[date, int], amount: int) -> int:
    """Take `amount` from the oldest of `funds`; gives back what they could not cover."""
    for entered in sorted(funds):
        used = min(amount, funds[entered])
        funds[entered] -= used
        amount -= used
    return amount


def _take_due(funds: dict[date, int], month: date, expiry: Rule[int]) -> dict[date, int]:
    """Remove from `funds` what reaches the end of its last month in `month`, and give it back."""
    for entered in [entered for entered, left in funds.items() if not left]:
        del funds[entered]
    due = [entered for entered in funds if add_months(entered, expiry.on(entered)) <= month]
    return {entered: funds.pop(entered) for entered in due}


def _wrong_expiry(donor: Donor, account: AccountForecast, t: int, due: dict[date, int]) -> Iterator[str]:
    month = account.calendar[t]
    says, must = int(account.amounts["expired"][t]), sum(due.values())
    if says != must:
        yield (
            f"{donor.name}, {month:%B %Y}: {in_full(says)} expires, but {in_full(must)} reaches the end of "
            "its last month unspent."
        )
    for life, line in account.lost.items():
        must = sum(amount for entered, amount in due.items() if months_between(entered, month) == life)
        if int(line[t]) != must:
            yield (
                f"{donor.name}, {month:%B %Y}: {in_full(int(line[t]))} of {life}-month funds expires, but "
                f"{in_full(must)} of them reaches the end of its last month unspent."
            )


def _wrong_risk(donor: Donor, account: AccountForecast, lost: list[_Lost]) -> Iterator[str]:
    """Up to twelve months before the forecast ends the figure is exact; later, it can only be bounded."""
    at_risk, balance = account.amounts["at_risk"].tolist(), account.amounts["balance"].tolist()
    for t, month in enumerate(account.calendar):
        seen = sum(x.amount for x in lost if x.entered <= t < x.expired <= t + LOOK_AHEAD)
        exact = t + LOOK_AHEAD < len(account.calendar)
        if at_risk[t] < seen or (exact and at_risk[t] != seen) or at_risk[t] > balance[t]:
            yield (
                f"{donor.name}, {month:%B %Y}: {in_full(at_risk[t])} is called at risk; {in_full(seen)} of "
                f"the balance of {in_full(balance[t])} is seen to expire within {LOOK_AHEAD} months."
            )
