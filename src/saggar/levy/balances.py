"""The balance our rows give on a day: from the sums by month and the rows of that month."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from django.db.models import Sum

from saggar.levy.models import LevyAccount, MonthTotal, StatedBalance, Transaction


def derived_pence(account: LevyAccount, on: date) -> int:
    """Pence in the account at the end of the day `on`, from the imported rows alone; two queries."""
    month = on.replace(day=1)
    before = MonthTotal.objects.filter(account=account, month__lt=month).aggregate(sum=Sum("amount"))
    within = Transaction.objects.filter(account=account, on__range=(month, on)).aggregate(sum=Sum("amount"))
    pounds = (before["sum"] or Decimal(0)) + (within["sum"] or Decimal(0))
    return int((pounds * 100).quantize(Decimal(1), ROUND_HALF_EVEN))


def latest_stated(accounts: list[LevyAccount]) -> Mapping[int, StatedBalance]:
    """The latest reconciliation of each account, by account; one query."""
    rows = StatedBalance.objects.filter(account__in=accounts)
    newest = rows.order_by("account_id", "-on", "-id").distinct("account_id")
    return {stated.account_id: stated for stated in newest}
