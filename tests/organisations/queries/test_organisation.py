"""The public page of one organisation."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext

from saggar.organisations.actions import add_site, close_organisation, record_agreement, sign_agreement
from saggar.organisations.queries import organisation_for
from saggar.platform.permits import PRODUCT, PUBLIC
from tests.organisations.conftest import TODAY


@pytest.fixture
def signed(potteries):
    """The hospital with two sites and an agreement."""
    for name in ("County Hospital", "Bradwell Hospital"):
        add_site(PRODUCT, organisation_id=potteries.hospital.pk, name=name, postcode="ST16 3SA")
    agreement = record_agreement(
        PRODUCT, system_id=potteries.system.pk, title="Sharing", text="Terms", starts_on=dt.date(2026, 4, 1)
    )
    sign_agreement(PRODUCT, agreement_id=agreement.pk, organisation_id=potteries.hospital.pk, signed_on=TODAY)
    return potteries


def test_the_page_shows_sites_numbered_as_on_the_map(signed):
    """1 is the main address; the sites follow by name."""
    page = organisation_for(PUBLIC, "rzz", today=TODAY)
    assert [(number, site.name) for number, site in page.sites] == [
        (2, "Bradwell Hospital"),
        (3, "County Hospital"),
    ]
    assert sorted(label for marker in page.map.markers for label in marker.labels) == ["1", "2", "3"]


def test_the_page_shows_what_was_signed(signed):
    """Partners see which agreements cover the organisation."""
    page = organisation_for(PUBLIC, "rzz", today=TODAY)
    assert [(each.agreement.title, each.signed_on) for each in page.signatures] == [("Sharing", TODAY)]


def test_a_closed_organisation_says_so_from_its_first_closed_day(potteries):
    """Its page stays, as others link to it."""
    close_organisation(PRODUCT, organisation_id=potteries.college.pk, on=TODAY)
    the_day_before = organisation_for(PUBLIC, "bottle-oven-college", today=TODAY - dt.timedelta(days=1))
    the_day = organisation_for(PUBLIC, "bottle-oven-college", today=TODAY)
    assert (the_day_before.last_open, the_day.last_open) == (None, TODAY - dt.timedelta(days=1))


def test_only_its_administrator_is_offered_to_change_it(potteries):
    """Nobody else sees the button."""
    actors = (potteries.administrator, potteries.stranger, potteries.officer, PUBLIC)
    offers = [organisation_for(actor, "rzz", today=TODAY).may_describe for actor in actors]
    assert offers == [True, False, False, False]


def test_an_unknown_organisation_is_not_found(potteries):
    """As any made-up address."""
    with pytest.raises(Http404):
        organisation_for(PUBLIC, "nobody", today=TODAY)


def test_three_queries_whatever_the_page_shows(signed):
    """More sites and agreements ask the database no more often."""
    with CaptureQueriesContext(connection) as asked:
        organisation_for(PUBLIC, "rzz", today=TODAY)
    assert len(asked) == 3
