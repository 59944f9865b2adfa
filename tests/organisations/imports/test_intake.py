"""From listed organisations to columns: what is ours, what is left out and why, what is not overwritten."""

from __future__ import annotations

from dataclasses import replace

from saggar.organisations.imports.care_services import PRACTICE
from saggar.organisations.imports.intake import ELSEWHERE, OF_ANOTHER_SYSTEM, Intake, There
from saggar.organisations.imports.listed import Listed
from saggar.organisations.imports.national import LISTS
from saggar.organisations.models import Organisation

HOUSE = Listed("house", "House", "care_home", area="Stoke-on-Trent", postcode="ST4 6QG")
NOTHING_THERE = There(frozenset(), {})


def intake(areas=frozenset({"stoke-on-trent"}), there=NOTHING_THERE):
    """An intake of a list whose rows are listed organisations already."""
    national = replace(LISTS["cqc-directory"], organisation=lambda row: row["listed"])
    return Intake(national, areas, there)


def taken(one, *listed):
    """The columns of what the intake takes of these."""
    return list(one.organisations({"listed": each} for each in listed))


def test_a_row_of_the_area_is_taken_whatever_its_capitals():
    """Lists write the names of authorities in several ways."""
    one = intake()
    assert [row["key"] for row in taken(one, replace(HOUSE, area="STOKE-ON-TRENT"))] == ["house"]
    assert one.left_out.total() == 0


def test_a_row_of_another_area_is_left_out_and_counted():
    """The report says how many and why."""
    one = intake()
    assert taken(one, replace(HOUSE, area="Cheshire East"), replace(HOUSE, area="")) == []
    assert one.left_out == {ELSEWHERE: 2}


def test_without_areas_every_row_is_taken():
    """A short file of partners beyond the border."""
    assert len(taken(intake(areas=None), replace(HOUSE, area="Cheshire East"))) == 1


def test_what_another_list_brings_is_left_out_and_counted():
    """By the reason the list itself gives."""
    one = intake()
    assert (taken(one, PRACTICE), one.left_out) == ([], {PRACTICE.because: 1})


def test_another_system_keeps_its_own():
    """Its keys are known beforehand."""
    one = intake(there=There(frozenset({"house"}), {}))
    assert (taken(one, HOUSE), one.left_out) == ([], {OF_ANOTHER_SYSTEM: 1})


def test_own_words_stand_in_place_of_the_list_s():
    """Telephone, website and services; the rest is the list's."""
    own = {"telephone": "01782 111111", "website": "https://example.org", "services": "Respite"}
    (row,) = taken(
        intake(there=There(frozenset(), {"house": own})), replace(HOUSE, telephone="1", name="New")
    )
    assert {name: row[name] for name in own} == own
    assert row["name"] == "New"


def test_the_place_comes_from_the_postcode():
    """To the unit where we know it."""
    (row,) = taken(intake(), HOUSE)
    assert (row["easting"], row["northing"], row["district"]) == (385_884, 345_124, "Stoke-on-Trent")


def test_a_postcode_nobody_knows_is_no_fault():
    """A list may be newer than our postcodes: the organisation comes in without a place."""
    rows = taken(intake(), replace(HOUSE, postcode="ZZ1 1ZZ"), replace(HOUSE, postcode="BT1 1AA"))
    assert [(row["easting"], row["district"]) for row in rows] == [(None, ""), (None, "")]


def test_a_second_organisation_is_taken_once_however_many_rows_name_it():
    """25 networks of 145 practices."""
    network = replace(HOUSE, key="network")
    one = intake()
    one.national = replace(one.national, beside=lambda _: network)
    taken(one, HOUSE, replace(HOUSE, key="other"))
    assert [row["key"] for row in one.second_organisations()] == ["network"]


def test_each_list_fills_fields_of_an_organisation():
    """What the intake gives is what the table has."""
    fields = {field.attname for field in Organisation._meta.concrete_fields}
    filled = {name for each in LISTS.values() for name in Intake(each, None, NOTHING_THERE).columns}
    assert filled - fields == set()
