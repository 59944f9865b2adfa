"""What people do with systems, organisations, agreements and roles: each action one unit of work."""

from saggar.organisations.actions.agreements import record_agreement, sign_agreement
from saggar.organisations.actions.lists import (
    import_care_services,
    import_organisations,
    import_practices,
    import_trusts,
)
from saggar.organisations.actions.members import add_member, end_role, give_role
from saggar.organisations.actions.organisations import (
    close_organisation,
    describe_organisation,
    record_organisation,
)
from saggar.organisations.actions.sites import add_site, remove_site
from saggar.organisations.actions.systems import record_system

__all__ = [
    "add_member",
    "add_site",
    "close_organisation",
    "describe_organisation",
    "end_role",
    "give_role",
    "import_care_services",
    "import_organisations",
    "import_practices",
    "import_trusts",
    "record_agreement",
    "record_organisation",
    "record_system",
    "remove_site",
    "sign_agreement",
]
