"""What pages ask about organisations; each records the decision that lets it answer."""

from saggar.organisations.queries.directory import Directory, Entry, directory, directory_rows
from saggar.organisations.queries.organisation import OrganisationPage, organisation_for

__all__ = [
    "Directory",
    "Entry",
    "OrganisationPage",
    "directory",
    "directory_rows",
    "organisation_for",
]
