"""The map of GP practices to their primary care networks, as NHS England publishes it each quarter.

Source: "Patients Registered at a GP Practice", file gp-reg-pat-prac-map; contains public sector information
licensed under the Open Government Licence v3.0. It has no address but the postcode, and no dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from saggar.organisations.imports import listed
from saggar.organisations.imports.listed import LeftOut, Listed
from saggar.platform.imports.columns import Column, Layout
from saggar.platform.imports.values import code, postcode, text

NO_NETWORK = frozenset({"", "U"})
"""Codes that the file gives to practices in no network."""

LAYOUT = Layout(
    "gp-practices",
    "the map of GP practices to networks",
    (
        Column("code", ("PRACTICE_CODE",), code(r"[A-Z0-9]{5,6}", "a practice code such as M83001")),
        Column("name", ("PRACTICE_NAME",), listed.name),
        Column("postcode", ("PRACTICE_POSTCODE",), postcode, required=False, blank=""),
        Column("network_code", ("PCN_CODE",), text(10), required=False, blank=""),
        Column("network_name", ("PCN_NAME",), listed.name, required=False, blank=""),
        Column("area", ("STP_CODE", "ICB_CODE"), text(10), required=False, blank=""),
    ),
    key=("code",),
)


def organisation(values: Mapping[str, Any]) -> Listed | LeftOut:
    """The practice a row describes; its network stands as its provider."""
    return Listed(
        key=values["code"].lower(),
        name=values["name"],
        kind="gp_practice",
        area=values["area"],
        ods_code=values["code"],
        provider_name=values["network_name"],
        postcode=values["postcode"],
    )


def network(values: Mapping[str, Any]) -> Listed | None:
    """The primary care network that a row names, None when the practice is in none."""
    if values["network_code"] in NO_NETWORK or not values["network_name"]:
        return None
    return Listed(
        key=values["network_code"].lower(),
        name=values["network_name"],
        kind="primary_care_network",
        area=values["area"],
        ods_code=values["network_code"],
    )
