"""Which levy funds expire, and when.

The oldest funds are spent first, even when newer ones expire sooner. Funds expire by the month they
entered the account plus their lifetime; payments dated in the expiry month still count. A negative
month of funds (a correction) takes from the newest earlier months first, and so does a refund from
payments. Expiry already recorded is a fact: it stands as recorded, and the rest of its funds is taken as
spent. Source: SkillsFundingAgency/das-employer-finance ExpiredFunds.cs and ExpireFundsExtensions.cs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from saggar.calculators.calculator import calculator
from saggar.calculators.faults import BadInput
from saggar.calculators.fields import CountFromOne, Money, MoneyNotNegative, Month
from saggar.calculators.levy_rule_set import RuleSetKey
from saggar.rules import levy
from saggar.rules.dated import UsedRule

Lifetime = Callable[[date], int]
NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Tranche:
    """The funds that entered in one month and what became of them, in pounds.

    `unexplained` is what a recorded expiry leaves without a payment to account for it.
    """

    entered: Annotated[Month, "The month the funds entered the account"]
    expires: Annotated[Month, "The month at whose end what is left of them expires"]
    amount: Annotated[Money, "What entered, after corrections"]
    spent: Annotated[Money, "Spent by payments up to the expiry month"]
    expired: Annotated[Money, "Expired unspent"]
    left: Annotated[Money, "Neither spent nor expired yet"]

    @property
    def unexplained(self) -> Decimal:
        """Pounds of the tranche that are neither spent, expired nor left."""
        return self.amount - self.spent - self.expired - self.left


@dataclass(frozen=True, slots=True)
class Netted:
    """Amounts by month with the negative ones worked off, and what could not be worked off."""

    amounts: dict[date, Decimal]
    unmatched: Decimal


def net_of_corrections(amounts: Mapping[date, Decimal]) -> Netted:
    """Work each negative month off against the newest positive months before it, in order of time."""
    netted = dict(sorted(amounts.items()))
    unmatched = NOTHING
    for month in [month for month, amount in netted.items() if amount < 0]:
        owed, netted[month] = -netted[month], NOTHING
        for earlier in sorted((m for m in netted if m < month), reverse=True):
            taken = min(owed, max(netted[earlier], NOTHING))
            netted[earlier] -= taken
            owed -= taken
        unmatched += owed
    return Netted(netted, unmatched)


@dataclass(slots=True)
class _Payments:
    """Payments by month, of which tranches take the oldest first."""

    left: list[tuple[date, Decimal]]

    def take(self, wanted: Decimal, until: date) -> Decimal:
        """Take up to `wanted` from payments dated up to the month `until`; return what there was."""
        taken = NOTHING
        for index, (month, amount) in enumerate(self.left):
            if month > until or taken == wanted:
                break
            part = min(amount, wanted - taken)
            taken += part
            self.left[index] = (month, amount - part)
        self.left = [entry for entry in self.left if entry[1] > 0]
        return taken

    @property
    def total(self) -> Decimal:
        """Pounds no tranche has taken."""
        return sum((amount for _, amount in self.left), NOTHING)


@dataclass(frozen=True, slots=True)
class Expiry:
    """What became of all funds up to a month: amount = spent + expired + left + unexplained.

    `uncovered` is payments that no funds were there for, `unmatched` corrections and refunds with no
    earlier amount to take them from, `recorded_elsewhere` booked expiry beyond the funds given.
    """

    tranches: tuple[Tranche, ...]
    up_to: date
    uncovered: Decimal
    unmatched: Decimal
    recorded_elsewhere: Mapping[date, Decimal] = field(default_factory=dict)

    @property
    def expired(self) -> dict[date, Decimal]:
        """Pounds expired by month, for every month in which funds fell due, zeros included."""
        due = [tranche for tranche in self.tranches if tranche.expires <= self.up_to]
        months = {tranche.expires for tranche in due} | set(self.recorded_elsewhere)
        by_month = {month: self.recorded_elsewhere.get(month, NOTHING) for month in sorted(months)}
        for tranche in due:
            by_month[tranche.expires] += tranche.expired
        return by_month

    def total(self, part: Callable[[Tranche], Decimal]) -> Decimal:
        """The sum over the tranches of one part, such as `lambda tranche: tranche.left`."""
        return sum((part(tranche) for tranche in self.tranches), NOTHING)


def expire(
    funds_in: Mapping[date, Decimal],
    funds_out: Mapping[date, Decimal],
    lifetime: Lifetime,
    *,
    recorded: Mapping[date, Decimal] | None = None,
    up_to: date | None = None,
) -> Expiry:
    """Follow every month's funds to their payments or their expiry, up to the month `up_to` included.

    Months are first days; amounts are pounds, payments positive. `lifetime` gives the months that funds
    of an entry month live. `recorded` is expiry already booked, by expiry month. Without `up_to` all
    funds are followed to their end. A payment larger than the funds of its day is met by later ones.
    """
    entered = net_of_corrections(funds_in)
    ends = [levy.add_months(month, lifetime(month)) for month in entered.amounts]
    last = up_to or max(ends, default=date.max)
    paid = net_of_corrections({month: amount for month, amount in funds_out.items() if month <= last})
    payments = _Payments([(month, amount) for month, amount in paid.amounts.items() if amount > 0])
    booked = dict(recorded or {})
    tranches = tuple(
        _tranche(month, levy.add_months(month, lifetime(month)), amount, last, payments, booked)
        for month, amount in entered.amounts.items()
        if month <= last
    )
    elsewhere = {month: amount for month, amount in booked.items() if amount and month <= last}
    return Expiry(tranches, last, payments.total, entered.unmatched + paid.unmatched, elsewhere)


def _tranche(
    entered: date,
    expires: date,
    amount: Decimal,
    last: date,
    payments: _Payments,
    booked: dict[date, Decimal],
) -> Tranche:
    """One month's funds: what payments take of it, then what expires or is left at `last`."""
    known = booked.get(expires)
    if known is None or expires > last:
        spent = payments.take(amount, min(expires, last))
        rest = amount - spent
        expired, left = (rest, NOTHING) if expires <= last else (NOTHING, rest)
        return Tranche(entered, expires, amount, spent, expired, left)
    expired = min(known, amount)
    booked[expires] = known - expired
    return Tranche(entered, expires, amount, payments.take(amount - expired, expires), expired, NOTHING)


