"""After an import: the account's sums by month, its training, its ledger movements and its own facts.

Cost: two grouped queries over the account's rows; everything else is a few hundred rows.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max, Min

from saggar.levy.derivations import derived_pence, month_sums, pence, trainings
from saggar.levy.kinds import KINDS, Effect
from saggar.levy.models import LevyAccount, MonthTotal, StatedBalance, Training, Transaction
from saggar.platform.imports.loading import upsert
from saggar.platform.ledger.posting import Fund, Posting, post
from saggar.platform.work import Work

LEVY_FUND = "levy"
OUTSIDE: Mapping[Effect, str] = {
    "funds in": "levy paid to HMRC",
    "spent": "training providers",
    "sent": "transfers",
    "received": "transfers",
    "expired": "expired",
}
"""The account outside that each effect moves money from or to."""

Place = tuple[date, str]
NOTHING: Mapping[str, Any] = {"amount": Decimal(0), "declared": Decimal(0), "rows": 0}


def refresh(work: Work, account: LevyAccount) -> None:
    """Bring what is derived from the account's transactions up to date, within the unit of work."""
    account.version += 1
    account.facts_key = uuid.uuid4()
    _refresh_facts(account)
    _refresh_training(work, account)
    _refresh_months(work, account)
    _refresh_reconciliations(account)


def _refresh_facts(account: LevyAccount) -> None:
    """The days the rows cover, and from the latest levy row what counts for England. No levy, no donor."""
    rows = Transaction.objects.filter(account=account)
    span = rows.aggregate(first=Min("on"), last=Max("on"))
    levy = rows.filter(kind="levy", english_percent__gt=0).order_by("-on", "-id").first()
    account.read_from, account.read_until = span["first"], span["last"]
    account.pays_levy = levy is not None
    if levy is not None:
        account.english_percent = levy.english_percent
    account.save()


def _refresh_training(work: Work, account: LevyAccount) -> None:
    rows = trainings(account)
    Training.objects.filter(account=account).exclude(key__in=[row["key"] for row in rows]).delete()
    columns = ("sent_to", "course", "level", "first_month", "last_month", "months_paid", "monthly", "is_over")
    upsert(work, Training, rows, key=("account_id", "key"), columns=columns)


def _refresh_months(work: Work, account: LevyAccount) -> None:
    held = {(each.month, each.kind): each for each in MonthTotal.objects.filter(account=account)}
    rows = month_sums(Transaction.objects.filter(account=account))
    sums: dict[Place, Mapping[str, Any]] = {(row["month"], row["kind"]): row for row in rows}
    places = sorted({*held, *sums})
    wanted = [_month_total(account, place, sums.get(place, NOTHING)) for place in places]
    columns = ("amount", "declared", "rows", "posted_pence")
    upsert(work, MonthTotal, wanted, key=("account_id", "month", "kind"), columns=columns)
    changes = {(row["month"], row["kind"]): row["posted_pence"] for row in wanted}
    for place, total in held.items():
        changes[place] -= total.posted_pence
    post(work, [_posting(account, place, change) for place, change in changes.items() if change])


def _month_total(account: LevyAccount, place: Place, sums: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the total of one month and kind; its pence are what the ledger is to hold."""
    month, kind = place
    own = {"account_id": account.pk, "month": month, "kind": kind, "posted_pence": pence(sums["amount"])}
    return {**sums, **own}


def _posting(account: LevyAccount, place: Place, change: int) -> Posting:
    month, kind = place
    ours = Fund(account.organisation_id, LEVY_FUND, month, guarded=False)
    outside = Fund(None, OUTSIDE[KINDS[kind].effect], guarded=False)
    source, target = (outside, ours) if change > 0 else (ours, outside)
    return Posting(
        source,
        target,
        abs(change),
        kind=f"levy-{kind}",
        on=month,
        key=f"levy/{account.pk}/{month:%Y-%m}/{kind}/{account.version}",
        subject_type=account._meta.label_lower,
        subject_id=account.pk,
    )


def _refresh_reconciliations(account: LevyAccount) -> None:
    """What our rows give on a reconciled day follows the rows; what was stated stays."""
    for stated in StatedBalance.objects.filter(account=account):
        derived = derived_pence(account, stated.on)
        if derived != stated.derived_pence:
            stated.derived_pence = derived
            stated.save(update_fields=["derived_pence"])
