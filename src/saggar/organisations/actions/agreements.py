"""Agreements of a system: written down by the programme, signed by each organisation."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.text import slugify

from saggar.organisations import policies
from saggar.organisations.actions.organisations import organisation_named
from saggar.organisations.events import AgreementRecorded, AgreementSigned
from saggar.organisations.models import Agreement, Signature
from saggar.platform.decisions import require
from saggar.platform.permits import Actor
from saggar.platform.work import unit_of_work


def record_agreement(
    actor: Actor, *, system_id: int, title: str, text: str, starts_on: date, ends_on: date | None = None
) -> Agreement:
    """Write down terms for the system's organisations to sign, in force from `starts_on` until `ends_on`.

    Raises ValidationError for a title that is taken and for an end before the start.
    """
    require(policies.may_record_organisations(actor, system_id))
    agreement = Agreement(
        system_id=system_id,
        key=slugify(title)[:60],
        title=title.strip(),
        text=text.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    agreement.full_clean()
    with unit_of_work(actor) as work:
        agreement.save()
        work.record(AgreementRecorded(agreement.key, starts_on, ends_on), subject=agreement)
    return agreement


def sign_agreement(actor: Actor, *, agreement_id: int, organisation_id: int, signed_on: date) -> Signature:
    """Sign for an organisation; signing again changes nothing and gives the signature there is.

    Raises Http404 for an agreement of another system, ValidationError after the agreement has ended.
    """
    organisation = organisation_named(organisation_id)
    require(policies.may_sign(actor, organisation))
    with unit_of_work(actor) as work:
        locked = work.lock(Agreement.objects.filter(pk=agreement_id, system_id=organisation.system_id))
        if not locked:
            raise Http404("There is no such agreement.")
        (agreement,) = locked
        if agreement.ends_on is not None and signed_on >= agreement.ends_on:
            raise ValidationError("This agreement has ended")
        signature, is_new = Signature.objects.get_or_create(
            agreement=agreement, organisation=organisation, defaults={"signed_on": signed_on}
        )
        if is_new:
            event = AgreementSigned(agreement.pk, signed_on)
            work.record(event, subject=signature, organisation_id=organisation.pk)
    return signature
