"""Planned training: what an organisation means to start, counted in its forecast."""

from __future__ import annotations

from datetime import date

from django.http import Http404

from saggar.levy import policies
from saggar.levy.actions.accounts import account_of, account_or_new, opened, renew_facts_key
from saggar.levy.events import CommitmentPlanned, CommitmentRemoved
from saggar.levy.models import LevyAccount, PlannedCommitment
from saggar.platform.decisions import require
from saggar.platform.permits import Actor
from saggar.platform.work import unit_of_work


def plan_commitment(
    actor: Actor,
    *,
    organisation_id: int | None,
    label: str,
    apprentices: int,
    starts_on: date,
    months: int,
    price_pence: int,
    is_transfer: bool = False,
) -> PlannedCommitment:
    """Add training to the forecast: `price_pence` for each apprentice, from the month of `starts_on`.

    Raises Http404 and NotAllowedError by policy; the form checks the ranges the table holds.
    """
    account = account_or_new(organisation_id)
    require(policies.may_plan(actor, account))
    with unit_of_work(actor) as work:
        locked = opened(work, account.organisation_id)
        planned = PlannedCommitment.objects.create(
            account=locked,
            label=label.strip(),
            apprentices=apprentices,
            starts_on=starts_on.replace(day=1),
            months=months,
            price_pence=price_pence,
            is_transfer=is_transfer,
        )
        renew_facts_key(locked)
        event = CommitmentPlanned(apprentices, months, price_pence, planned.starts_on, is_transfer)
        work.record(event, subject=planned, organisation_id=account.organisation_id)
    return planned


def remove_commitment(actor: Actor, *, organisation_id: int | None, commitment_id: int) -> None:
    """Take planned training out of the forecast again; Http404 when it is not the account's."""
    account = account_of(organisation_id)
    require(policies.may_plan(actor, account))
    with unit_of_work(actor) as work:
        work.lock(LevyAccount.objects.filter(pk=account.pk))
        planned = PlannedCommitment.objects.filter(account=account, pk=commitment_id).first()
        if planned is None:
            raise Http404("There is no such planned training.")
        event = CommitmentRemoved(planned.apprentices, planned.price_pence)
        work.record(event, subject=planned, organisation_id=account.organisation_id)
        planned.delete()
        renew_facts_key(account)
