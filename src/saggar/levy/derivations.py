"""What follows from an account's transactions, asked of the rows themselves: sums, training, balances."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import TruncMonth

from saggar.levy.models import LevyAccount, MonthTotal, StatedBalance, Transaction

TRAINING = r"""
SELECT account_id,
    encode(sha256(convert_to(concat_ws(E'\x1f', learner_key, sent_to, course, level), 'UTF8')), 'hex') AS key,
    sent_to, course, level,
    min(month) FILTER (WHERE NOT completes) AS first_month,
    max(month) FILTER (WHERE NOT completes) AS last_month,
    count(*) FILTER (WHERE NOT completes) AS months_paid,
    -(array_agg(amount ORDER BY month DESC) FILTER (WHERE NOT completes))[1] AS monthly,
    bool_or(completes) AS is_over
FROM (
    SELECT account_id, learner_key, course, level, date_trunc('month', "on")::date AS month,
        kind = 'completion' AS completes, sum(amount) AS amount,
        CASE kind WHEN 'sent' THEN substr(description, 18, 200) ELSE '' END AS sent_to
    FROM levy_transaction
    WHERE (kind = 'sent' OR kind IN ('monthly', 'completion') AND learner_key <> '')
        AND (account_id = %(account)s OR %(account)s IS NULL)
    GROUP BY account_id, learner_key, course, level, month, completes, sent_to
) AS paid
GROUP BY account_id, learner_key, sent_to, course, level
HAVING NOT bool_and(completes)
"""
"""One row for each learner's course, or stream of transfers to one employer, with the columns of
models.Training. The name of the employer follows the 17 characters of "Transfer sent to "."""


def month_sums(rows: QuerySet[Transaction]) -> Iterator[dict[str, Any]]:
    """The sums that models.MonthTotal keeps, by account, month and kind of `rows`; one query."""
    sums: Any = (
        rows.annotate(month=TruncMonth("on"))
        .values("account_id", "month", "kind")
        .annotate(amount=Sum("amount"), declared=Sum("declared"), rows=Count("id"))
        .order_by("account_id", "month", "kind")
    )
    return iter(sums)


def trainings(account: LevyAccount) -> list[dict[str, Any]]:
    """The rows that models.Training keeps of the account, by column."""
    with connection.cursor() as cursor:
        cursor.execute(TRAINING, {"account": account.pk})
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def derived_pence(account: LevyAccount, on: date) -> int:
    """Pence in the account at the end of the day `on`, from the imported rows alone; two queries."""
    month = on.replace(day=1)
    before = MonthTotal.objects.filter(account=account, month__lt=month).aggregate(sum=Sum("amount"))
    within = Transaction.objects.filter(account=account, on__range=(month, on)).aggregate(sum=Sum("amount"))
    return pence((before["sum"] or Decimal(0)) + (within["sum"] or Decimal(0)))


def pence(pounds: Decimal) -> int:
    """Whole pence of an amount in pounds, half to even."""
    return int((pounds * 100).quantize(Decimal(1), ROUND_HALF_EVEN))


def latest_stated(accounts: Sequence[LevyAccount]) -> Mapping[int, StatedBalance]:
    """The latest reconciliation of each account, by account; one query."""
    rows = StatedBalance.objects.filter(account__in=accounts)
    newest = rows.order_by("account_id", "-on", "-id").distinct("account_id")
    return {stated.account_id: stated for stated in newest}
