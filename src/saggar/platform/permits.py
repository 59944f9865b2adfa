"""Who may do what: one table of roles and permissions, and the actor they are asked about.

The table generates `docs/permissions.md` and the matrix test. A new role is one row in ROLES; a new
permission is one row in PERMISSIONS and its place in the roles that hold it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing a person may be allowed to do, in words."""

    key: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Role:
    """A role somebody holds in one organisation, and the permissions that come with it."""

    key: str
    title: str
    permissions: frozenset[str]
    system_wide: bool = False


PERMISSIONS: Mapping[str, Permission] = MappingProxyType(
    {
        permission.key: permission
        for permission in (
            Permission("levy.view", "see the levy account and forecast of one's own organisation"),
            Permission("levy.import", "import transactions and levy declarations of one's own organisation"),
            Permission("levy.reconcile", "record the balance the apprenticeship service shows"),
            Permission("levy.plan", "try what-if forecasts and planned commitments"),
            Permission("levy.view_system", "see the levy of all donors of the system together"),
            Permission("standards.import", "import lists of apprenticeship standards"),
            Permission("organisations.import", "import organisations from national lists"),
            Permission("organisations.record", "add organisations and agreements of the system by hand"),
            Permission("organisations.edit", "change the details of one's own organisation"),
            Permission("agreements.sign", "sign agreements for one's own organisation"),
            Permission("members.manage", "give and end roles of people in one's own organisation"),
            Permission("audit.view", "see the record of what was done in one's own organisation"),
            Permission("jobs.view", "see background jobs and run failed ones again"),
        )
    }
)

_FINANCE = frozenset({"levy.view", "levy.import", "levy.reconcile", "levy.plan"})
_PROGRAMME = frozenset(
    {"levy.view_system", "standards.import", "organisations.import", "organisations.record", "jobs.view"}
)

ROLES: Mapping[str, Role] = MappingProxyType(
    {
        role.key: role
        for role in (
            Role("finance_lead", "Finance lead", _FINANCE),
            Role("apprenticeship_lead", "Apprenticeship lead", _FINANCE - {"levy.reconcile"}),
            Role(
                "administrator",
                "Organisation administrator",
                frozenset({"organisations.edit", "agreements.sign", "members.manage", "audit.view"}),
            ),
            Role("programme_officer", "Programme officer", _PROGRAMME, system_wide=True),
            Role("programme_board", "Programme board", frozenset({"levy.view_system"}), system_wide=True),
        )
    }
)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a user in one organisation of one system, with the roles held there today.

    The public is an actor without user, organisation and roles. The product itself acts for the command
    line and for timers: it holds every permission, for whoever runs the command holds the machine.
    """

    user_id: int | None = None
    organisation_id: int | None = None
    system_id: int | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    workplace: str = ""
    is_product: bool = False

    @property
    def is_signed_in(self) -> bool:
        """Whether a person has signed in."""
        return self.user_id is not None

    def holds(self, permission: str) -> bool:
        """Whether a role held today carries `permission`; KeyError for a permission nobody declared."""
        declared = PERMISSIONS[permission]
        return self.is_product or any(declared.key in ROLES[role].permissions for role in self.roles)


PUBLIC = Actor()
PRODUCT = Actor(is_product=True)
