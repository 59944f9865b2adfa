"""Reading the ledger and proving it: balances from movements alone, and every cached one compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from saggar.platform.ledger.models import Account, Movement


def balance(accounts: Q, *, until: date | None = None) -> int:
    """Pence in the accounts that match, from movements dated before `until` (all when None)."""
    chosen = Account.objects.filter(accounts).values("pk")
    dated = Q(on__lt=until) if until else Q()
    moved_in = Movement.objects.filter(dated, target__in=chosen).aggregate(sum=Coalesce(Sum("pence"), 0))
    moved_out = Movement.objects.filter(dated, source__in=chosen).aggregate(sum=Coalesce(Sum("pence"), 0))
    return int(moved_in["sum"] - moved_out["sum"])


def faults() -> Iterator[str]:
    """In words, every account whose cached balance is not the sum of its movements, and any imbalance."""
    incoming = dict(Movement.objects.values_list("target").annotate(Sum("pence")).order_by())
    outgoing = dict(Movement.objects.values_list("source").annotate(Sum("pence")).order_by())
    total = 0
    for account in Account.objects.order_by("pk").iterator():
        derived = incoming.get(account.pk, 0) - outgoing.get(account.pk, 0)
        total += account.balance_pence
        if derived != account.balance_pence:
            yield f"account {account} holds {account.balance_pence} pence, its movements give {derived}"
    if total:
        yield f"all accounts together hold {total} pence: they must hold nothing"
