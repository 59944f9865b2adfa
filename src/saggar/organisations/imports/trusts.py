"""The list of NHS trusts of the Organisation Data Service ("etr"): 27 columns without a heading.

A copy with a heading is read too. Source of the columns: the Organisation Data Service's guide to its CSV
downloads; contains public sector information licensed under the Open Government Licence v3.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from saggar.organisations.imports import listed
from saggar.organisations.imports.listed import LeftOut, Listed
from saggar.platform.imports.columns import Column, Layout
from saggar.platform.imports.reading import File
from saggar.platform.imports.values import code, postcode, text

TITLE = "the list of NHS trusts (etr)"
ADDRESS = tuple(f"address_line_{number}" for number in range(1, 6))
COLUMNS = (
    Column("code", ("organisation_code",), code(r"[A-Z0-9]{3,6}", "an ODS code such as RJE"), position=1),
    Column("name", ("name",), listed.name, position=2),
    Column("area", ("high_level_health_geography",), text(10), required=False, blank="", position=4),
    *(
        Column(line, (line,), text(100), required=False, blank="", position=place)
        for place, line in enumerate(ADDRESS, start=5)
    ),
    Column("postcode", ("postcode",), postcode, required=False, blank="", position=10),
    Column("opened_on", ("open_date",), listed.opening, required=False, position=11),
    Column("closed_on", ("close_date",), listed.closing, required=False, position=12),
    Column("telephone", ("contact_telephone",), listed.telephone, required=False, blank="", position=18),
)


def _check(values: Mapping[str, Any]) -> str | None:
    opened, closed = values["opened_on"], values["closed_on"]
    return "closes before it opens" if opened and closed and closed <= opened else None


AS_DOWNLOADED = Layout("ods-trusts", TITLE, COLUMNS, header_within=0, width=27, key=("code",), check=_check)
WITH_HEADING = Layout("ods-trusts", TITLE, COLUMNS, key=("code",), check=_check)


def layout_of(file: File) -> Layout:
    """The layout with a heading when the file starts with one, else the one it is downloaded in."""
    return WITH_HEADING if b"organisation_code" in file.data[:200].lower() else AS_DOWNLOADED


def organisation(values: Mapping[str, Any]) -> Listed | LeftOut:
    """The trust a row describes."""
    ambulance = "Ambulance" in values["name"]
    return Listed(
        key=values["code"].lower(),
        name=values["name"],
        kind="ambulance_trust" if ambulance else "nhs_trust",
        area=values["area"],
        ods_code=values["code"],
        address=listed.lines(*(values[line] for line in ADDRESS)),
        postcode=values["postcode"],
        telephone=values["telephone"],
        opened_on=values["opened_on"],
        closed_on=values["closed_on"],
    )
