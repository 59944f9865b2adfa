"""The public pages as anybody sees them, without signing in."""

from __future__ import annotations

import csv
import io

import pytest

from saggar.organisations.actions import record_organisation
from saggar.organisations.actions.organisations import Particulars
from saggar.organisations.places import ATTRIBUTION
from saggar.platform.permits import PRODUCT

DIRECTORY = "/organisations/"


def html(client, address):
    """The page at an address, which must be there."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("address", [DIRECTORY, f"{DIRECTORY}rzz/", f"{DIRECTORY}list.csv"])
def test_every_public_page_opens_without_signing_in(client, potteries, address):
    """The directory is public knowledge."""
    assert client.get(address).status_code == 200


def test_the_count_is_announced(client, potteries):
    """People who listen to the page hear how many there are after each search."""
    assert '<p class="nhsuk-body sg-count" role="status">4 organisations</p>' in html(client, DIRECTORY)


def test_what_was_chosen_stands_above_the_list_and_can_be_cleared(client, potteries):
    """Each chip is a link to the list without it."""
    page = html(client, f"{DIRECTORY}?q=hospice&sector=hospice")
    assert '<a class="sg-chip" href="?sector=hospice">' in page
    assert '<a class="sg-chip" href="?q=hospice">' in page


def test_a_postcode_that_is_none_is_an_error_at_its_field(client, potteries):
    """The same words in the summary and at the field, and the list all the same."""
    page = html(client, f"{DIRECTORY}?postcode=nowhere")
    words = "Enter a real postcode, like ST4 6QG, or the first part of one, like ST4"
    assert "<title>Error: Organisations" in page
    assert page.count(words) == 2
    assert 'value="nowhere"' in page
    assert "Moorland Hospice" in page


def test_miles_say_how_they_were_measured(client, potteries):
    """From the middle of an area when only that is known."""
    page = html(client, f"{DIRECTORY}?postcode=ST4")
    assert "Miles are in a straight line, measured from the middle of ST4." in page


def test_places_carry_the_licence_of_the_postcodes(client, potteries):
    """As the licence asks on every page that uses them."""
    assert ATTRIBUTION in html(client, DIRECTORY)
    assert ATTRIBUTION in html(client, f"{DIRECTORY}rzz/")


def test_no_match_is_no_dead_end(client, potteries):
    """The page says what to try."""
    assert "see all organisations" in html(client, f"{DIRECTORY}?q=xqzzw")


def test_the_page_of_an_organisation_says_what_it_is(client, potteries):
    """Kind, sector, place and telephone."""
    page = html(client, f"{DIRECTORY}moorland-hospice/")
    for fact in ("Moorland Hospice", "Hospices", "ST13 5JW", "Staffordshire Moorlands", "01538 000000"):
        assert fact in page


def test_names_are_shown_as_text(client, potteries):
    """A name with markup in it is no markup."""
    record_organisation(
        PRODUCT,
        system_id=potteries.system.pk,
        particulars=Particulars(name="<b>Bold</b> House", kind="hospice"),
    )
    assert "&lt;b&gt;Bold&lt;/b&gt; House" in html(client, DIRECTORY)


def test_the_file_holds_what_the_list_shows(client, potteries):
    """Same filters, same order, with the miles."""
    response = client.get(f"{DIRECTORY}list.csv?postcode=ST4+6QG&within=3")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Name"] for row in rows] == [
        "Kiln Street Hospital NHS Trust",
        "Potteries Integrated Care Board",
    ]
    assert rows[0]["Miles away"] == "0.0"


def test_formulas_in_the_file_are_harmless(client, potteries):
    """A spreadsheet shows them as words."""
    particulars = Particulars(name='=HYPERLINK("x")', kind="hospice", ods_code="evil")
    record_organisation(PRODUCT, system_id=potteries.system.pk, particulars=particulars)
    text = b"".join(client.get(f"{DIRECTORY}list.csv").streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK" in text


@pytest.mark.parametrize("address", [f"{DIRECTORY}nobody/", f"{DIRECTORY}list.xlsx"])
def test_what_is_not_there_is_not_found(client, potteries, address):
    """With a page that says so."""
    assert client.get(address).status_code == 404


def test_pages_only_answer_reading(client, potteries):
    """Nothing is written from the public pages."""
    assert client.post(DIRECTORY).status_code == 405
