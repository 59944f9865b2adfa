"""The list of transactions: filtered, newest first, in pages by key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from saggar.levy import policies
from saggar.levy.kinds import KINDS
from saggar.levy.models import LevyAccount, Transaction
from saggar.levy.queries.accounts import find_organisation
from saggar.organisations.models import Organisation
from saggar.platform.decisions import require
from saggar.platform.permits import Actor

MOST_EXPORTED = 1_000_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the list is wanted: kinds, words in the course or provider, from and until a month."""

    kinds: Sequence[str] = ()
    words: str = ""
    year: str = ""


@dataclass(frozen=True, slots=True)
class TransactionsPage:
    """An organisation's transactions as filtered; the view takes a page of `rows`."""

    organisation: Organisation
    rows: QuerySet[Transaction]
    years: Sequence[str]


def transactions_page(
    actor: Actor, wanted: Wanted, *, organisation_key: str | None = None
) -> TransactionsPage:
    """The rows of an account that may be seen; Http404 otherwise."""
    organisation = find_organisation(actor, organisation_key)
    account = LevyAccount.objects.filter(organisation=organisation).first()
    shown = account or LevyAccount(organisation=organisation)
    shown.organisation = organisation
    require(policies.may_view(actor, shown))
    rows = Transaction.objects.filter(account=account) if account else Transaction.objects.none()
    return TransactionsPage(organisation, _filtered(rows, wanted), _years(account))


def _filtered(rows: QuerySet[Transaction], wanted: Wanted) -> QuerySet[Transaction]:
    if wanted.kinds:
        rows = rows.filter(kind__in=[kind for kind in wanted.kinds if kind in KINDS])
    if wanted.words:
        rows = rows.filter(course__icontains=wanted.words) | rows.filter(provider__icontains=wanted.words)
    if wanted.year:
        start = date(int(wanted.year[:4]), 4, 1)
        rows = rows.filter(on__gte=start, on__lt=start.replace(year=start.year + 1))
    return rows


def _years(account: LevyAccount | None) -> list[str]:
    if account is None or account.read_from is None or account.read_until is None:
        return []
    first, last = (day.year - (day.month < 4) for day in (account.read_from, account.read_until))
    return [f"{year}/{(year + 1) % 100:02d}" for year in range(last, first - 1, -1)]