@dataclass(frozen=True, slots=True)
class ExpiryGiven:
    """The money in and out of a levy account by month."""

    funds_in: Annotated[
        Mapping[Month, Money], "Funds by the month they entered; a negative month is a correction"
    ]
    funds_out: Annotated[
        Mapping[Month, Money], "Payments and transfers sent by month, positive; negative is a refund"
    ] = field(default_factory=dict)
    already_expired: Annotated[
        Mapping[Month, MoneyNotNegative], "Expiry already booked, by the month it was booked in"
    ] = field(default_factory=dict)
    up_to: Annotated[Month | None, "The last month to look at; without it, until all funds have ended"] = None
    expiry_months: Annotated[CountFromOne | None, "Lifetime of every fund, in place of the rule set"] = None
    rule_set: RuleSetKey = "in-force"


@dataclass(frozen=True, slots=True)
class ExpiryResult:
    """What expires in which month, and where all the money went."""

    expired: Annotated[Mapping[Month, Money], "Expired, by every month in which funds fall due"]
    total_expired: Money
    spent: Annotated[Money, "Funds that payments used"]
    left: Annotated[Money, "Funds neither spent nor expired by the last month looked at"]
    uncovered: Annotated[Money, "Payments that no funds were there for"]
    tranches: Annotated[tuple[Tranche, ...], "Each month's funds and what became of them"]
    notes: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("levy.expiry", "Which levy funds expire in which month")
def expiry(given: ExpiryGiven) -> ExpiryResult:
    """Oldest first, by the lifetime of each entry month under the rule set, or `expiry_months` for all."""
    rule = levy.RULE_SETS[given.rule_set].expiry_months
    fixed = given.expiry_months

    def lifetime(month: date) -> int:
        return fixed if fixed is not None else rule.on(month)

    if not given.funds_in:
        raise BadInput.at("funds_in", "must have at least one month")
    months = sorted(given.funds_in)
    used = () if fixed is not None else _unique(UsedRule.of(rule, month) for month in months)
    found = expire(
        given.funds_in, given.funds_out, lifetime, recorded=given.already_expired, up_to=given.up_to
    )
    first = months[0]
    return ExpiryResult(
        expired=found.expired,
        total_expired=sum(found.expired.values(), NOTHING),
        spent=found.total(lambda tranche: tranche.spent),
        left=found.total(lambda tranche: tranche.left),
        uncovered=found.uncovered,
        tranches=found.tranches,
        notes=tuple(_notes(found)),
        rules=(*used, UsedRule.of(levy.SPEND_ORDER, max(first, levy.SPEND_ORDER.versions[0].starts_on))),
    )


def _unique(used: Iterable[UsedRule]) -> tuple[UsedRule, ...]:
    return tuple(dict.fromkeys(used))


def _notes(found: Expiry) -> Iterable[str]:
    """What the figures do not show by themselves, in words."""
    if found.unmatched:
        yield f"£{found.unmatched:,.2f} of corrections or refunds had no earlier amount to be taken from."
    unexplained = found.total(lambda tranche: tranche.unexplained)
    if unexplained:
        yield f"£{unexplained:,.2f} of funds whose expiry is recorded has neither expired nor been paid out."
    if found.recorded_elsewhere:
        yield "More expiry is recorded than the funds given can account for in those months."
