"""The directory: search that forgives spelling, distance, filters, pages, and few queries."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from saggar.organisations.actions import close_organisation, import_organisations, record_organisation
from saggar.organisations.actions.organisations import Particulars
from saggar.organisations.models import DirectoryWord, Organisation
from saggar.organisations.queries import directory, directory_rows
from saggar.platform.audit.guard import unguarded
from saggar.platform.permits import PRODUCT
from tests.organisations.conftest import TODAY, sample


def shown(address=""):
    """The page of the directory at an address."""
    return directory(QueryDict(address), today=TODAY)


def names(address=""):
    """Names on the page, in order."""
    return [entry.organisation.name for entry in shown(address).entries]


@pytest.fixture
def county(system):
    """The trusts and practices of the county, from the national lists."""
    import_organisations(PRODUCT, list_key="ods-trusts", file=sample("ods_trusts.csv"), system_id=system.pk)
    practices = sample("gp_practices.csv")
    import_organisations(PRODUCT, list_key="gp-practices", file=practices, system_id=system.pk)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Midland Partnrship", "Midlands Partnership University NHS Foundation Trust"),
        ("Univercity Hospitals North Midland", "University Hospitals of North Midlands NHS Trust"),
        ("combind healthcare", "North Staffordshire Combined Healthcare NHS Trust"),
        ("horsfair", "Horsefair Practice"),
        ("burnwood health", "Burntwood Health & Wellbeing Centre"),
        ("luci wedgewood", "Lucie Wedgwood Health Centre"),
        ("dr ks uptons practice", "Dr KS Upton's Practice"),
        ("RJE", "University Hospitals of North Midlands NHS Trust"),
        ("ST16 3SR", "Midlands Partnership University NHS Foundation Trust"),
    ],
)
def test_the_organisation_meant_comes_first(county, typed, found):
    """However it is spelled, and by code or postcode too."""
    assert names(f"q={typed.replace(' ', '+')}")[0] == found


def test_a_guess_is_said(county):
    """People see what their words were taken for."""
    assert shown("q=Midland+Partnrship").note == (
        "Nothing matches your spelling. Showing “midland partnership”."
    )


def test_words_that_fit_need_no_note(county):
    """Nothing is said when nothing was guessed."""
    assert shown("q=midlands").note == ""


def test_words_no_organisation_has_together_find_those_with_some(county):
    """There is no dead end: the nearest come first."""
    page = shown("q=horsefair+wedgwood")
    assert page.note == "No organisation matches every word. Showing those that match some."
    assert [entry.organisation.name for entry in page.entries] == [
        "Horsefair Practice",
        "Lucie Wedgwood Health Centre",
    ]


def test_a_name_comes_before_an_address(potteries):
    """Looking for a college, people mean the one called so, not one in College Road."""
    near = Particulars(name="Aardvark Hospice", kind="hospice", address="1 College Road, Stafford")
    record_organisation(PRODUCT, system_id=potteries.system.pk, particulars=near)
    assert names("q=college") == ["Bottle Oven College", "Aardvark Hospice"]


def test_nothing_like_the_words_is_an_empty_list(potteries):
    """Without a false promise that some words matched."""
    page = shown("q=xqzzw")
    assert (page.entries, page.count, page.note) == ((), "0 organisations", "")


def test_words_of_new_organisations_are_known_at_once(potteries):
    """However they are written, the database learns their words."""
    with unguarded("test of the trigger"):
        Organisation.objects.create(system=potteries.system, key="z", name="Zymurgy House", kind="care_home")
        Organisation.objects.filter(key="z").update(district="Xanadu")
    assert set(
        DirectoryWord.objects.filter(word__in=["ZYMURGY", "XANADU"]).values_list("word", flat=True)
    ) == {
        "XANADU",
        "ZYMURGY",
    }


def test_the_nearest_comes_first_with_its_miles(potteries):
    """From the Royal Stoke: the hospital itself, then the board, the college and the hospice."""
    entries = shown("postcode=ST4+6QG").entries
    assert [entry.organisation for entry in entries] == [
        potteries.hospital,
        potteries.board,
        potteries.hospice,
        potteries.college,
    ]
    assert entries[0].miles == 0
    assert entries[3].miles == pytest.approx(13.99, abs=0.01)


@pytest.mark.parametrize(("miles", "metres"), [(3, 4_000), (40, 60_000)])
def test_within_leaves_out_what_is_further(potteries, miles, metres):
    """The circle is exact, not the box around it: north-east by so many metres each way is outside."""
    corner = Particulars(name="Corner Hospice", kind="hospice")
    placed = record_organisation(PRODUCT, system_id=potteries.system.pk, particulars=corner)
    with unguarded("a place no postcode has"):
        Organisation.objects.filter(pk=placed.pk).update(easting=385_884 + metres, northing=345_124 + metres)
    found = names(f"postcode=ST4+6QG&within={miles}")
    assert ("Kiln Street Hospital NHS Trust" in found, "Corner Hospice" in found) == (True, False)


def test_what_has_no_place_comes_last_by_distance(potteries):
    """It is not lost, only not measured."""
    record_organisation(
        PRODUCT, system_id=potteries.system.pk, particulars=Particulars(name="Afloat", kind="hospice")
    )
    last = shown("postcode=ST4+6QG").entries[-1]
    assert (last.organisation.name, last.miles) == ("Afloat", None)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("sector=hospice", ["Moorland Hospice"]),
        ("kind=college", ["Bottle Oven College"]),
        ("district=Stafford", ["Bottle Oven College"]),
        ("sector=nhs&sector=education", ["Bottle Oven College", "Kiln Street Hospital NHS Trust"]),
        ("sector=hospice&district=Stafford", []),
    ],
)
def test_filters_narrow_the_list(potteries, address, found):
    """Each alone and together."""
    assert names(address) == found


def test_closed_organisations_are_not_listed(potteries):
    """From the day on which they are closed."""
    close_organisation(PRODUCT, organisation_id=potteries.college.pk, on=TODAY)
    assert "Bottle Oven College" not in names()


def test_pages_follow_one_another_without_gap_or_repeat(county):
    """All 171 open organisations, 25 a page, each once and in order; and back again."""
    seen, page, address = [], shown(), ""
    while True:
        seen += [entry.organisation.pk for entry in page.entries]
        if not page.page.after:
            break
        address = f"after={page.page.after}"
        page = shown(address)
    every = Organisation.objects.filter(closed_on=None).order_by("name", "pk")
    assert seen == list(every.values_list("pk", flat=True))
    back = shown(f"before={page.page.before}")
    assert [entry.organisation.pk for entry in back.entries] == seen[
        -25 - len(page.entries) : -len(page.entries)
    ]


@pytest.mark.parametrize("order", ["q=practice", "postcode=ST4+6QG", "q=practis&postcode=ST4"])
def test_pages_of_every_order_follow_one_another(county, order):
    """By closeness and by distance as by name."""
    first = shown(order)
    second = shown(f"{order}&after={first.page.after}")
    both = [entry.organisation.pk for page in (first, second) for entry in page.entries]
    whole = [entry.organisation.pk for entry in directory_rows(QueryDict(order), today=TODAY)]
    assert both == whole[:50]


def test_the_file_holds_the_whole_list(county):
    """Not only the page that is shown."""
    assert len(list(directory_rows(QueryDict("sector=general_practice"), today=TODAY))) == 170


@pytest.mark.parametrize("address", ["", "postcode=ST4+6QG&within=10", "q=hospice", "q=hospise"])
def test_the_number_of_queries_does_not_grow_with_the_list(potteries, address):
    """One row or three, the page asks the database as often, at most five times."""
    with CaptureQueriesContext(connection) as one:
        shown(address)
    for number in range(3):
        more = Particulars(name=f"Hospice {number}", kind="hospice", postcode="ST4 6QG")
        record_organisation(PRODUCT, system_id=potteries.system.pk, particulars=more)
    with CaptureQueriesContext(connection) as three:
        shown(address)
    assert len(one) == len(three) <= 5


def test_the_map_carries_the_numbers_of_the_list(potteries):
    """Every placed organisation of the page is on it."""
    drawing = shown().map
    assert sorted(label for marker in drawing.markers for label in marker.labels) == ["1", "2", "3", "4"]


def test_two_of_one_name_are_told_apart(potteries):
    """Their links read differently to a screen reader."""
    for key, postcode in (("a", "ST1 1AA"), ("b", "ST4 6QG")):
        with unguarded("two of one name"):
            Organisation.objects.create(
                system=potteries.system, key=key, name="Twin House", kind="care_home", postcode=postcode
            )
    assert [entry.twin for entry in shown("kind=care_home").entries] == ["ST1 1AA", "ST4 6QG"]


def test_the_directory_is_of_the_day_asked(potteries):
    """An organisation that opens tomorrow is listed tomorrow."""
    tomorrow = TODAY + dt.timedelta(days=1)
    record_organisation(
        PRODUCT,
        system_id=potteries.system.pk,
        particulars=Particulars(name="Tomorrow House", kind="hospice", opened_on=tomorrow),
    )
    assert "Tomorrow House" not in names()
    later = directory(QueryDict(), today=tomorrow)
    assert "Tomorrow House" in [entry.organisation.name for entry in later.entries]
