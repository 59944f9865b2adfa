"""The columns of tables and files about organisations."""

from __future__ import annotations

from django.urls import reverse

from saggar.organisations.models import Membership
from saggar.organisations.queries import AgreementEntry, Entry
from saggar.web.tables import Column

ENTRY_COLUMNS: list[Column[Entry]] = [
    Column("name", "Name", lambda entry: entry.organisation.name),
    Column("kind", "Kind", lambda entry: entry.kind),
    Column("sector", "Sector", lambda entry: entry.sector),
    Column("provider", "Provider", lambda entry: entry.organisation.provider_name),
    Column("address", "Address", lambda entry: entry.organisation.address),
    Column("postcode", "Postcode", lambda entry: entry.organisation.postcode),
    Column("district", "District", lambda entry: entry.organisation.district),
    Column("miles", "Miles away", lambda entry: entry.miles, kind="decimal"),
    Column("telephone", "Telephone", lambda entry: entry.organisation.telephone),
    Column("website", "Website", lambda entry: entry.organisation.website),
    Column("services", "Services", lambda entry: "; ".join(entry.organisation.services.splitlines())),
    Column("ods_code", "ODS code", lambda entry: entry.organisation.ods_code),
    Column("cqc_location_id", "CQC location ID", lambda entry: entry.organisation.cqc_location_id),
    Column("source", "Source", lambda entry: entry.organisation.source),
]
"""A column for each public fact, whatever the page has room for."""

MEMBER_COLUMNS: list[Column[Membership]] = [
    Column("name", "Name", lambda held: held.user.name),
    Column("email", "Email address", lambda held: held.user.email),
    Column("role", "Role", lambda held: held.get_role_display()),
    Column("starts_on", "From", lambda held: held.starts_on, kind="date"),
    Column(
        "help",
        "Help",
        lambda held: f"Help {held.user.name} as {held.get_role_display().lower()} to sign in",
        href=lambda held: reverse("organisations:help-member", args=[held.pk]),
    ),
    Column(
        "end",
        "Change",
        lambda held: f"End the role of {held.user.name} as {held.get_role_display().lower()}",
        href=lambda held: reverse("organisations:end-role", args=[held.pk]),
    ),
]
ENDED_COLUMNS: list[Column[Membership]] = [
    *MEMBER_COLUMNS[:4],
    Column("ends_on", "Ended", lambda held: held.ends_on, kind="date"),
]
AGREEMENT_COLUMNS: list[Column[AgreementEntry]] = [
    Column(
        "title",
        "Agreement",
        lambda entry: entry.agreement.title,
        href=lambda entry: reverse("organisations:agreement", args=[entry.agreement.pk]),
    ),
    Column("starts_on", "From", lambda entry: entry.agreement.starts_on, kind="date"),
    Column("ends_on", "Until", lambda entry: entry.agreement.ends_on, kind="date"),
    Column("signed_on", "Signed by us", lambda entry: entry.signed_on, kind="date"),
]
