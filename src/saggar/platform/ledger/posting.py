"""Posting movements: accounts are found or opened, locked in order, and their cached balances kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError

from saggar.platform.audit.payloads import event_kind
from saggar.platform.ledger.models import Account, Movement
from saggar.platform.work import Work

Place = tuple[int | None, str, date | None]
Accounts = dict[Place, Account]


class OverdrawnError(RuntimeError):
    """A guarded account would fall below zero; the message names account and shortfall."""


class KeyReusedError(RuntimeError):
    """A movement with this key exists with other contents: the same submission was sent with another body."""


@event_kind("ledger.posted", tables=("ledger_account",))
@dataclass(frozen=True)
class Posted:
    """Movements of money were posted to the ledger."""

    kind: str
    movements: int
    pence: int


@dataclass(frozen=True, slots=True, order=True)
class Fund:
    """Names an account: organisation (None is the world outside), fund, month or None, guarded or not."""

    organisation_id: int | None
    name: str
    month: date | None = None
    guarded: bool = True

    @property
    def place(self) -> Place:
        """What is unique about the account."""
        return (self.organisation_id, self.name, self.month)


@dataclass(frozen=True, slots=True)
class Posting:
    """One movement to make: pence from `source` to `target`, its kind, date, cause and unique key."""

    source: Fund
    target: Fund
    pence: int
    kind: str
    on: date
    key: str
    subject_type: str = ""
    subject_id: int | None = None


def post(work: Work, postings: Sequence[Posting]) -> list[Movement]:
    """Make all `postings` within the unit of work; a posting whose key was posted before is not made again.

    Raises OverdrawnError when a guarded account would fall below zero, KeyReusedError when a key comes
    back with another amount, kind, date or account, ValueError for an amount that is not positive.
    """
    if any(posting.pence <= 0 for posting in postings):
        raise ValueError("a movement moves a positive number of pence")
    accounts = _locked_accounts(work, {fund for each in postings for fund in (each.source, each.target)})
    fresh = _not_yet_posted(postings, accounts)
    movements = [_movement(work, posting, accounts) for posting in fresh]
    _apply(movements, accounts)
    Movement.objects.bulk_create(movements, batch_size=2000)
    for kind in sorted({movement.kind for movement in movements}):
        ours = [movement.pence for movement in movements if movement.kind == kind]
        work.record(Posted(kind, len(ours), sum(ours)))
    return movements


def _locked_accounts(work: Work, funds: Iterable[Fund]) -> Accounts:
    wanted = {fund.place: fund for fund in funds}
    Account.objects.bulk_create(
        [
            Account(organisation_id=f.organisation_id, fund=f.name, month=f.month, guarded=f.guarded)
            for f in sorted(wanted.values(), key=lambda f: (f.organisation_id or 0, f.name, str(f.month)))
        ],
        ignore_conflicts=True,
    )
    organisations = {fund.organisation_id for fund in wanted.values()}
    named = Account.objects.filter(fund__in={fund.name for fund in wanted.values()})
    inside = named.filter(organisation_id__in=organisations - {None})
    chosen = inside | named.filter(organisation_id=None) if None in organisations else inside
    rows = [
        (pk, (organisation, fund, month))
        for pk, organisation, fund, month in chosen.values_list("pk", "organisation_id", "fund", "month")
    ]
    keys = [pk for pk, place in rows if place in wanted]
    locked = work.lock(Account.objects.filter(pk__in=keys))
    return {(each.organisation_id, each.fund, each.month): each for each in locked}


def _not_yet_posted(postings: Sequence[Posting], accounts: Accounts) -> list[Posting]:
    known = {each.key: each for each in Movement.objects.filter(key__in=[p.key for p in postings])}
    for posting in postings:
        earlier = known.get(posting.key)
        if earlier is not None and _body(earlier) != _wanted_body(posting, accounts):
            raise KeyReusedError(f"{posting.key} was posted before with other contents")
    return [posting for posting in postings if posting.key not in known]


def _body(movement: Movement) -> tuple[int, int, int, str, date]:
    return (movement.source_id, movement.target_id, movement.pence, movement.kind, movement.on)


def _wanted_body(posting: Posting, accounts: Accounts) -> tuple[int, int, int, str, date]:
    source, target = accounts[posting.source.place], accounts[posting.target.place]
    return (source.pk, target.pk, posting.pence, posting.kind, posting.on)


def _movement(work: Work, posting: Posting, accounts: Accounts) -> Movement:
    return Movement(
        source=accounts[posting.source.place],
        target=accounts[posting.target.place],
        pence=posting.pence,
        kind=posting.kind,
        subject_type=posting.subject_type,
        subject_id=posting.subject_id,
        on=posting.on,
        recorded_at=work.now,
        by_user_id=work.actor.user_id,
        key=posting.key,
    )


def _apply(movements: Sequence[Movement], accounts: Accounts) -> None:
    change: dict[int, int] = defaultdict(int)
    for movement in movements:
        change[movement.source_id] -= movement.pence
        change[movement.target_id] += movement.pence
    touched = [account for account in accounts.values() if change[account.pk]]
    for account in touched:
        account.balance_pence += change[account.pk]
        if account.guarded and account.balance_pence < 0:
            raise OverdrawnError(f"{account} would be {-account.balance_pence} pence short")
    try:
        Account.objects.bulk_update(touched, ["balance_pence"], batch_size=1000)
    except IntegrityError as error:
        raise OverdrawnError("an account would fall below zero") from error
