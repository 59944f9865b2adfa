"""Reading what the forecast needs of any number of accounts, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from saggar.levy.balances import latest_stated
from saggar.levy.donors import AccountFacts, MonthSum, Planned, SeenTraining
from saggar.levy.models import (
    FundingBand,
    LevyAccount,
    MonthTotal,
    PlannedCommitment,
    StatedBalance,
    Training,
)

Row = TypeVar("Row")
Durations = Mapping[tuple[str, int | None], int]


def facts_of(accounts: Sequence[LevyAccount]) -> list[AccountFacts]:
    """The facts of each account that has rows, in the order given; four queries for any number."""
    read = [account for account in accounts if account.read_until is not None]
    months = _by_account(MonthTotal.objects.filter(account__in=read))
    trainings = _by_account(Training.objects.filter(account__in=read))
    planned = _by_account(PlannedCommitment.objects.filter(account__in=read))
    stated = latest_stated(read)
    return [
        _facts(
            account, months[account.pk], trainings[account.pk], planned[account.pk], stated.get(account.pk)
        )
        for account in read
    ]


def durations() -> Durations:
    """Typical months of each standard by title in lower case and level, newest band first; one query."""
    bands = FundingBand.objects.order_by("starts_on").values_list(
        "standard__title", "standard__level", "months"
    )
    return {(title.casefold(), level): months for title, level, months in bands}


def _by_account(rows: Iterable[Row]) -> Mapping[int, list[Row]]:
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        owner: Any = row
        grouped[owner.account_id].append(row)
    return grouped


def _facts(
    account: LevyAccount,
    months: list[MonthTotal],
    trainings: list[Training],
    planned: list[PlannedCommitment],
    stated: StatedBalance | None,
) -> AccountFacts:
    assert account.read_until is not None  # noqa: S101  facts_of leaves out accounts without rows
    difference = stated.stated_pence - stated.derived_pence if stated else 0
    return AccountFacts(
        key=account.organisation.key,
        name=account.organisation.name,
        english_percent=account.english_percent,
        read_until=account.read_until,
        months=[MonthSum(each.month, each.kind, each.amount, each.declared) for each in months],
        trainings=[_seen(training) for training in trainings],
        planned=[_planned(each) for each in planned],
        difference=Decimal(difference) / 100,
    )


def _seen(training: Training) -> SeenTraining:
    return SeenTraining(
        training.course,
        training.level,
        training.sent_to,
        training.first_month,
        training.last_month,
        training.months_paid,
        training.monthly,
        training.is_over,
    )


def _planned(each: PlannedCommitment) -> Planned:
    return Planned(
        each.label,
        each.apprentices,
        each.starts_on,
        each.months,
        Decimal(each.price_pence) / 100,
        each.is_transfer,
    )
