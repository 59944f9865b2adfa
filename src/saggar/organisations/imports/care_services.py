"""The CQC care directory: every registered location in England; four title lines stand above its heading.

Source: Care Quality Commission, "Using CQC data"; contains public sector information licensed under the Open
Government Licence v3.0. Values of one cell are separated by "|".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from saggar.organisations.imports import listed
from saggar.organisations.imports.listed import LeftOut, Listed
from saggar.platform.imports.columns import Column, Layout
from saggar.platform.imports.values import code, postcode, text

KIND_OF_SERVICE: tuple[tuple[str, frozenset[str]], ...] = (
    ("care_home", frozenset({"nursing homes", "residential homes"})),
    ("hospice", frozenset({"hospice", "home hospice care"})),
    ("home_care", frozenset({"homecare agencies"})),
    (
        "social_care_provider",
        frozenset(
            {
                "community services - learning disabilities",
                "extra care housing",
                "rehabilitation (substance abuse)",
                "shared lives",
                "specialist college service",
                "supported housing",
                "supported living",
            }
        ),
    ),
    ("dental_practice", frozenset({"dentist"})),
)
"""The kind of a location by its service types: the first line that has one of them decides."""

ANY_OTHER_KIND = "independent_health"
PRACTICE = LeftOut("GP practices: the list of practices brings them")
OF_A_TRUST = LeftOut("places of NHS trusts: the list of trusts brings those")
NHS_TRUST = re.compile(r"\bNHS (Foundation )?Trust\b", re.IGNORECASE)
IDENTIFIER = code(r"(?=.*[0-9])[A-Z0-9-]{3,14}", "a CQC identifier such as 1-1000210669")

LAYOUT = Layout(
    "cqc-directory",
    "the CQC care directory",
    (
        Column("name", ("Name",), listed.name),
        Column("address", ("Address",), text(300), required=False, blank=""),
        Column("postcode", ("Postcode",), postcode, required=False, blank=""),
        Column("telephone", ("Phone number",), listed.telephone, required=False, blank=""),
        Column(
            "website",
            ("Service's website (if available)", "Service's website"),
            listed.website,
            required=False,
            blank="",
        ),
        Column("types", ("Service types",), text(), required=False, blank=""),
        Column("specialisms", ("Specialisms/services",), text(), required=False, blank=""),
        Column("provider", ("Provider name",), listed.name, required=False, blank=""),
        Column("area", ("Local authority",), text(60), required=False, blank=""),
        Column("location", ("CQC Location ID (for office use only)", "CQC Location ID"), IDENTIFIER),
    ),
    header_within=6,
    key=("location",),
)


def organisation(values: Mapping[str, Any]) -> Listed | LeftOut:
    """The care service a row describes, or why another list brings it."""
    types = parts(values["types"])
    kind = kind_of(types)
    if kind == ANY_OTHER_KIND and "doctors/gps" in {each.lower() for each in types}:
        return PRACTICE
    if NHS_TRUST.search(values["provider"]):
        return OF_A_TRUST
    return Listed(
        key=values["location"].lower(),
        name=values["name"],
        kind=kind,
        area=values["area"],
        cqc_location_id=values["location"],
        provider_name=values["provider"],
        address=listed.lines(values["address"]),
        postcode=values["postcode"],
        telephone=values["telephone"],
        website=values["website"],
        services="\n".join(dict.fromkeys((*types, *parts(values["specialisms"])))),
    )


def parts(cell: str) -> tuple[str, ...]:
    """The values of one cell."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def kind_of(types: tuple[str, ...]) -> str:
    """The kind of organisation that gives these types of service."""
    lower = {each.lower() for each in types}
    return next((kind for kind, words in KIND_OF_SERVICE if words & lower), ANY_OTHER_KIND)
