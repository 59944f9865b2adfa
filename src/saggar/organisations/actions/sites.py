"""Sites: the places where an organisation works besides its main address."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404

from saggar.organisations import policies
from saggar.organisations.actions.organisations import organisation_named
from saggar.organisations.events import SiteAdded, SiteRemoved
from saggar.organisations.models import Organisation, Site
from saggar.organisations.places import find_place
from saggar.organisations.postcodes import PostcodeError
from saggar.platform.decisions import require
from saggar.platform.permits import Actor
from saggar.platform.work import unit_of_work


def add_site(actor: Actor, *, organisation_id: int, name: str, postcode: str, address: str = "") -> Site:
    """Add a place where the organisation works.

    Raises ValidationError for a postcode that cannot be placed, and for a site that is there already.
    """
    organisation = organisation_named(organisation_id)
    require(policies.may_describe(actor, organisation))
    try:
        place = find_place(postcode)
    except PostcodeError as error:
        raise ValidationError({"postcode": str(error)}) from error
    site = Site(
        organisation=organisation,
        name=name.strip(),
        address=address.strip(),
        postcode=place.postcode,
        easting=place.easting,
        northing=place.northing,
    )
    with unit_of_work(actor) as work:
        work.lock(Organisation.objects.filter(pk=organisation_id))
        _refuse_repeated(site)
        site.full_clean()
        site.save()
        work.record(SiteAdded(site.postcode), subject=site, organisation_id=organisation_id)
    return site


def remove_site(actor: Actor, *, site_id: int) -> None:
    """Take a site off the organisation's page; Http404 when the actor's organisation has none such."""
    own = Site.objects.all() if actor.is_product else Site.objects.filter(organisation=actor.organisation_id)
    site = own.select_related("organisation").filter(pk=site_id).first()
    if site is None:
        raise Http404("There is no such site.")
    require(policies.may_describe(actor, site.organisation))
    with unit_of_work(actor) as work:
        for locked in work.lock(Site.objects.filter(pk=site_id)):
            event = SiteRemoved(locked.postcode)
            work.record(event, subject=locked, organisation_id=locked.organisation_id)
            locked.delete()


def _refuse_repeated(site: Site) -> None:
    same = Site.objects.filter(organisation=site.organisation, name=site.name, postcode=site.postcode)
    if same.exists():
        raise ValidationError({"name": "There is a site with this name and postcode already"})
