"""Posting movements: accounts are found or opened, locked in order, and their cached balances kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError

from saggar.platform.ledger.events import Posted
from saggar.platform.ledger.models import Account, Movement
from saggar.platform.work import Work

Place = tuple[int | None, str, date | None]
Accounts = dict[Place, Account]


class OverdrawnError(RuntimeError):
    """A guarded account would fall below zero; the message names account and shortfall."""


class KeyReusedError(RuntimeError):
    """A movement with this key exists with other contents: the same submission was sent with another body."""


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
    back with another amount, kind, date, cause or account, ValueError for an amount that is not positive
    or a movement that leads nowhere.
    """
    wanted = _one_for_each_key(postings)
    accounts = _locked_accounts(work, {fund for each in wanted for fund in (each.source, each.target)})
    fresh = _not_yet_posted(wanted, accounts)
    movements = [_movement(work, posting, accounts) for posting in fresh]
    _apply(movements, accounts)
    _keep(movements)
    for kind in sorted({movement.kind for movement in movements}):
        ours = [movement.pence for movement in movements if movement.kind == kind]
        work.record(Posted(kind, len(ours), sum(ours)))
    return movements


def _one_for_each_key(postings: Sequence[Posting]) -> list[Posting]:
    by_key: dict[str, Posting] = {}
    for posting in postings:
        if posting.pence <= 0:
            raise ValueError("a movement moves a positive number of pence")
        if posting.source.place == posting.target.place:
            raise ValueError("a movement leads from one account to another")
        if by_key.setdefault(posting.key, posting) != posting:
            raise KeyReusedError(f"{posting.key} stands for two different movements")
    return list(by_key.values())


def _locked_accounts(work: Work, funds: Iterable[Fund]) -> Accounts:
    """The accounts of `funds`, locked; those that are not there yet are opened.

    Nothing is written when all are there: a retry that posts nothing has no event to show.
    """
    wanted = {fund.place: fund for fund in funds}
    keys = _keys_of(wanted)
    absent = [fund for place, fund in wanted.items() if place not in keys]
    if absent:
        _open(absent)
        keys = _keys_of(wanted)
    locked = work.lock(Account.objects.filter(pk__in=keys.values()))
    return {(each.organisation_id, each.fund, each.month): each for each in locked}


def _keys_of(wanted: Mapping[Place, Fund]) -> dict[Place, int]:
    organisations = {organisation for organisation, _, _ in wanted}
    named = Account.objects.filter(fund__in={name for _, name, _ in wanted})
    inside = named.filter(organisation_id__in=organisations - {None})
    chosen = inside | named.filter(organisation_id=None) if None in organisations else inside
    rows = chosen.values_list("organisation_id", "fund", "month", "pk")
    found: dict[Place, int] = {(organisation, fund, month): pk for organisation, fund, month, pk in rows}
    return {place: pk for place, pk in found.items() if place in wanted}


def _open(funds: Iterable[Fund]) -> None:
    in_order = sorted(funds, key=lambda fund: (fund.organisation_id or 0, fund.name, str(fund.month)))
    Account.objects.bulk_create(
        [
            Account(
                organisation_id=fund.organisation_id, fund=fund.name, month=fund.month, guarded=fund.guarded
            )
            for fund in in_order
        ],
        ignore_conflicts=True,
    )


def _not_yet_posted(postings: Sequence[Posting], accounts: Accounts) -> list[Posting]:
    known = {each.key: each for each in Movement.objects.filter(key__in=[p.key for p in postings])}
    for posting in postings:
        earlier = known.get(posting.key)
        if earlier is not None and _body(earlier) != _wanted_body(posting, accounts):
            raise KeyReusedError(f"{posting.key} was posted before with other contents")
    return [posting for posting in postings if posting.key not in known]


def _body(movement: Movement) -> tuple[object, ...]:
    accounts = (movement.source_id, movement.target_id)
    return (*accounts, movement.pence, movement.kind, movement.on, movement.subject_type, movement.subject_id)


def _wanted_body(posting: Posting, accounts: Accounts) -> tuple[object, ...]:
    places = (accounts[posting.source.place].pk, accounts[posting.target.place].pk)
    return (*places, posting.pence, posting.kind, posting.on, posting.subject_type, posting.subject_id)


def _keep(movements: Sequence[Movement]) -> None:
    try:
        Movement.objects.bulk_create(movements, batch_size=2000)
    except IntegrityError as error:  # another action posted the key between other accounts meanwhile
        raise KeyReusedError("a key was posted at the same moment with other contents") from error


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
