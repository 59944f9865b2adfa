"""What happens to systems, organisations, agreements and roles. Events hold ids, never names of people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from saggar.platform.audit.payloads import event_kind


@event_kind("organisations.system-recorded", tables=("organisations_system",))
@dataclass(frozen=True)
class SystemRecorded:
    """An integrated care system joined the installation."""

    key: str
    ods_code: str


@event_kind("organisations.organisation-recorded", tables=("organisations_organisation",))
@dataclass(frozen=True)
class OrganisationRecorded:
    """An organisation was typed in by hand."""

    key: str
    kind: str


@event_kind("organisations.organisation-described", tables=("organisations_organisation",))
@dataclass(frozen=True)
class OrganisationDescribed:
    """An organisation wrote its own details; `changed` names the fields that are different now."""

    changed: tuple[str, ...]


@event_kind("organisations.organisation-closed", tables=("organisations_organisation",))
@dataclass(frozen=True)
class OrganisationClosed:
    """An organisation that no list closes was closed by hand; `on` is the first day it is not open."""

    on: date


@event_kind("organisations.list-imported", tables=("organisations_organisation",))
@dataclass(frozen=True)
class ListImported:
    """A national list of organisations was imported; the counts are organisations, `left_out` rows."""

    list_key: str
    new: int
    changed: int
    unchanged: int
    left_out: int


@event_kind("organisations.site-added", tables=("organisations_site",))
@dataclass(frozen=True)
class SiteAdded:
    """An organisation named a place where it works."""

    postcode: str


@event_kind("organisations.site-removed", tables=("organisations_site",))
@dataclass(frozen=True)
class SiteRemoved:
    """An organisation no longer works at a place."""

    postcode: str


@event_kind("organisations.agreement-recorded", tables=("organisations_agreement",))
@dataclass(frozen=True)
class AgreementRecorded:
    """Terms were written down for organisations of the system to sign."""

    key: str
    starts_on: date
    ends_on: date | None


@event_kind("organisations.agreement-signed", tables=("organisations_signature",))
@dataclass(frozen=True)
class AgreementSigned:
    """An organisation signed an agreement."""

    agreement_id: int
    signed_on: date


@event_kind("organisations.role-given", tables=("organisations_membership",))
@dataclass(frozen=True)
class RoleGiven:
    """Somebody was given a role in an organisation."""

    user_id: int
    role: str
    starts_on: date


@event_kind("organisations.role-ended", tables=("organisations_membership",))
@dataclass(frozen=True)
class RoleEnded:
    """Somebody's role in an organisation ended; `ends_on` is the first day without it."""

    user_id: int
    role: str
    ends_on: date
