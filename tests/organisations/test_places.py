"""Where postcodes are."""

from __future__ import annotations

import pytest

from saggar.organisations.places import METRES_IN_A_MILE, Place, PostcodeError, find_place, miles_between

ROYAL_STOKE = (385_884, 345_124)
ST_GEORGES = (392_732, 323_682)


def test_a_postcode_of_the_county_is_placed_to_the_unit():
    """Distances in Staffordshire are measured from the street, and the district is known."""
    assert find_place("st46qg") == Place(
        "ST4 6QG", *ROYAL_STOKE, precision="postcode", middle_of="ST4 6QG", district="Stoke-on-Trent"
    )


def test_a_unit_nobody_knows_is_placed_at_the_middle_of_its_sector_and_says_so():
    """A new street still gets an answer, honestly labelled."""
    place = find_place("ST4 6ZZ")
    assert (place.precision, place.note) == ("sector", "measured from the middle of ST4 6")


def test_a_sector_nobody_knows_is_placed_at_the_middle_of_its_outcode_and_says_so():
    """The next larger area answers."""
    place = find_place("ST16 6AA")
    assert (place.precision, place.note, place.district) == (
        "outcode",
        "measured from the middle of ST16",
        "Stafford",
    )


def test_a_postcode_elsewhere_in_great_britain_is_placed_to_the_sector_without_a_district():
    """People outside the county can measure distances too."""
    assert find_place("SW1A 1AA") == Place(
        "SW1A 1AA", 529_259, 179_826, precision="sector", middle_of="SW1A 1", district=""
    )


def test_a_sector_typed_without_its_space_is_understood():
    """ "ST46" is no outcode, so it means ST4 6."""
    assert find_place("ST46") == find_place("ST4 6")


def test_an_exact_place_needs_no_note():
    """Where the point is the postcode's own, the page says nothing more."""
    place = find_place("ST16 3SR")
    assert (place.is_exact, place.note) == (True, "")


@pytest.mark.parametrize("typed", ["ZZ1 1ZZ", "SX9", "QQ9"])
def test_a_postcode_that_does_not_exist_is_refused_in_words(typed):
    """The person is asked to check it."""
    with pytest.raises(PostcodeError) as refusal:
        find_place(typed)
    assert str(refusal.value).startswith("Check the postcode: we do not know one that starts with ")


def test_miles_are_straight_lines_on_the_grid():
    """Royal Stoke to St George's in Stafford is 14.0 miles (22.5 km), as measured on the national grid."""
    assert miles_between(ROYAL_STOKE, ST_GEORGES) == pytest.approx(22_509 / METRES_IN_A_MILE, abs=0.001)
