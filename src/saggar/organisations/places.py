"""Where a postcode is, without asking anybody: looked up in the tables shipped in `data/geo`.

Every postcode of Staffordshire and Stoke-on-Trent is known to the unit, the rest of Great Britain to the
sector ("ST4 6") or else the outcode ("ST4"). Points are metres of the British National Grid. Pages that
show a distance or a map carry `ATTRIBUTION`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import hypot
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from saggar.organisations.districts import district_at, district_of_code
from saggar.organisations.postcodes import Postcode, PostcodeError, read_postcode

FOLDER = Path(__file__).parent / "data" / "geo"
METRES_IN_A_MILE = 1609.344
ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right; contains Royal Mail data © Royal Mail copyright "
    "and database right; source: Office for National Statistics licensed under the Open Government Licence "
    "v3.0."
)
"""The words that the licence of the postcode tables asks for."""

Precision = Literal["postcode", "sector", "outcode"]


@dataclass(frozen=True, slots=True)
class Place:
    """A point, what it is the middle of, and the district it is in ("" outside the districts we know)."""

    postcode: str
    easting: int
    northing: int
    precision: Precision
    middle_of: str
    district: str

    @property
    def is_exact(self) -> bool:
        """Whether the point is the postcode's own."""
        return self.precision == "postcode"

    @property
    def known_district(self) -> str:
        """The district for keeping: "" when only the outcode is known, which may reach over several."""
        return "" if self.precision == "outcode" else self.district

    @property
    def note(self) -> str:
        """How precise the point is, in words; "" when it is the postcode's own."""
        return "" if self.is_exact else f"measured from the middle of {self.middle_of}"


def find_place(typed: str) -> Place:
    """The place of a postcode or its beginning; PostcodeError when it is none or nobody knows it.

    A unit we do not know is placed at the middle of its sector, a sector at the middle of its outcode.
    """
    asked = read_postcode(typed)
    return _known(asked) or _known_run_together(asked) or _unknown(asked)


def miles_between(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Miles in a straight line between two points (easting, northing)."""
    return hypot(one[0] - other[0], one[1] - other[1]) / METRES_IN_A_MILE


def _known(asked: Postcode) -> Place | None:
    row = _units().get(str(asked)) if asked.unit else None
    if row:
        easting, northing, code = row.split(",")
        return Place(str(asked), int(easting), int(northing), "postcode", str(asked), district_of_code(code))
    if asked.sector and (row := _sectors().get(sector := f"{asked.outcode} {asked.sector}")):
        return _middle(asked, "sector", sector, row)
    if row := _outcodes().get(asked.outcode):
        return _middle(asked, "outcode", asked.outcode, row)
    return None


def _middle(asked: Postcode, precision: Precision, name: str, row: str) -> Place:
    easting, northing = (int(each) for each in row.split(","))
    return Place(str(asked), easting, northing, precision, name, district_at(easting, northing))


def _known_run_together(asked: Postcode) -> Place | None:
    """The place of "ST46", which looks like an outcode but means the sector "ST4 6"."""
    if asked.sector or len(asked.outcode) < 3 or not asked.outcode[-1].isdigit():
        return None
    return _known(Postcode(asked.outcode[:-1], asked.outcode[-1])) if asked.outcode[-2].isdigit() else None


def _unknown(asked: Postcode) -> Place:
    raise PostcodeError(f"Check the postcode: we do not know one that starts with {asked.outcode}")


@cache
def _units() -> Mapping[str, str]:
    return _table("staffordshire_postcodes.csv")


@cache
def _sectors() -> Mapping[str, str]:
    return _table("sectors.csv")


@cache
def _outcodes() -> Mapping[str, str]:
    return _table("outcodes.csv")


def _table(name: str) -> Mapping[str, str]:
    """Rest of each line by its first value: splitting a line only when it is asked for loads faster."""
    lines = (FOLDER / name).read_text("ascii").splitlines()[1:]
    return MappingProxyType(dict(line.split(",", 1) for line in lines))
