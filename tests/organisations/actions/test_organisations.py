"""Systems, organisations typed in by hand, and what organisations say of themselves."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404

from saggar.organisations.actions import (
    close_organisation,
    describe_organisation,
    record_organisation,
    record_system,
)
from saggar.organisations.actions.organisations import Particulars
from saggar.organisations.models import Organisation
from saggar.organisations.own_words import fingerprint
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Event
from saggar.platform.decisions import NotAllowedError
from saggar.platform.permits import PRODUCT, PUBLIC
from saggar.platform.work import BusyError

OWN = {"telephone": "01782 000000", "website": "https://example.org", "services": "Stroke care"}


def describe(actor, organisation, seen=None, **words):
    return describe_organisation(
        actor,
        organisation_id=organisation.pk,
        seen=seen or fingerprint(organisation),
        **(OWN | words),
    )


def kinds_of_events():
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


def test_a_system_joins_with_its_areas(system):
    """Its code is kept in capitals and its key is made of its name."""
    assert (system.key, system.ods_code, system.local_authorities) == (
        "staffordshire-and-stoke-on-trent",
        "QNC",
        ["Staffordshire", "Stoke-on-Trent"],
    )
    assert kinds_of_events() == ["organisations.system-recorded"]


def test_a_code_names_one_system(system):
    """A second system of the same code is refused in words."""
    with pytest.raises(ValidationError, match="There is a system with the code QNC already"):
        record_system(PRODUCT, name="Another", ods_code="QNC")


def test_systems_are_set_up_by_the_installation_only(potteries):
    """No role of the web pages makes a system."""
    with pytest.raises(NotAllowedError):
        record_system(potteries.officer, name="Another", ods_code="QXX")


def test_an_organisation_typed_in_is_placed_by_its_postcode(potteries):
    """District and point come from the postcode, the key from the name."""
    hospice = potteries.hospice
    assert (hospice.key, hospice.district, hospice.postcode) == (
        "moorland-hospice",
        "Staffordshire Moorlands",
        "ST13 5JW",
    )
    assert hospice.easting is not None


def test_the_key_is_the_code_where_there_is_one(potteries):
    """So that the national list finds it later."""
    assert (potteries.hospital.key, potteries.hospital.ods_code) == ("rzz", "RZZ")


@pytest.mark.parametrize(
    ("particulars", "field"),
    [
        (Particulars(name="", kind="hospice"), "name"),
        (Particulars(name="Hospice", kind="castle"), "kind"),
        (Particulars(name="Hospice", kind="hospice", postcode="BT1 1AA"), "postcode"),
        (Particulars(name="Hospice", kind="hospice", website="no address"), "website"),
        (Particulars(name="Moorland Hospice", kind="hospice"), "key"),
        (Particulars(name="Another", kind="nhs_trust", ods_code="RZZ"), "key"),
    ],
)
def test_what_cannot_be_used_is_refused_by_field(potteries, particulars, field):
    """The form shows each fault at its field; nothing is written."""
    before = Organisation.objects.count()
    with pytest.raises(ValidationError) as refusal:
        record_organisation(potteries.officer, system_id=potteries.system.pk, particulars=particulars)
    assert field in refusal.value.message_dict
    assert Organisation.objects.count() == before


def test_only_the_programme_adds_organisations(potteries):
    """An administrator of one organisation does not add others."""
    for actor in (potteries.administrator, PUBLIC):
        with pytest.raises(NotAllowedError):
            record_organisation(
                actor, system_id=potteries.system.pk, particulars=Particulars(name="New", kind="hospice")
            )


def test_an_organisation_describes_itself(potteries):
    """The event says which fields changed, never what they hold."""
    described = describe(potteries.administrator, potteries.hospital)
    event = Event.objects.get(kind="organisations.organisation-described")
    assert (described.website, described.described_on is not None) == ("https://example.org", True)
    assert event.payload == {"changed": ["telephone", "website", "services"]}


def test_writing_the_same_words_again_is_no_change(potteries):
    """No event is recorded for it."""
    described = describe(potteries.administrator, potteries.hospital)
    describe(potteries.administrator, described)
    assert kinds_of_events().count("organisations.organisation-described") == 1


def test_nobody_overwrites_words_they_have_not_seen(potteries):
    """The second of two people who started from the same words is told to look first."""
    seen = fingerprint(potteries.hospital)
    describe(potteries.administrator, potteries.hospital, seen)
    with pytest.raises(BusyError, match="Someone else changed these details"):
        describe(potteries.administrator, potteries.hospital, seen, services="Mine")
    potteries.hospital.refresh_from_db()
    assert potteries.hospital.services == "Stroke care"


def test_a_website_that_is_none_is_refused(potteries):
    """The public page never links to a script."""
    with pytest.raises(ValidationError) as refusal:
        describe(potteries.administrator, potteries.hospital, website="javascript:alert(1)")
    assert "website" in refusal.value.message_dict


def test_an_administrator_describes_the_own_organisation_only(potteries):
    """Neither another one, nor without the role."""
    for actor in (potteries.stranger, potteries.officer, PUBLIC):
        with pytest.raises(NotAllowedError):
            describe(actor, potteries.hospital)


def test_describing_what_is_not_there_is_not_found(potteries):
    """A made-up number is answered like any unknown thing."""
    with pytest.raises(Http404):
        describe_organisation(potteries.administrator, organisation_id=0, seen="", **OWN)


def test_an_organisation_is_closed_from_a_day_on(potteries):
    """Periods are half-open: the day given is the first it is not open."""
    on = dt.date(2026, 12, 1)
    closed = close_organisation(potteries.officer, organisation_id=potteries.college.pk, on=on)
    assert list(Organisation.objects.all().open_on(dt.date(2026, 11, 30)).filter(pk=closed.pk)) == [closed]
    assert not Organisation.objects.all().open_on(on).filter(pk=closed.pk).exists()


def test_only_the_programme_closes_organisations(potteries):
    """Not their own administrators."""
    with pytest.raises(NotAllowedError):
        close_organisation(
            potteries.administrator, organisation_id=potteries.hospital.pk, on=dt.date(2026, 12, 1)
        )


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"ods_code": "RZZ"}, "organisations_one_per_ods_code"),
        (
            {"opened_on": dt.date(2026, 2, 1), "closed_on": dt.date(2026, 1, 1)},
            "organisations_close_after_opening",
        ),
        ({"easting": 1, "northing": None}, "organisations_point_in_great_britain"),
        ({"easting": 800_000, "northing": 1}, "organisations_point_in_great_britain"),
    ],
)
def test_the_database_holds_the_rules_of_organisations(potteries, fields, constraint):
    """Even code that forgets to ask cannot store what is impossible."""
    with pytest.raises(IntegrityError, match=constraint), unguarded("test of a constraint"):
        Organisation.objects.create(
            system=potteries.system, key="impossible", name="Impossible", kind="hospice", **fields
        )


def test_a_cqc_location_is_one_organisation(potteries):
    """The database refuses a second one with the same identifier."""
    same = {"system": potteries.system, "kind": "care_home", "cqc_location_id": "1-1"}
    with unguarded("test of a constraint"):
        Organisation.objects.create(key="one", name="One", **same)
        with pytest.raises(IntegrityError, match="organisations_one_per_cqc_location"):
            Organisation.objects.create(key="two", name="Two", **same)
