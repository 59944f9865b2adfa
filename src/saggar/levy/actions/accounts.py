"""Opening levy accounts, and finding the one an action is about."""

from __future__ import annotations

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
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation is None:
        raise Http404("There is no such organisation.")
    require(policies.may_import(actor, LevyAccount(organisation=organisation)))
    with unit_of_work(actor) as work:
        return opened(work, organisation_id, pays_levy=pays_levy)


def opened(work: Work, organisation_id: int, *, pays_levy: bool = True) -> LevyAccount:
    """The organisation's account, locked; opened within the unit of work when there is none."""
    found = work.lock(LevyAccount.objects.filter(organisation_id=organisation_id))
    if found:
        return found[0]
    account, is_new = LevyAccount.objects.get_or_create(
        organisation_id=organisation_id, defaults={"pays_levy": pays_levy}
    )
    if is_new:
        work.record(AccountOpened(pays_levy), subject=account, organisation_id=organisation_id)
    return account


def account_or_new(organisation_id: int | None) -> LevyAccount:
    """The organisation's account, or one not opened yet; Http404 when there is no such organisation."""
    organisation = Organisation.objects.filter(pk=organisation_id or 0).first()
    if organisation is None:
        raise Http404("There is no such organisation.")
    account = LevyAccount.objects.filter(organisation=organisation).first()
    account = account or LevyAccount(organisation=organisation)
    account.organisation = organisation
    return account


def account_of(organisation_id: int | None) -> LevyAccount:
    """The organisation's account with its organisation; Http404 when it has none."""
    accounts = LevyAccount.objects.select_related("organisation")
    account = accounts.filter(organisation_id=organisation_id).first() if organisation_id else None
    if account is None:
        raise Http404("There is no such levy account.")
    return account
