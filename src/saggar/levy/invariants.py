"""What must always be true of levy accounts: `saggar verify` asks each of these for its faults, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import F, Max, Min, Sum

from saggar.levy.derivations import TRAINING, derived_pence, month_sums, pence
from saggar.levy.models import LevyAccount, MonthTotal, StatedBalance, Transaction
from saggar.platform.ledger.models import Account

Place = tuple[int, Any, str]
KEPT = "account_id, key, sent_to, course, level, first_month, last_month, months_paid, monthly, is_over"
UNLIKE = f"""
SELECT DISTINCT account_id FROM (
    ((SELECT {KEPT} FROM given) EXCEPT ALL (SELECT {KEPT} FROM levy_training))
    UNION ALL
    ((SELECT {KEPT} FROM levy_training) EXCEPT ALL (SELECT {KEPT} FROM given))
) AS unlike ORDER BY account_id
"""  # noqa: S608  both are constants


def faults_of_months() -> Iterator[str]:
    """Each month's sum of a kind that is not what the transactions of it come to."""
    kept = {_place(row): row for row in MonthTotal.objects.values(*_MONTH)}
    given = {_place(row): row for row in month_sums(Transaction.objects.all())}
    for account, month, kind in sorted({*kept, *given}):
        ours, theirs = kept.get((account, month, kind), _NONE), given.get((account, month, kind), _NONE)
        if any(ours[name] != theirs[name] for name in _NONE):
            yield (
                f"levy account {account}, {month:%B %Y}, {kind}: {ours['amount']} of {ours['rows']} rows is "
                f"kept, the transactions give {theirs['amount']} of {theirs['rows']}"
            )


_NONE: Mapping[str, Any] = {"amount": 0, "declared": 0, "rows": 0}
_MONTH: Sequence[str] = ("account_id", "month", "kind", *_NONE)


def _place(row: Mapping[str, Any]) -> Place:
    return row["account_id"], row["month"], row["kind"]


def faults_of_ledger() -> Iterator[str]:
    """Each month whose sums are not in the ledger to the penny."""
    for total in MonthTotal.objects.order_by("pk").iterator():
        if total.posted_pence != pence(total.amount):
            yield f"levy month {total.pk}: {total.amount} was posted as {total.posted_pence} pence"
    months = MonthTotal.objects.values_list(F("account__organisation_id"), "month")
    posted = {(each, month): pence for each, month, pence in months.annotate(Sum("posted_pence")).order_by()}
    ledger = Account.objects.filter(fund="levy", organisation_id__isnull=False, month__isnull=False)
    held = {(each.organisation_id, each.month): each.balance_pence for each in ledger.iterator()}
    for place in sorted({*posted, *held}, key=str):
        if posted.get(place, 0) != held.get(place, 0):
            organisation, month = place
            yield (
                f"organisation {organisation}, {month:%B %Y}: the ledger holds {held.get(place, 0)} pence, "
                f"the levy account posted {posted.get(place, 0)}"
            )


def faults_of_training() -> Iterator[str]:
    """Each account whose training is not what its transactions show."""
    with connection.cursor() as cursor:
        cursor.execute(f"WITH given AS ({TRAINING}) {UNLIKE}", {"account": None})
        for (account,) in cursor.fetchall():
            yield f"levy account {account}: the training kept is not what its transactions show"


def faults_of_reconciliations() -> Iterator[str]:
    """Each stated balance whose derived figure is not what the rows give on its day."""
    for stated in StatedBalance.objects.select_related("account").order_by("pk").iterator():
        derived = derived_pence(stated.account, stated.on)
        if derived != stated.derived_pence:
            yield f"stated balance {stated.pk}: {stated.derived_pence} pence is kept, the rows give {derived}"


def faults_of_spans() -> Iterator[str]:
    """Each account that does not know the first and last day of its transactions."""
    spans = LevyAccount.objects.annotate(first=Min("transactions__on"), last=Max("transactions__on"))
    for account in spans.exclude(read_from=F("first"), read_until=F("last")).order_by("pk"):
        if (account.read_from, account.read_until) != (account.first, account.last):
            yield (
                f"levy account {account.pk} says it covers {account.read_from} to {account.read_until}, "
                f"its transactions {account.first} to {account.last}"
            )
