"""Small maps: what is drawn, and where."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from saggar.organisations.maps import HIGHEST, LOWEST, WIDTH, Marker, Spot, drawn
from saggar.organisations.places import find_place

STOKE = Spot("1", 385_884, 345_124)
STAFFORD = Spot("2", 392_732, 323_682)
GREAT_BRITAIN = st.builds(Spot, st.just("1"), st.integers(0, 700_000), st.integers(0, 1_300_000))


def test_no_spot_is_no_map():
    """An empty map would say nothing."""
    assert drawn([]) is None


def test_north_is_up_and_east_is_right():
    """Stafford is south-east of the Royal Stoke."""
    stoke, stafford = drawn([STOKE, STAFFORD]).markers
    assert stafford.x > stoke.x
    assert stafford.y > stoke.y


def test_spots_too_near_to_tell_apart_share_a_marker():
    """The marker names both numbers; many are the first and a count."""
    beside = [Spot(str(number), STOKE.easting + number, STOKE.northing) for number in range(1, 6)]
    (two,) = drawn(beside[:2]).markers
    (five,) = drawn(beside).markers
    assert (two.text, five.text) == ("1, 2", "1 +4")


def test_a_marker_is_as_wide_as_its_words():
    """One digit is a circle, more are a pill."""
    assert [Marker(0, 0, labels).width for labels in [("1",), ("1", "2")]] == [24, 44]


def test_districts_in_view_are_drawn_with_their_names():
    """People find the place by the districts they know."""
    drawing = drawn([STOKE, STAFFORD])
    assert {"Stafford", "Stoke-on-Trent"} <= {outline.name for outline in drawing.outlines}


def test_far_from_the_county_there_is_no_outline():
    """Only the districts we know are drawn."""
    assert drawn([Spot("1", 530_000, 180_000)]).outlines == ()


def test_the_start_of_distances_is_marked():
    """A diamond with the postcode shows where miles are measured from."""
    start = drawn([STAFFORD], start=find_place("ST4 6QG")).start
    assert start.text == "ST4 6QG"


@given(st.lists(GREAT_BRITAIN, min_size=1, max_size=25))
def test_everything_drawn_is_inside_the_drawing(spots):
    """Wherever organisations are, the map shows them all, and lines never leave its edges."""
    drawing = drawn(spots)
    assert LOWEST <= drawing.height <= HIGHEST
    places = [(marker.x, marker.y) for marker in drawing.markers]
    corners = [
        (int(x), int(y))
        for outline in drawing.outlines
        for x, y in re.findall(r"(-?\d+) (-?\d+)", outline.path)
    ]
    outside = [(x, y) for x, y in places + corners if not (0 <= x <= WIDTH and 0 <= y <= drawing.height)]
    assert outside == []
    assert sum(len(marker.labels) for marker in drawing.markers) == len(spots)
