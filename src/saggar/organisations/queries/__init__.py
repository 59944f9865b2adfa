"""What pages ask about organisations; each records the decision that lets it answer."""

from saggar.organisations.queries.directory import Directory, Entry, directory, directory_rows
from saggar.organisations.queries.organisation import OrganisationPage, organisation_for
from saggar.organisations.queries.staff import (
    AgreementEntry,
    Member,
    MembersPage,
    OwnOrganisation,
    agreement_page,
    agreements_page,
    import_page,
    import_run,
    member_to_help,
    members_page,
    organisation_to_close,
    own_organisation,
    recording_page,
    role_to_end,
    roles_to_give,
)

__all__ = [
    "AgreementEntry",
    "Directory",
    "Entry",
    "Member",
    "MembersPage",
    "OrganisationPage",
    "OwnOrganisation",
    "agreement_page",
    "agreements_page",
    "directory",
    "directory_rows",
    "import_page",
    "import_run",
    "member_to_help",
    "members_page",
    "organisation_for",
    "organisation_to_close",
    "own_organisation",
    "recording_page",
    "role_to_end",
    "roles_to_give",
]
