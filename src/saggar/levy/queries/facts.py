"""Reading what the forecast needs of any number of accounts, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from django.db import connection

from saggar.levy.derivations import latest_stated
from saggar.levy.donors import AccountFacts, MonthSum, Planned, SeenTraining
from saggar.levy.models import (
    FundingBand,
    LevyAccount,
    MonthTotal,
    PlannedCommitment,
    StatedBalance,
    Training,
)

Fact = TypeVar("Fact")
Durations = Mapping[tuple[str, int | None], int]
DURATIONS_KEY = """
SELECT md5(string_agg(
    concat_ws('|', standard.title, standard.level, band.starts_on, band.months), '/' ORDER BY band.id
))
FROM levy_funding_band AS band JOIN levy_standard AS standard ON standard.id = band.standard_id
"""


def facts_of(accounts: Sequence[LevyAccount]) -> list[AccountFacts]:
    """The facts of each account that has rows, in the order given; four queries for any number."""
    read = [account for account in accounts if account.read_until is not None]
    months = _months(read)
    trainings = _trainings(read)
    planned = _planned(read)
    stated = latest_stated(read)
    return [
        _facts(
            account, months[account.pk], trainings[account.pk], planned[account.pk], stated.get(account.pk)
        )
        for account in read
    ]


def durations() -> Durations:
    """Typical months of each standard by title in lower case and level, newest band first; one query."""
    bands = FundingBand.objects.order_by("starts_on", "id").values_list(
        "standard__title", "standard__level", "months"
    )
    return {(title.casefold(), level): months for title, level, months in bands}


def durations_key() -> str:
    """A text that is another one whenever `durations` is; one query."""
    with connection.cursor() as cursor:
        cursor.execute(DURATIONS_KEY)
        (key,) = cursor.fetchone() or ("",)
    return str(key)


def _months(accounts: Sequence[LevyAccount]) -> Mapping[int, list[MonthSum]]:
    rows = MonthTotal.objects.filter(account__in=accounts)
    columns = rows.values_list("account_id", "month", "kind", "amount", "declared")
    return _by_account((row[0], MonthSum(*row[1:])) for row in columns.iterator(chunk_size=5000))


def _trainings(accounts: Sequence[LevyAccount]) -> Mapping[int, list[SeenTraining]]:
    rows = Training.objects.filter(account__in=accounts)
    columns: Any = rows.values_list(
        "account_id",
        "course",
        "level",
        "sent_to",
        "first_month",
        "last_month",
        "months_paid",
        "monthly",
        "is_over",
    )
    return _by_account((row[0], SeenTraining(*row[1:])) for row in columns.iterator(chunk_size=5000))


def _planned(accounts: Sequence[LevyAccount]) -> Mapping[int, list[Planned]]:
    rows = PlannedCommitment.objects.filter(account__in=accounts)
    return _by_account((each.account_id, _planned_training(each)) for each in rows)


def _by_account(facts: Iterable[tuple[Any, Fact]]) -> Mapping[int, list[Fact]]:
    grouped: dict[int, list[Fact]] = defaultdict(list)
    for account, fact in facts:
        grouped[account].append(fact)
    return grouped


def _facts(
    account: LevyAccount,
    months: list[MonthSum],
    trainings: list[SeenTraining],
    planned: list[Planned],
    stated: StatedBalance | None,
) -> AccountFacts:
    assert account.read_until is not None  # noqa: S101  facts_of leaves out accounts without rows
    difference = stated.stated_pence - stated.derived_pence if stated else 0
    return AccountFacts(
        key=account.organisation.key,
        name=account.organisation.name,
        english_percent=account.english_percent,
        read_until=account.read_until,
        months=months,
        trainings=trainings,
        planned=planned,
        difference=Decimal(difference) / 100,
    )


def _planned_training(each: PlannedCommitment) -> Planned:
    return Planned(
        each.label,
        each.apprentices,
        each.starts_on,
        each.months,
        Decimal(each.price_pence) / 100,
        each.is_transfer,
    )
