"""What the address of the directory asks for."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from saggar.organisations.filters import asked


def test_a_sector_means_its_kinds_and_a_kind_alone_wins():
    """The more exact choice counts."""
    assert asked(QueryDict("sector=hospice&sector=local_government")).kinds == ("hospice", "council")
    assert asked(QueryDict("sector=hospice&kind=council")).kinds == ("council",)


def test_what_is_not_offered_counts_as_not_given():
    """An address typed by hand cannot break the page."""
    wanted = asked(QueryDict("sector=castles&kind=king&district=Mordor&within=99"))
    assert (wanted.kinds, wanted.district, wanted.within_miles, wanted.fault) == ((), "", None, "")


def test_a_postcode_is_a_place_to_measure_from():
    """With a distance only what is within it is wanted."""
    wanted = asked(QueryDict("postcode=st46qg&within=5"))
    assert (wanted.place.postcode, wanted.within_miles, wanted.fault) == ("ST4 6QG", 5, "")


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("postcode=nowhere", "Enter a real postcode, like ST4 6QG, or the first part of one, like ST4"),
        ("postcode=BT1", "Enter a postcode in England, Scotland or Wales: BT1 is in Northern Ireland"),
        ("within=5", "Enter a postcode to measure from"),
    ],
)
def test_a_distance_that_cannot_be_measured_is_said_in_words(address, fault):
    """The list is shown all the same, in order of names."""
    wanted = asked(QueryDict(address))
    assert (wanted.fault, wanted.place, wanted.within_miles) == (fault, None, None)


@given(st.dictionaries(st.sampled_from(["q", "postcode", "within", "sector", "kind", "district"]), st.text()))
def test_any_address_is_understood(parameters):
    """Nothing that can be typed into an address is an error of the server."""
    query = QueryDict(mutable=True)
    query.update(parameters)
    assert asked(query).filters.query == query
