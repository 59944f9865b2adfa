"""Importing national lists: what comes in, what stays out, and that importing again changes nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from saggar.organisations.actions import (
    describe_organisation,
    import_organisations,
    record_organisation,
    record_system,
)
from saggar.organisations.actions.organisations import Particulars
from saggar.organisations.models import Organisation
from saggar.organisations.own_words import fingerprint
from saggar.platform.audit.models import Event
from saggar.platform.decisions import NotAllowedError
from saggar.platform.imports.reading import UnreadableFileError
from saggar.platform.imports.registry import Scope, importer, kinds
from saggar.platform.permits import PRODUCT, PUBLIC
from tests.organisations.conftest import acting, sample, text_file

FILES = {
    "ods-trusts": "ods_trusts.csv",
    "gp-practices": "gp_practices.csv",
    "cqc-directory": "cqc_directory.csv",
}


def load(system, list_key, file=None, actor=PRODUCT, **options):
    """The report of importing the sample of a list."""
    file = file or sample(FILES[list_key])
    return import_organisations(actor, list_key=list_key, file=file, system_id=system.pk, **options).report


def everything():
    """Every organisation as it is stored."""
    return list(Organisation.objects.order_by("key").values())


def test_the_trusts_of_the_area_come_in_and_the_others_stay_out(system):
    """The national list of 274 trusts gives the system its own six, closed ones among them."""
    report = load(system, "ods-trusts")
    assert (report.read, report.new, report.skipped, report.refused) == (274, 6, 268, 0)
    assert set(Organisation.objects.values_list("key", flat=True)) == {
        "r1e",
        "rjd",
        "rje",
        "rjf",
        "rly",
        "rre",
    }


def test_everywhere_takes_partners_beyond_the_area(system):
    """The trusts of Derby and of the ambulances serve the county from another area."""
    report = load(system, "ods-trusts", sample("ods_trusts_with_heading.csv"), everywhere=True)
    assert (report.new, report.skipped) == (8, 0)


def test_practices_come_with_their_networks(system):
    """145 practices and the 25 networks they form."""
    report = load(system, "gp-practices")
    kinds_found = Organisation.objects.values_list("kind", flat=True)
    assert (report.new, list(kinds_found).count("primary_care_network")) == (145, 25)


def test_care_services_of_the_local_authorities_come_in(system):
    """Both invented services, placed and named."""
    load(system, "cqc-directory")
    house = Organisation.objects.get(key="1-0000000001")
    assert (house.name, house.kind, house.provider_name, house.district, house.telephone) == (
        "Example House",
        "care_home",
        "Example Care Ltd",
        "Stoke-on-Trent",
        "01782 000000",
    )


@pytest.mark.parametrize("list_key", FILES)
def test_importing_again_changes_nothing(system, list_key):
    """The same file a second time finds every organisation as it is."""
    load(system, list_key)
    before = everything()
    report = load(system, list_key)
    assert (report.new, report.changed, everything()) == (0, 0, before)


@pytest.mark.parametrize("list_key", FILES)
def test_a_dry_run_reports_and_changes_nothing(system, list_key):
    """The programme officer sees what a file would do before it does it."""
    dry = load(system, list_key, dry_run=True)
    assert everything() == []
    assert dry.new == load(system, list_key).new > 0


def test_one_event_for_each_import_carries_the_counts(system):
    """The record says who took which list in, and how many organisations that changed."""
    load(system, "gp-practices")
    event = Event.objects.get(kind="organisations.list-imported")
    assert event.payload == {
        "list_key": "gp-practices",
        "new": 170,
        "changed": 0,
        "unchanged": 0,
        "left_out": 0,
    }


def test_places_and_districts_come_from_the_postcode(system):
    """The Royal Stoke stands where its postcode is."""
    load(system, "ods-trusts")
    stoke = Organisation.objects.get(key="rje")
    assert (stoke.easting, stoke.northing, stoke.district) == (385_884, 345_124, "Stoke-on-Trent")


def test_a_closed_trust_keeps_its_last_day(system):
    """The Staffordshire and Stoke on Trent Partnership closed on 31 May 2018."""
    load(system, "ods-trusts")
    assert Organisation.objects.get(key="r1e").closed_on == dt.date(2018, 6, 1)


def test_a_changed_row_changes_its_organisation_alone(system):
    """A new telephone number in the list is one change."""
    load(system, "ods-trusts")
    file = sample("ods_trusts.csv")
    newer = text_file(file.data.decode().replace("01782 715444", "01782 000001"))
    report = load(system, "ods-trusts", newer)
    assert (report.new, report.changed) == (0, 1)
    assert Organisation.objects.get(key="rje").telephone == "01782 000001"


def test_the_organisation_s_own_words_outlast_the_list(system):
    """What an administrator wrote is not overwritten by the next national list."""
    load(system, "cqc-directory")
    house = Organisation.objects.get(key="1-0000000001")
    own = {"telephone": "01782 111111", "website": "https://example.org", "services": "Short breaks"}
    administrator = acting(house, "administrator")
    describe_organisation(administrator, organisation_id=house.pk, seen=fingerprint(house), **own)
    report = load(system, "cqc-directory")
    house.refresh_from_db()
    assert (report.changed, {name: getattr(house, name) for name in own}) == (0, own)


def test_an_organisation_typed_in_by_hand_is_taken_over_by_its_code(system):
    """A trust known before its list came is one organisation, not two."""
    typed = Particulars(name="Royal Stoke", kind="nhs_trust", ods_code="rje")
    record_organisation(PRODUCT, system_id=system.pk, particulars=typed)
    load(system, "ods-trusts")
    found = Organisation.objects.get(ods_code="RJE")
    assert found.name == "University Hospitals of North Midlands NHS Trust"


def test_what_a_list_does_not_know_is_kept(system):
    """The list of practices has no address, so an address that somebody typed stays."""
    typed = Particulars(
        name="Horsefair", kind="gp_practice", ods_code="M83001", address="1 Horse Fair, Rugeley"
    )
    record_organisation(PRODUCT, system_id=system.pk, particulars=typed)
    load(system, "gp-practices")
    assert Organisation.objects.get(key="m83001").address == "1 Horse Fair, Rugeley"


def test_organisations_missing_from_a_newer_file_are_named_and_left(system):
    """A list that is only part of the country closes nobody."""
    load(system, "gp-practices")
    first_two = b"\n".join(sample("gp_practices.csv").data.splitlines()[:3]) + b"\n"
    report = load(system, "gp-practices", text_file(first_two.decode()))
    assert report.notes[-1].startswith("166 open organisations that an earlier copy of this list brought")
    assert Organisation.objects.filter(closed_on=None).count() == 170


def test_another_system_s_organisation_is_not_taken(system):
    """Two systems on one installation cannot pull a trust from one another."""
    load(system, "ods-trusts")
    other = record_system(PRODUCT, name="Elsewhere", ods_code="QZZ")
    report = load(other, "ods-trusts", sample("ods_trusts_with_heading.csv"), everywhere=True)
    assert "Left out: 6 organisations that belong to another system here." in report.notes
    assert Organisation.objects.get(key="rje").system == system


def test_bad_rows_are_reported_and_the_good_ones_come_in(system):
    """A fault blocks nothing but its own row."""
    lines = sample("ods_trusts.csv").data.decode().splitlines()
    stoke = next(line for line in lines if line.startswith('"RJE"'))
    report = load(system, "ods-trusts", text_file(f"{stoke}\n{stoke.replace('RJE', 'R*E')}\n"))
    assert (report.new, report.refused, report.faults[0].line) == (1, 1, 2)


def test_a_system_without_local_authorities_is_told_to_name_them(db):
    """Otherwise all 57,000 services of England would come in."""
    bare = record_system(PRODUCT, name="Bare", ods_code="QAA")
    with pytest.raises(UnreadableFileError, match="names none of its own"):
        load(bare, "cqc-directory")


def test_the_programme_officer_imports_into_the_own_system_only(potteries):
    """Nobody else may, and not into another system."""
    assert load(potteries.system, "ods-trusts", actor=potteries.officer).new == 6
    other = record_system(PRODUCT, name="Elsewhere", ods_code="QZZ")
    for actor, system in [
        (potteries.officer, other),
        (potteries.administrator, potteries.system),
        (PUBLIC, potteries.system),
    ]:
        with pytest.raises(NotAllowedError):
            load(system, "ods-trusts", actor=actor)


@pytest.mark.parametrize("list_key", FILES)
def test_each_list_is_an_import_of_the_command_line(system, list_key):
    """`saggar import` finds each list by its name and takes the only system there is."""
    assert list_key in kinds()
    run = importer(list_key)(PRODUCT, file=sample(FILES[list_key]), scope=Scope(), dry_run=True)
    assert run.report.new > 0


def test_the_command_line_asks_which_system_when_there_are_two(system):
    """It never guesses."""
    record_system(PRODUCT, name="Elsewhere", ods_code="QZZ")
    with pytest.raises(UnreadableFileError, match="Say which system"):
        importer("ods-trusts")(PRODUCT, file=sample("ods_trusts.csv"), scope=Scope(), dry_run=True)
