"""Sites of an organisation."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from saggar.organisations.actions import add_site, remove_site
from saggar.organisations.models import Site
from saggar.platform.audit.models import Event
from saggar.platform.decisions import NotAllowedError
from saggar.platform.permits import PUBLIC
from tests.organisations.conftest import acting


def add(actor, organisation, **changes):
    words = {"name": "County Hospital", "postcode": "st163sa"} | changes
    return add_site(actor, organisation_id=organisation.pk, **words)


def test_a_site_is_placed_by_its_postcode(potteries):
    """The map of the organisation's page shows it."""
    site = add(potteries.administrator, potteries.hospital)
    assert (site.postcode, site.easting is not None) == ("ST16 3SA", True)
    assert Event.objects.get(kind="organisations.site-added").payload == {"postcode": "ST16 3SA"}


@pytest.mark.parametrize(
    ("changes", "field"), [({"postcode": "nowhere"}, "postcode"), ({"name": ""}, "name")]
)
def test_a_site_that_cannot_be_placed_or_named_is_refused(potteries, changes, field):
    """The fault is shown at its field."""
    with pytest.raises(ValidationError) as refusal:
        add(potteries.administrator, potteries.hospital, **changes)
    assert field in refusal.value.message_dict


def test_the_same_site_twice_is_refused_in_words(potteries):
    """Name and postcode together are one site."""
    add(potteries.administrator, potteries.hospital)
    with pytest.raises(ValidationError, match="There is a site with this name and postcode already"):
        add(potteries.administrator, potteries.hospital)


def test_a_site_is_removed(potteries):
    """It is gone from the page; the record says so."""
    site = add(potteries.administrator, potteries.hospital)
    remove_site(potteries.administrator, site_id=site.pk)
    assert not Site.objects.exists()
    assert Event.objects.filter(kind="organisations.site-removed").count() == 1


def test_sites_of_another_organisation_are_out_of_reach(potteries):
    """Neither adding nor removing; a number of theirs is answered like one that does not exist."""
    site = add(potteries.administrator, potteries.hospital)
    for actor in (potteries.stranger, potteries.officer, PUBLIC):
        with pytest.raises(NotAllowedError):
            add(actor, potteries.hospital, name="Elsewhere")
        with pytest.raises(Http404):
            remove_site(actor, site_id=site.pk)
    with pytest.raises(NotAllowedError):
        remove_site(acting(potteries.hospital, "finance_lead"), site_id=site.pk)


def test_removing_what_is_not_there_is_not_found(potteries):
    """A made-up number is answered like any unknown thing."""
    with pytest.raises(Http404):
        remove_site(potteries.administrator, site_id=0)
