"""Recording the balance that the apprenticeship service shows, beside the one our rows give."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from saggar.levy import policies
from saggar.levy.actions.accounts import account_or_new, opened, renew_facts_key
from saggar.levy.derivations import derived_pence
from saggar.levy.events import BalanceStated
from saggar.levy.models import LevyAccount, StatedBalance
from saggar.platform.decisions import require
from saggar.platform.permits import Actor
from saggar.platform.work import unit_of_work


def state_balance(
    actor: Actor, *, organisation_id: int | None, on: date, stated_pence: int, note: str = ""
) -> StatedBalance:
    """Record that the service showed `stated_pence` at the end of the day `on`.

    The balance of our rows on that day is kept with it, so that the difference can be explained later.
    Raises ValidationError for a day the files do not reach or a negative balance; Http404, NotAllowedError.
    """
    account = account_or_new(organisation_id)
    require(policies.may_reconcile(actor, account))
    with unit_of_work(actor) as work:
        locked = opened(work, account.organisation_id)
        _refuse_days_without_rows(locked, on)
        if stated_pence < 0:
            raise ValidationError({"stated": "The balance cannot be less than £0"})
        stated = StatedBalance.objects.create(
            account=locked,
            on=on,
            stated_pence=stated_pence,
            derived_pence=derived_pence(locked, on),
            note=note.strip()[:300],
            by_id=actor.user_id,
            at=work.now,
        )
        renew_facts_key(locked)
        event = BalanceStated(on, stated_pence, stated.derived_pence)
        work.record(event, subject=stated, organisation_id=locked.organisation_id)
    return stated


def _refuse_days_without_rows(account: LevyAccount, on: date) -> None:
    if account.read_from is None or account.read_until is None:
        raise ValidationError({"on": "Import a transactions file first: there is nothing to compare with"})
    if not account.read_from <= on <= account.read_until:
        raise ValidationError(
            {
                "on": f"The date must be between {account.read_from:%-d %B %Y} and "
                f"{account.read_until:%-d %B %Y}, the days your files cover"
            }
        )
