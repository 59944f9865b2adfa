"""The national lists there are, by the name their import is registered under."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from saggar.organisations.imports import care_services, practices, trusts
from saggar.organisations.imports.listed import LeftOut, Listed
from saggar.platform.imports.columns import Layout
from saggar.platform.imports.reading import File

Area = Literal["health geography", "local authority"]


@dataclass(frozen=True, slots=True)
class NationalList:
    """A list: what people call it, where it comes from, how it is read, and how it says where a row belongs.

    columns: the fields of an organisation that the list knows; an import leaves the others as they are.
    beside: a second organisation that a row names, such as a practice's network.
    """

    key: str
    title: str
    source: str
    where_from: str
    area: Area
    layout_of: Callable[[File], Layout]
    organisation: Callable[[Mapping[str, Any]], Listed | LeftOut]
    columns: tuple[str, ...]
    beside: Callable[[Mapping[str, Any]], Listed | None] | None = None


EVERY_LIST = ("name", "kind", "postcode")

LISTS: Mapping[str, NationalList] = MappingProxyType(
    {
        each.key: each
        for each in (
            NationalList(
                "ods-trusts",
                "NHS trusts",
                "NHS Organisation Data Service",
                "“etr”, among the CSV downloads of the NHS Organisation Data Service",
                "health geography",
                trusts.layout_of,
                trusts.organisation,
                (*EVERY_LIST, "ods_code", "address", "telephone", "opened_on", "closed_on"),
            ),
            NationalList(
                "gp-practices",
                "GP practices and primary care networks",
                "NHS England, patients registered at a GP practice",
                "“gp-reg-pat-prac-map”, in NHS England’s publication “Patients Registered at a GP Practice”",
                "health geography",
                lambda _: practices.LAYOUT,
                practices.organisation,
                (*EVERY_LIST, "ods_code", "provider_name"),
                practices.network,
            ),
            NationalList(
                "cqc-directory",
                "Care services registered with the CQC",
                "Care Quality Commission",
                "“CQC care directory”, on the page “Using CQC data” of the Care Quality Commission",
                "local authority",
                lambda _: care_services.LAYOUT,
                care_services.organisation,
                (
                    *EVERY_LIST,
                    "cqc_location_id",
                    "provider_name",
                    "address",
                    "telephone",
                    "website",
                    "services",
                ),
            ),
        )
    }
)
