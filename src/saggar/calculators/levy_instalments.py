"""`levy.instalments` and `levy.completion`: the payments of one apprenticeship."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from saggar.calculators.calculator import calculator
from saggar.calculators.faults import BadInput
from saggar.calculators.fields import Money, MoneyNotNegative
from saggar.calculators.levy_earnings import (
    NOTHING,
    Earnings,
    Payment,
    PriceEpisode,
    earn,
    used_rules,
)
from saggar.rules import levy
from saggar.rules.dated import UsedRule

BandMaximum = Annotated[
    MoneyNotNegative | None, "Funding band maximum on the start date; without it the price is not capped"
]


@dataclass(frozen=True, slots=True)
class InstalmentsGiven:
    """The prices of one apprenticeship in time, and its funding band."""

    price_episodes: Annotated[tuple[PriceEpisode, ...], "The price, and its changes if there were any"]
    funding_band_max: BandMaximum = None


@dataclass(frozen=True, slots=True)
class InstalmentsResult:
    """The instalments and the completion payment."""

    count: Annotated[int, "Number of instalments"]
    instalment_amount: Annotated[Money, "Each instalment; of the latest price when it changed"]
    on_programme_total: Annotated[Money, "All instalments: 80% of the latest price up to the band"]
    completion_payment: Annotated[Money, "20% of the latest price up to the band, on completion"]
    schedule: Annotated[tuple[Payment, ...], "Every instalment in order of time"]
    rules: tuple[UsedRule, ...]


@calculator("levy.instalments", "Monthly instalments and completion payment of an apprenticeship")
def instalments(given: InstalmentsGiven) -> InstalmentsResult:
    """Equal instalments at each month's end in learning; a new price spreads the rest over what is left."""
    earnings = earn(given.price_episodes, given.funding_band_max)
    start = min(episode.start for episode in given.price_episodes)
    return InstalmentsResult(
        count=len(earnings.instalments),
        instalment_amount=earnings.instalments[-1].amount if earnings.instalments else NOTHING,
        on_programme_total=earnings.on_programme_total,
        completion_payment=earnings.completion_payment,
        schedule=earnings.instalments,
        rules=used_rules(start),
    )


@dataclass(frozen=True, slots=True)
class Completed:
    """The payments of an apprenticeship once its completion is known."""

    regular: tuple[Payment, ...]
    balancing: tuple[Payment, ...]
    completion: tuple[Payment, ...]


def complete(earnings: Earnings, completed_on: date | None, achieved_on: date | None) -> Completed:
    """Regular instalments before the month of completion, then what is left at once, then completion.

    Without a day of completion all planned instalments stand and nothing is balanced. The completion
    payment is earned in the month of achievement, or of completion when no day of achievement is known.
    """
    regular, balancing = _balanced(earnings, completed_on)
    finished_on = achieved_on or completed_on
    earned = ((levy.month_of(finished_on), earnings.completion_payment),) if finished_on else ()
    return Completed(regular, balancing, tuple(Payment.earned(*entry) for entry in earned))


def _balanced(
    earnings: Earnings, completed_on: date | None
) -> tuple[tuple[Payment, ...], tuple[Payment, ...]]:
    if completed_on is None or _on_time(earnings.instalments, completed_on):
        return earnings.instalments, ()
    month = levy.month_of(completed_on)
    before = tuple(payment for payment in earnings.instalments if payment.month < month)
    rest = earnings.on_programme_total - sum((payment.amount for payment in before), NOTHING)
    return before, (Payment.earned(month, rest),) if rest > 0 else ()


def _on_time(planned: Sequence[Payment], completed_on: date) -> bool:
    """Whether the last planned instalment is earned by the day of completion: on its month's last day."""
    return not planned or completed_on >= levy.last_day_of(planned[-1].month)


@dataclass(frozen=True, slots=True)
class CompletionGiven:
    """An apprenticeship as planned, and how it ended."""

    start: Annotated[date, "First day of learning"]
    planned_end: Annotated[date, "Last planned day of learning"]
    price: Annotated[MoneyNotNegative, "Agreed price of training and assessment"]
    funding_band_max: BandMaximum = None
    completion_date: Annotated[date | None, "The day learning was completed"] = None
    achievement_date: Annotated[date | None, "The day the end-point assessment was passed"] = None


@dataclass(frozen=True, slots=True)
class CompletionResult:
    """Regular, balancing and completion payments."""

    regular: tuple[Payment, ...]
    balancing: tuple[Payment, ...]
    completion: tuple[Payment, ...]
    total: Annotated[Money, "All payments together"]
    completion_payment: Annotated[Money, "What completion pays, whether earned yet or not"]
    notes: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("levy.completion", "Payments of an apprenticeship that completes early, on time or late")
def completion(given: CompletionGiven) -> CompletionResult:
    """Early completion brings what is left of the 80% at once; nothing is balanced on time or late."""
    _check_dates(given)
    earnings = earn([PriceEpisode(given.start, given.planned_end, given.price)], given.funding_band_max)
    ended = complete(earnings, given.completion_date, given.achievement_date)
    payments = (*ended.regular, *ended.balancing, *ended.completion)
    note = "Not completed yet: the completion payment comes when it is."
    return CompletionResult(
        regular=ended.regular,
        balancing=ended.balancing,
        completion=ended.completion,
        total=sum((payment.amount for payment in payments), Decimal(0)),
        completion_payment=earnings.completion_payment,
        notes=() if ended.completion else (note,),
        rules=used_rules(given.start),
    )


def _check_dates(given: CompletionGiven) -> None:
    for name in ("completion_date", "achievement_date"):
        day: date | None = getattr(given, name)
        if day is not None and day < given.start:
            raise BadInput.at(name, "is before the start")
    if given.planned_end < given.start:
        raise BadInput.at("planned_end", "is before the start")
