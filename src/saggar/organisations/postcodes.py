"""Postcodes as people type them: what was meant, or why it is not one that we can place.

The form of a postcode is Royal Mail's: an area and district ("ST4", the outcode), then a sector and unit
("6QG"). Parts of one are understood too, for people who rather say "ST4" than where they live.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

OUTCODE = r"[A-Z]{1,2}[0-9][0-9A-Z]?"
WHOLE = re.compile(rf"({OUTCODE})([0-9])([A-Z]{{2}})")
WITH_SECTOR = re.compile(rf"({OUTCODE}) ([0-9])")
OUTCODE_ALONE = re.compile(OUTCODE)
SECTOR_RUN_TOGETHER = re.compile(rf"({OUTCODE})([0-9])")
OTHER_GRIDS = {
    "BT": "Northern Ireland",
    "JE": "Jersey",
    "GY": "Guernsey",
    "IM": "the Isle of Man",
}
"""Areas whose coordinates are not of the British National Grid."""


class PostcodeError(ValueError):
    """What was typed cannot be placed; the message says why, for the person who typed it."""


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode or its beginning, in capitals: sector is "" or a digit, unit is "" or two letters."""

    outcode: str
    sector: str = ""
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.outcode} {self.sector}{self.unit}".strip()


def read_postcode(typed: str) -> Postcode:
    """The postcode meant by `typed`, in any case and with spaces anywhere; PostcodeError when none is."""
    text = " ".join(typed.upper().split())
    run = text.replace(" ", "")
    if found := WHOLE.fullmatch(run):
        return _placeable(Postcode(*found.groups()))
    if found := WITH_SECTOR.fullmatch(text):
        return _placeable(Postcode(*found.groups()))
    if OUTCODE_ALONE.fullmatch(run):
        return _placeable(Postcode(run))
    if found := SECTOR_RUN_TOGETHER.fullmatch(run):
        return _placeable(Postcode(*found.groups()))
    raise PostcodeError("Enter a real postcode, like ST4 6QG, or the first part of one, like ST4")


def _placeable(postcode: Postcode) -> Postcode:
    area = re.match("[A-Z]+", postcode.outcode)
    country = OTHER_GRIDS.get(area.group()) if area else None
    if country:
        raise PostcodeError(f"Enter a postcode in England, Scotland or Wales: {postcode} is in {country}")
    return postcode
