"""Opening levy accounts, and finding the one an action is about."""

from __future__ import annotations

import uuid

from django.http import Http404

from saggar.levy import policies
from saggar.levy.events import AccountOpened
from saggar.levy.models import LevyAccount
from saggar.organisations.models import Organisation
from saggar.platform.decisions import require
from saggar.platform.permits import Actor
from saggar.platform.work import Work, unit_of_work


def open_account(actor: Actor, *, organisation_id: int, pays_levy: bool = True) -> LevyAccount:
    """The organisation's levy account, opened when there is none yet.

    Raises Http404 for an organisation that is not the actor's, NotAllowedError without `levy.import`.
    """
    require(policies.may_import(actor, account_or_new(organisation_id)))
    with unit_of_work(actor) as work:
        return opened(work, organisation_id, pays_levy=pays_levy)


def account_of(organisation_id: int | None) -> LevyAccount:
    """The organisation's account with its organisation; Http404 when it has none."""
    accounts = LevyAccount.objects.select_related("organisation")
    account = accounts.filter(organisation_id=organisation_id).first() if organisation_id else None
    if account is None:
        raise Http404("There is no such levy account.")
    return account


def account_or_new(organisation_id: int | None) -> LevyAccount:
    """The organisation's account, or the unsaved one that its first file will open, for policies to judge.

    Http404 when there is no such organisation.
    """
    try:
        return account_of(organisation_id)
    except Http404:
        organisation = Organisation.objects.filter(pk=organisation_id or 0).first()
        if organisation is None:
            raise
        return LevyAccount(organisation=organisation)


def opened(work: Work, organisation_id: int, *, pays_levy: bool = True) -> LevyAccount:
    """The organisation's account, locked; opened within this unit of work when there is none yet.

    A file that is refused, and one that is only checked, so opens no account either.
    """
    account, is_new = LevyAccount.objects.get_or_create(
        organisation_id=organisation_id, defaults={"pays_levy": pays_levy}
    )
    if is_new:
        work.record(AccountOpened(pays_levy), subject=account, organisation_id=organisation_id)
    (locked,) = work.lock(LevyAccount.objects.filter(pk=account.pk))
    return locked


def renew_facts_key(account: LevyAccount) -> None:
    """Give the locked account another key: what its forecast is made of has changed."""
    account.facts_key = uuid.uuid4()
    account.save(update_fields=["facts_key"])
