"""Organisations typed in by hand (councils, hospices, colleges), and what organisations say of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.text import slugify

from saggar.organisations import policies
from saggar.organisations.events import OrganisationClosed, OrganisationDescribed, OrganisationRecorded
from saggar.organisations.models import Organisation
from saggar.organisations.own_words import OWN_FIELDS, fingerprint
from saggar.organisations.places import find_place
from saggar.organisations.postcodes import PostcodeError
from saggar.platform.decisions import require
from saggar.platform.permits import Actor
from saggar.platform.work import BusyError, unit_of_work

TYPED_IN = "Typed in by hand"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is typed of an organisation that is in no national list; services one a line."""

    name: str
    kind: str
    ods_code: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    website: str = ""
    services: str = ""
    opened_on: date | None = None


def record_organisation(actor: Actor, *, system_id: int, particulars: Particulars) -> Organisation:
    """Add an organisation that no national list brings; the place and district come from the postcode.

    Its key is the ODS code where it has one, so that a later list finds it, else made of the name.
    Raises ValidationError by field for a name, code or postcode that cannot be used.
    """
    require(policies.may_record_organisations(actor, system_id))
    organisation = Organisation(
        system_id=system_id,
        source=TYPED_IN,
        name=particulars.name.strip(),
        kind=particulars.kind,
        ods_code=particulars.ods_code.strip().upper() or None,
        address=particulars.address,
        telephone=particulars.telephone,
        website=particulars.website,
        services=particulars.services,
        opened_on=particulars.opened_on,
    )
    organisation.key = (organisation.ods_code or slugify(organisation.name)[:60]).lower()
    _place(organisation, particulars.postcode)
    organisation.full_clean(exclude=["searched"])
    with unit_of_work(actor) as work:
        organisation.save()
        event = OrganisationRecorded(organisation.key, organisation.kind)
        work.record(event, subject=organisation, organisation_id=organisation.pk)
    return organisation


def describe_organisation(
    actor: Actor, *, organisation_id: int, telephone: str, website: str, services: str, seen: str
) -> Organisation:
    """Put an organisation's own telephone, website and services in place of the national list's.

    `seen` is the fingerprint of the words the person started from; BusyError when somebody else has
    changed them since, so that nobody's words are lost unseen. Raises ValidationError by field.
    """
    organisation = organisation_named(organisation_id)
    require(policies.may_describe(actor, organisation))
    with unit_of_work(actor) as work:
        (organisation,) = work.lock(Organisation.objects.filter(pk=organisation_id))
        if fingerprint(organisation) != seen:
            raise BusyError(
                "Someone else changed these details while you were writing. Look at theirs first."
            )
        words = {"telephone": telephone.strip(), "website": website.strip(), "services": services.strip()}
        changed = tuple(field for field in OWN_FIELDS if getattr(organisation, field) != words[field])
        for field in changed:
            setattr(organisation, field, words[field])
        if changed:
            organisation.described_on = work.now.date()
            organisation.full_clean(exclude=["searched"])
            organisation.save(update_fields=[*changed, "described_on"])
            work.record(OrganisationDescribed(changed), subject=organisation, organisation_id=organisation.pk)
    return organisation


def close_organisation(actor: Actor, *, organisation_id: int, on: date) -> Organisation:
    """Close an organisation that no list closes; `on` is the first day it is not open.

    Raises ValidationError for a day before it opened.
    """
    organisation = organisation_named(organisation_id)
    require(policies.may_record_organisations(actor, organisation.system_id))
    with unit_of_work(actor) as work:
        (organisation,) = work.lock(Organisation.objects.filter(pk=organisation_id))
        organisation.closed_on = on
        organisation.full_clean(exclude=["searched"])
        organisation.save(update_fields=["closed_on"])
        work.record(OrganisationClosed(on), subject=organisation, organisation_id=organisation.pk)
    return organisation


def organisation_named(organisation_id: int | None) -> Organisation:
    """The organisation an action is about; Http404 when there is none."""
    organisation = Organisation.objects.filter(pk=organisation_id).first() if organisation_id else None
    if organisation is None:
        raise Http404("There is no such organisation.")
    return organisation


def _place(organisation: Organisation, postcode: str) -> None:
    if not postcode:
        return
    try:
        place = find_place(postcode)
    except PostcodeError as error:
        raise ValidationError({"postcode": str(error)}) from error
    organisation.postcode, organisation.district = place.postcode, place.known_district
    organisation.easting, organisation.northing = place.easting, place.northing
