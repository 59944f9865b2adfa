"""Kinds of organisation and what each kind can do in the programme: behaviour hangs on these flags.

A new kind of partner is one row here and a migration.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Sector:
    """A part of the health and care system, as the public directory groups it."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of partner: its sector and its capabilities.

    runs_programme: its administrators may give the roles that reach over the whole system.
    """

    key: str
    title: str
    sector: str
    employs: bool = True
    may_pay_levy: bool = True
    hosts_placements: bool = True
    trains: bool = False
    runs_programme: bool = False


SECTORS: Mapping[str, Sector] = MappingProxyType(
    {
        sector.key: sector
        for sector in (
            Sector("nhs", "NHS trusts"),
            Sector("general_practice", "General practice"),
            Sector("social_care", "Social care"),
            Sector("hospice", "Hospices"),
            Sector("local_government", "Councils"),
            Sector("education", "Colleges and universities"),
            Sector("voluntary", "Voluntary and community"),
            Sector("other_health", "Other health services"),
            Sector("programme", "Programme and system bodies"),
        )
    }
)

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            Kind("nhs_trust", "NHS trust", "nhs"),
            Kind("ambulance_trust", "Ambulance trust", "nhs"),
            Kind("gp_practice", "GP practice", "general_practice"),
            Kind("primary_care_network", "Primary care network", "general_practice", may_pay_levy=False),
            Kind("care_home", "Care home", "social_care"),
            Kind("home_care", "Home care agency", "social_care"),
            Kind("social_care_provider", "Social care provider", "social_care"),
            Kind("hospice", "Hospice", "hospice"),
            Kind("council", "Council", "local_government"),
            Kind("college", "College", "education", trains=True),
            Kind("university", "University", "education", trains=True),
            Kind("voluntary_organisation", "Voluntary or community organisation", "voluntary"),
            Kind("dental_practice", "Dental practice", "other_health"),
            Kind("independent_health", "Independent health service", "other_health"),
            Kind("integrated_care_board", "Integrated care board", "programme", runs_programme=True),
            Kind("support_unit", "Commissioning support unit", "programme", runs_programme=True),
        )
    }
)

KIND_CHOICES = [(kind.key, kind.title) for kind in KINDS.values()]


def kinds_of_sector(sector: str) -> tuple[str, ...]:
    """Keys of the kinds that belong to a sector, () for a sector nobody declared."""
    return tuple(kind.key for kind in KINDS.values() if kind.sector == sector)
