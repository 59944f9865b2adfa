"""Districts and which one a point is in."""

from __future__ import annotations

import csv

from saggar.organisations.districts import district_at, district_names, district_of_code
from saggar.organisations.places import FOLDER


def test_the_nine_districts_are_named():
    """The filter of the directory offers these."""
    assert district_names() == (
        "Cannock Chase",
        "East Staffordshire",
        "Lichfield",
        "Newcastle-under-Lyme",
        "South Staffordshire",
        "Stafford",
        "Staffordshire Moorlands",
        "Stoke-on-Trent",
        "Tamworth",
    )


def test_outlines_agree_with_the_postcode_directory():
    """Of every fortieth postcode at least 19 in 20 lie in the outline of the district it belongs to.

    The outlines are simplified, so postcodes on a border may fall on its other side.
    """
    with (FOLDER / "staffordshire_postcodes.csv").open(encoding="ascii") as file:
        rows = list(csv.DictReader(file))[::40]
    agreeing = [
        row
        for row in rows
        if district_at(int(row["easting"]), int(row["northing"])) == district_of_code(row["district"])
    ]
    assert len(agreeing) / len(rows) > 0.95


def test_a_point_outside_is_in_no_district():
    """London is not put into Staffordshire."""
    assert district_at(529_259, 179_826) == ""
