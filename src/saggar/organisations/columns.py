"""The columns of the directory's file."""

from __future__ import annotations

from saggar.organisations.queries import Entry
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
