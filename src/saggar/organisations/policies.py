"""Who may change systems, organisations, agreements and roles; what the public may see is in `queries`."""

from __future__ import annotations

from saggar.organisations.kinds import KINDS
from saggar.organisations.models import Membership, Organisation
from saggar.platform.decisions import Allowed, Decision, Refused
from saggar.platform.permits import ROLES, Actor

_PRODUCT = Allowed("the product itself")
_NO_SUCH_ROLE = Refused("There is no such role for you.", hidden=True)
_NOT_OWN = Refused("You can only change the organisation you work for.")


def may_record_system(actor: Actor) -> Decision:
    """Systems join an installation by the command line only."""
    return _PRODUCT if actor.is_product else Refused("A system is set up by whoever runs the installation.")


def may_record_organisations(actor: Actor, system_id: int) -> Decision:
    """Organisations, sites and agreements by hand: the programme team, in its own system."""
    return _in_system(actor, system_id, "organisations.record", "Only the programme team can do this.")


def may_import_lists(actor: Actor, system_id: int) -> Decision:
    """National lists: the programme team, into its own system."""
    otherwise = "Only the programme team can import national lists."
    return _in_system(actor, system_id, "organisations.import", otherwise)


def may_open_imports(actor: Actor) -> Decision:
    """The pages about imports of national lists."""
    return may_import_lists(actor, actor.system_id or 0)


def may_open_recording(actor: Actor) -> Decision:
    """The page that adds an organisation by hand."""
    return may_record_organisations(actor, actor.system_id or 0)


def may_describe(actor: Actor, organisation: Organisation) -> Decision:
    """Details and sites of one's own organisation, with `organisations.edit`."""
    return _own(actor, organisation.pk, "organisations.edit", "Your role cannot change these details.")


def may_use_own_organisation(actor: Actor) -> Decision:
    """The pages about one's own organisation: whoever has one."""
    own = actor.organisation_id is not None
    return Allowed("works for it") if own else Refused("Sign in with a role in an organisation first.")


def may_see_agreements(actor: Actor) -> Decision:
    """The words of a system's agreements: whoever works in one of its organisations."""
    if actor.is_product:
        return _PRODUCT
    return Allowed("works in the system") if actor.system_id else Refused("Agreements are for members.")


def may_sign(actor: Actor, organisation: Organisation) -> Decision:
    """Agreements in the name of one's own organisation, with `agreements.sign`."""
    return _own(actor, organisation.pk, "agreements.sign", "Your role cannot sign agreements.")


def may_manage_members(actor: Actor, organisation_id: int | None) -> Decision:
    """Roles in one's own organisation, with `members.manage`."""
    return _own(actor, organisation_id, "members.manage", "Only an organisation administrator manages roles.")


def may_give_role(actor: Actor, organisation: Organisation, role: str) -> Decision:
    """As `may_manage_members`; roles for the whole system only where the programme is run.

    Otherwise the administrator of any employer could make themselves a programme officer.
    """
    if actor.is_product:
        return _PRODUCT
    if ROLES[role].system_wide and not KINDS[organisation.kind].runs_programme:
        return Refused("Only the body that runs the programme can give a role for the whole system.")
    return may_manage_members(actor, organisation.pk)


def may_end_role(actor: Actor, membership: Membership) -> Decision:
    """A role in one's own organisation; others are not known to exist."""
    if actor.is_product:
        return _PRODUCT
    if membership.organisation_id != actor.organisation_id or not actor.holds("members.manage"):
        return _NO_SUCH_ROLE
    return Allowed("manages members of the same organisation")


def _in_system(actor: Actor, system_id: int, permission: str, otherwise: str) -> Decision:
    if actor.is_product:
        return _PRODUCT
    if actor.holds(permission) and actor.system_id == system_id:
        return Allowed("programme of the same system")
    return Refused(otherwise)


def _own(actor: Actor, organisation_id: int | None, permission: str, otherwise: str) -> Decision:
    if actor.is_product:
        return _PRODUCT
    if organisation_id is None or actor.organisation_id != organisation_id:
        return _NOT_OWN
    return Allowed("own organisation") if actor.holds(permission) else Refused(otherwise)
