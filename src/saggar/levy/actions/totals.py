"""After an import: the account's sums by month, its training, its ledger movements and its own facts.

Cost: two grouped queries over the account's rows; everything else is a few hundred rows.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from django.db.models import Count, Max, Min, Sum
from django.db.models.functions import TruncMonth

from saggar.levy.balances import derived_pence
from saggar.levy.kinds import KINDS, Effect
from saggar.levy.models import LevyAccount, MonthTotal, StatedBalance, Training, Transaction
from saggar.platform.imports.loading import upsert
from saggar.platform.ledger.posting import Fund, Posting, post
from saggar.platform.work import Work

ZERO = Decimal(0)
LEVY_FUND = "levy"
OUTSIDE: Mapping[Effect, str] = {
    "funds in": "levy paid to HMRC",
    "spent": "training providers",
    "sent": "transfers",
    "received": "transfers",
    "expired": "expired",
}
"""The account outside that each effect moves money from or to."""


def refresh(work: Work, account: LevyAccount) -> None:
    """Bring what is derived from the account's transactions up to date, within the unit of work."""
    account.version += 1
    _refresh_facts(account)
    _refresh_training(work, account)
    _refresh_months(work, account)
    _refresh_reconciliations(account)


def month_sums(account: LevyAccount) -> list[Mapping[str, Any]]:
    """Sum of the account's transactions by month and kind, straight from the rows."""
    return list(
        Transaction.objects.filter(account=account)
        .annotate(month=TruncMonth("on"))
        .values("month", "kind")
        .annotate(amount=Sum("amount"), declared=Sum("declared"), rows=Count("id"))
        .order_by("month", "kind")
    )


def _refresh_facts(account: LevyAccount) -> None:
    rows = Transaction.objects.filter(account=account)
    span = rows.aggregate(first=Min("on"), last=Max("on"))
    levy = rows.filter(kind="levy", english_percent__gt=0).order_by("-on", "-id").first()
    account.read_from, account.read_until = span["first"], span["last"]
    if levy is not None:
        account.english_percent, account.pays_levy = levy.english_percent, True
    account.save(update_fields=["version", "read_from", "read_until", "english_percent", "pays_levy"])


def _refresh_months(work: Work, account: LevyAccount) -> None:
    held = {(each.month, each.kind): each for each in MonthTotal.objects.filter(account=account)}
    sums = {(row["month"], row["kind"]): row for row in month_sums(account)}
    gone: Mapping[Any, Mapping[str, Any]] = {
        place: {"amount": ZERO, "declared": ZERO, "rows": 0} for place in held.keys() - sums.keys()
    }
    touched, postings = [], []
    for place, row in sorted({**sums, **gone}.items()):
        total = held.get(place) or MonthTotal(account=account, month=place[0], kind=place[1])
        pence = _pence(row["amount"])
        if pence != total.posted_pence:
            postings.append(_posting(account, total, pence - total.posted_pence))
        total.amount, total.declared, total.rows = row["amount"], row["declared"], row["rows"]
        total.posted_pence = pence
        touched.append(total)
    MonthTotal.objects.bulk_create([total for total in touched if total.pk is None])
    old = [total for total in touched if (total.month, total.kind) in held]
    MonthTotal.objects.bulk_update(old, ["amount", "declared", "rows", "posted_pence"])
    post(work, postings)


def _refresh_reconciliations(account: LevyAccount) -> None:
    """What our rows give on a reconciled day follows the rows; what was stated stays."""
    for stated in StatedBalance.objects.filter(account=account):
        derived = derived_pence(account, stated.on)
        if derived != stated.derived_pence:
            stated.derived_pence = derived
            stated.save(update_fields=["derived_pence"])


def _pence(pounds: Decimal) -> int:
    return int((pounds * 100).quantize(Decimal(1), ROUND_HALF_EVEN))


def _posting(account: LevyAccount, total: MonthTotal, change: int) -> Posting:
    ours = Fund(account.organisation_id, LEVY_FUND, total.month, guarded=False)
    outside = Fund(None, OUTSIDE[KINDS[total.kind].effect], guarded=False)
    source, target = (outside, ours) if change > 0 else (ours, outside)
    return Posting(
        source,
        target,
        abs(change),
        kind=f"levy-{total.kind}",
        on=total.month,
        key=f"levy/{account.pk}/{total.month:%Y-%m}/{total.kind}/{account.version}",
        subject_type=account._meta.label_lower,
        subject_id=account.pk,
    )


@dataclass(slots=True)
class _Stream:
    """Payments of one learner on one course, or transfers to one employer for one course, by month."""

    sent_to: str
    course: str
    level: int | None
    months: dict[date, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    is_over: bool = False

    @property
    def columns(self) -> dict[str, object]:
        first, last = min(self.months), max(self.months)
        return {
            "sent_to": self.sent_to,
            "course": self.course,
            "level": self.level,
            "first_month": first,
            "last_month": last,
            "months_paid": len(self.months),
            "monthly": -self.months[last],
            "is_over": self.is_over,
        }


def _refresh_training(work: Work, account: LevyAccount) -> None:
    streams = _streams(account)
    rows = [{"key": key, **stream.columns} for key, stream in streams.items() if stream.months]
    Training.objects.filter(account=account).exclude(key__in=[row["key"] for row in rows]).delete()
    if rows:
        columns = tuple(name for name in rows[0] if name != "key")
        upsert(
            work,
            Training,
            rows,
            key=("account_id", "key"),
            columns=columns,
            fixed={"account_id": account.pk},
        )


def _streams(account: LevyAccount) -> dict[str, _Stream]:
    streams: dict[str, _Stream] = {}
    for row in _payments(account):
        sent_to = row["description"][len("transfer sent to ") :] if row["kind"] == "sent" else ""
        key = _key(row["learner_key"], sent_to, row["course"], str(row["level"]))
        stream = streams.setdefault(key, _Stream(sent_to, row["course"], row["level"]))
        if row["kind"] == "completion":
            stream.is_over = True
        else:
            stream.months[row["month"]] += row["sum"]
    return streams


def _payments(account: LevyAccount) -> Iterable[Mapping[str, Any]]:
    rows = Transaction.objects.filter(account=account, kind__in=("monthly", "completion", "sent"))
    named = rows.exclude(learner_key="") | rows.filter(kind="sent")
    return (
        named.annotate(month=TruncMonth("on"))
        .values("kind", "learner_key", "description", "course", "level", "month")
        .annotate(sum=Sum("amount"))
        .order_by("month")
        .iterator(chunk_size=5000)
    )


def _key(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
