"""The balance of a levy account month by month, as the government's forecasting service worked it out.

Month 0 is the current month. After a levy declaration (from the 19th) its levy and its payments are in
the balance already; before the 19th neither is. After a payment run its payments are made and its levy
is still to come. In each further month transfers go out first, then training and completion payments,
and the levy of the month comes in last, so that it pays for the next month. What the balance cannot pay
is co-invested. Source: SkillsFundingAgency/das-forecasting-tool AccountProjection.cs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from saggar.calculators.calculator import calculator
from saggar.calculators.fields import Count, Money, MoneyNotNegative, Month, Share
from saggar.calculators.kinds import WholeKind
from saggar.rules import levy
from saggar.rules.dated import UsedRule

LEVY_RUN_DAY = 19
NOTHING = Decimal(0)
NO_SOURCE_FOR_SHORT_TRANSFERS = (
    "A transfer fell short of what it should pay. No published source states the co-investment rate in "
    "that case, so the shortfall is shown and not shared out."
)

Source = Literal["levy", "transfer_in", "transfer_out"]
Trigger = Literal["levy", "payments"]


@dataclass(frozen=True, slots=True)
class Commitment:
    """One apprenticeship, or several alike, to be paid for.

    Instalments fall in the `n` months after the start; the completion payment in the month after those.
    """

    source: Annotated[Source, "Paid from own levy, by a transfer received, or as a transfer sent"]
    start_offset: Annotated[
        int, WholeKind(-600, 600), "Months from month 0 to the start; negative has started already"
    ]
    n: Annotated[Count, "Number of monthly instalments"]
    monthly: Annotated[MoneyNotNegative, "Each instalment"]
    completion: Annotated[MoneyNotNegative, "The completion payment"] = NOTHING

    def due(self, month: int) -> Decimal:
        """Pounds due in month `month` (0 is the current one)."""
        since = month - self.start_offset
        if 1 <= since <= self.n:
            return self.monthly
        return self.completion if since == self.n + 1 else NOTHING


@dataclass(frozen=True, slots=True)
class ProjectedMonth:
    """One month of a projection, in pounds."""

    offset: Annotated[int, WholeKind(), "0 is the current month"]
    month: Annotated[Month | None, "The calendar month, when the first was given"]
    levy_in: Annotated[Money, "Levy that came in"]
    training: Annotated[Money, "Training and completion payments due from own levy"]
    transfers_out: Annotated[Money, "Due to employers that transfers were promised to"]
    transfers_in: Annotated[Money, "Paid by others' transfers; never touches the balance"]
    co_employer: Annotated[Money, "The employer's part of what the balance could not pay"]
    co_government: Annotated[Money, "The government's part of what the balance could not pay"]
    transfers_short: Annotated[Money, "Transfers the balance could not pay"]
    balance: Annotated[Money, "At the end of the month"]


@dataclass(frozen=True, slots=True)
class MonthStart:
    """What a month begins with: the balance, the levy to come in, and whether payments are still due."""

    balance: Decimal
    levy_in: Decimal
    pays: bool


def project(
    balance: Decimal,
    monthly_levy: Decimal,
    commitments: Sequence[Commitment],
    months: int,
    *,
    trigger: Trigger,
    day_of_month: int,
    employer_rate: Decimal,
    first_month: date | None = None,
) -> tuple[ProjectedMonth, ...]:
    """The current month and `months` further ones; `employer_rate` is the employer's co-investment share."""
    before_levy_run = trigger == "levy" and day_of_month < LEVY_RUN_DAY
    projected: list[ProjectedMonth] = []
    for offset in range(months + 1):
        current = offset == 0
        comes_in = not current or before_levy_run or trigger == "payments"
        start = MonthStart(
            balance, monthly_levy if comes_in else NOTHING, pays=not current or before_levy_run
        )
        calendar_month = levy.add_months(first_month, offset) if first_month else None
        projected.append(_month(offset, calendar_month, start, commitments, employer_rate))
        balance = projected[-1].balance
    return tuple(projected)


def _month(
    offset: int,
    calendar_month: date | None,
    start: MonthStart,
    commitments: Sequence[Commitment],
    employer_rate: Decimal,
) -> ProjectedMonth:
    """Transfers out, then training, then the levy in; a balance below nothing pays for nothing."""

    def due(source: Source) -> Decimal:
        owed = (one.due(offset) for one in commitments if start.pays and one.source == source)
        return sum(owed, NOTHING)

    training, out = due("levy"), due("transfer_out")
    there = max(start.balance, NOTHING)
    sent = min(out, there)
    paid = min(training, there - sent)
    short = training - paid
    return ProjectedMonth(
        offset=offset,
        month=calendar_month,
        levy_in=start.levy_in,
        training=training,
        transfers_out=out,
        transfers_in=due("transfer_in"),
        co_employer=short * employer_rate,
        co_government=short * (1 - employer_rate),
        transfers_short=out - sent,
        balance=start.balance - sent - paid + start.levy_in,
    )


@dataclass(frozen=True, slots=True)
class ProjectionGiven:
    """An account as it stands, and what is to be paid from it."""

    balance: Annotated[Money, "Funds in the account now"]
    monthly_levy: Annotated[MoneyNotNegative, "Funds that enter each month"]
    commitments: tuple[Commitment, ...] = ()
    months: Annotated[int, WholeKind(0, 600), "Further months to project"] = 48
    trigger: Annotated[Trigger, "What just happened: a levy declaration or a payment run"] = "levy"
    day_of_month: Annotated[int, WholeKind(1, 31), "The day of the current month it happened on"] = 20
    co_investment_employer_rate: Annotated[
        Share | None, "The employer's share of co-investment; without it, the rule in force in `month`"
    ] = None
    month: Annotated[Month | None, "The current month; without it months are numbered only"] = None


@dataclass(frozen=True, slots=True)
class ProjectionResult:
    """The account month by month."""

    months: tuple[ProjectedMonth, ...]
    co_investment_employer_rate: Share
    notes: tuple[str, ...]
    rules: tuple[UsedRule, ...]


@calculator("levy.projection", "A levy account's balance and co-investment, month by month")
def projection(given: ProjectionGiven) -> ProjectionResult:
    """As the service's forecast, with the rate of co-investment given or in force in the first month.

    Without a rate and a month the newest rate there is holds. Funds do not expire in this view:
    `levy.expiry` and the forecast show that.
    """
    rule = levy.CO_INVESTMENT_LEVY_EXHAUSTED
    rate_on = given.month or rule.versions[-1].starts_on
    own = given.co_investment_employer_rate
    rate = own if own is not None else rule.on(rate_on)
    months = project(
        given.balance,
        given.monthly_levy,
        given.commitments,
        given.months,
        trigger=given.trigger,
        day_of_month=given.day_of_month,
        employer_rate=rate,
        first_month=given.month,
    )
    used = () if own is not None else (UsedRule.of(rule, rate_on),)
    return ProjectionResult(months, rate, tuple(_notes(given, months)), used)


def _notes(given: ProjectionGiven, months: Sequence[ProjectedMonth]) -> Iterable[str]:
    if given.co_investment_employer_rate is None and given.month is None:
        yield "No month was given, so the newest co-investment rate there is was used."
    if any(month.transfers_short for month in months):
        yield NO_SOURCE_FOR_SHORT_TRANSFERS
