"""The public page of one organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404

from saggar.organisations import policies
from saggar.organisations.kinds import KINDS, SECTORS, Kind
from saggar.organisations.maps import Map, Spot, drawn
from saggar.organisations.models import Organisation, Signature, Site
from saggar.organisations.queries.directory import WHY_PUBLIC
from saggar.platform.decisions import Allowed, allow_public
from saggar.platform.permits import Actor

CQC_PAGE = "https://www.cqc.org.uk/location/"


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """What the page of an organisation shows.

    sites: with the number each has on the map; the main address is 1. last_open: the last day it was open,
    None while it is. may_describe, may_close: whether whoever looks may change the details or close it.
    """

    organisation: Organisation
    kind: Kind
    sector: str
    services: tuple[str, ...]
    sites: tuple[tuple[int, Site], ...]
    signatures: tuple[Signature, ...]
    map: Map | None
    last_open: date | None
    cqc_page: str
    may_describe: bool
    may_close: bool


def organisation_for(actor: Actor, key: str, *, today: date) -> OrganisationPage:
    """The page of the organisation with this key; three queries. Http404 when there is none."""
    allow_public(WHY_PUBLIC)
    organisation = Organisation.objects.select_related("system").filter(key=key).first()
    if organisation is None:
        raise Http404("There is no such organisation.")
    kind = KINDS[organisation.kind]
    sites = tuple(enumerate(organisation.sites.order_by("name", "pk"), start=2))
    signatures = organisation.signatures.select_related("agreement").order_by("agreement__title", "pk")
    return OrganisationPage(
        organisation,
        kind,
        SECTORS[kind.sector].title,
        services=tuple(line for line in organisation.services.splitlines() if line.strip()),
        sites=sites,
        signatures=tuple(signatures),
        map=drawn(_spots(organisation, sites)),
        last_open=_last_open(organisation, today),
        cqc_page=CQC_PAGE + organisation.cqc_location_id if organisation.cqc_location_id else "",
        may_describe=isinstance(policies.may_describe(actor, organisation), Allowed),
        may_close=organisation.closed_on is None
        and isinstance(policies.may_record_organisations(actor, organisation.system_id), Allowed),
    )


def _last_open(organisation: Organisation, today: date) -> date | None:
    closed = organisation.closed_on
    return closed - timedelta(days=1) if closed and closed <= today else None


def _spots(organisation: Organisation, sites: tuple[tuple[int, Site], ...]) -> tuple[Spot, ...]:
    placed: tuple[tuple[int, Organisation | Site], ...] = ((1, organisation), *sites)
    return tuple(
        Spot(str(number), each.easting, each.northing)
        for number, each in placed
        if each.easting is not None and each.northing is not None
    )
