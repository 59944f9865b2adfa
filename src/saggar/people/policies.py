"""Who may make, rename and close accounts, and whose account pages somebody sees: only their own."""

from __future__ import annotations

from collections.abc import Set

from saggar.platform.decisions import Allowed, Decision, Refused
from saggar.platform.permits import Actor

_NOT_SIGNED_IN = Refused("Sign in to see this page.")
_UNKNOWN = Refused("There is no such account for you.", hidden=True)


def may_use_own_account(actor: Actor) -> Decision:
    """The pages about one's own account, for anybody who has signed in."""
    return Allowed("own account") if actor.is_signed_in else _NOT_SIGNED_IN


def may_choose_workplace(actor: Actor, organisation_id: int, employers: Set[int]) -> Decision:
    """Working for one of the organisations in which one holds a role today."""
    if not actor.is_signed_in:
        return _NOT_SIGNED_IN
    return Allowed("own role there") if organisation_id in employers else _UNKNOWN


def may_make_account(actor: Actor) -> Decision:
    """Inviting somebody, for whoever manages the members of an organisation."""
    if actor.holds("members.manage"):
        return Allowed("manages members")
    return Refused("Only an organisation administrator can make accounts.")


def may_rename_account(actor: Actor, user_id: int, employers: Set[int]) -> Decision:
    """One's own name, or that of somebody with a role in the organisation whose members one manages."""
    if actor.is_product or actor.user_id == user_id:
        return Allowed("own account or the product")
    return _of_own_member(actor, employers)


def may_close_account(actor: Actor, user_id: int, employers: Set[int]) -> Decision:
    """The account of a member who has no role elsewhere; nobody closes their own and locks the others out."""
    if actor.is_product:
        return Allowed("the product itself")
    if actor.user_id == user_id:
        return Refused("You cannot close your own account. Ask another administrator.")
    decision = _of_own_member(actor, employers)
    if isinstance(decision, Allowed) and len(employers) > 1:
        return Refused("This person also has a role elsewhere. End their roles in your organisation instead.")
    return decision


def may_end_sessions(actor: Actor, user_id: int, employers: Set[int]) -> Decision:
    """One's own sessions, or those of a member: as for the name."""
    return may_rename_account(actor, user_id, employers)


def may_clear_second_factor(actor: Actor, user_id: int, employers: Set[int]) -> Decision:
    """That of a member who has lost it; nobody clears their own, for that would be a way around it."""
    if actor.is_product:
        return Allowed("the product itself")
    if actor.user_id == user_id:
        return Refused("You cannot do this for yourself. Ask another administrator.")
    return _of_own_member(actor, employers)


def _of_own_member(actor: Actor, employers: Set[int]) -> Decision:
    if actor.holds("members.manage") and actor.organisation_id in employers:
        return Allowed("manages members of the same organisation")
    return _UNKNOWN
