"""What an apprenticeship earns its provider: monthly instalments, a balance at completion, completion.

80% of the price up to the funding band is earned in equal parts at each month's end in learning, and
paid in the month after; 20% on completion. A learner counts in a month who is in learning on its last
day. A new price spreads what is then left over the months that are left. Who completes early earns the
rest at once. Source: SkillsFundingAgency/das-funding-apprenticeship-earnings OnProgramPayments.cs,
BalancingInstalments.cs, CompletionInstalments.cs.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from saggar.calculators.faults import BadInput, FaultGatherer
from saggar.calculators.fields import Money, MoneyNotNegative, Month
from saggar.rules import levy
from saggar.rules.dated import UsedRule

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class PriceEpisode:
    """A price and the days it holds, both included."""

    start: Annotated[date, "First day"]
    end: Annotated[date, "Last planned day"]
    price: Annotated[MoneyNotNegative, "Agreed price of training and assessment"]


@dataclass(frozen=True, slots=True)
class Payment:
    """One amount: earned in a month, paid in the next."""

    month: Annotated[Month, "The month it is earned in"]
    paid_in: Annotated[Month, "The month it is paid in"]
    amount: Annotated[Money, "Pounds"]

    @classmethod
    def earned(cls, month: date, amount: Decimal) -> Payment:
        """`amount` earned in `month` and paid in the month after."""
        return cls(month, levy.add_months(month, 1), amount)


@dataclass(frozen=True, slots=True)
class Earnings:
    """All regular instalments of an apprenticeship, with its on-programme total and completion payment."""

    instalments: tuple[Payment, ...]
    on_programme_total: Decimal
    completion_payment: Decimal


def capped(price: Decimal, funding_band_max: Decimal | None) -> Decimal:
    """The part of the price that is funded: up to the band's maximum; above it the employer pays."""
    return price if funding_band_max is None else min(price, funding_band_max)


def month_ends(start: date, end: date) -> int:
    """How many month ends lie in the days from `start` to `end`, both included."""
    last = levy.month_of(end) if end == levy.last_day_of(end) else levy.add_months(end, -1)
    return max(levy.months_between(start, last) + 1, 0)


def earn(episodes: Sequence[PriceEpisode], funding_band_max: Decimal | None = None) -> Earnings:
    """The regular instalments of an apprenticeship with one or more prices, which follow one another.

    Amounts are not rounded; they sum to the on-programme total of the last price when it runs to the end.
    BadInput when episodes overlap, run backwards, or hold no month end at all.
    """
    ordered = sorted(episodes, key=lambda episode: episode.start)
    _check(episodes, ordered)
    end = max(episode.end for episode in ordered)
    instalments: list[Payment] = []
    total = completion = NOTHING
    for episode in ordered:
        funded = capped(episode.price, funding_band_max)
        total = funded * levy.ON_PROGRAMME_SHARE.on(ordered[0].start)
        completion = funded * levy.COMPLETION_SHARE.on(ordered[0].start)
        rest = total - sum((payment.amount for payment in instalments), NOTHING)
        instalments += _instalments(episode, rest, month_ends(episode.start, end))
    return Earnings(tuple(instalments), total, completion)


def _instalments(episode: PriceEpisode, rest: Decimal, months_left: int) -> list[Payment]:
    count = month_ends(episode.start, episode.end)
    return [
        Payment.earned(levy.add_months(episode.start, index), rest / months_left) for index in range(count)
    ]


def _check(given: Sequence[PriceEpisode], ordered: Sequence[PriceEpisode]) -> None:
    if not given:
        raise BadInput.at("price_episodes", "must have at least one price")
    gatherer = FaultGatherer()
    for index, episode in enumerate(given):
        if episode.end < episode.start:
            gatherer.add(f"price_episodes[{index}].end", "is before the start")
    for earlier, later in itertools.pairwise(ordered):
        if later.start <= earlier.end:
            gatherer.add("price_episodes", f"two prices hold on {later.start:%-d %B %Y}")
    gatherer.settle()
    if not month_ends(ordered[0].start, ordered[-1].end):
        raise BadInput.at("price_episodes", "no month end falls within these days, so nothing is earned")


def used_rules(on: date) -> tuple[UsedRule, ...]:
    """The shares of the price that hold for a start on the day `on`."""
    return UsedRule.of(levy.ON_PROGRAMME_SHARE, on), UsedRule.of(levy.COMPLETION_SHARE, on)
