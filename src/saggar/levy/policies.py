"""Who may see and change levy accounts. Another organisation's account is never known to exist."""

from __future__ import annotations

from saggar.levy.models import LevyAccount
from saggar.platform.decisions import Allowed, Decision, Refused
from saggar.platform.permits import Actor

HIDDEN = Refused("There is no such levy account for you.", hidden=True)
"""The answer about an account that this person must not know of."""


def may_view(actor: Actor, account: LevyAccount) -> Decision:
    """Own organisation's account by role; any account of the system for the programme."""
    if actor.is_product:
        return Allowed("the product itself")
    if account.organisation_id == actor.organisation_id and actor.holds("levy.view"):
        return Allowed("own organisation")
    if account.organisation.system_id == actor.system_id and actor.holds("levy.view_system"):
        return Allowed("programme of the same system")
    return HIDDEN


def may_import(actor: Actor, account: LevyAccount) -> Decision:
    """Own organisation's files only, with `levy.import`."""
    return _own(actor, account, "levy.import", "Your role cannot import levy files.")


def may_reconcile(actor: Actor, account: LevyAccount) -> Decision:
    """Own organisation's balance only, with `levy.reconcile`."""
    return _own(actor, account, "levy.reconcile", "Only a finance lead can record the stated balance.")


def may_plan(actor: Actor, account: LevyAccount) -> Decision:
    """Planned training of one's own organisation, with `levy.plan`."""
    return _own(actor, account, "levy.plan", "Your role cannot change planned training.")


def may_view_own(actor: Actor) -> Decision:
    """The pages of one's own account: needs `levy.view`."""
    if actor.holds("levy.view"):
        return Allowed("role with levy.view")
    return Refused("Your role does not include levy accounts.")


def may_view_system(actor: Actor) -> Decision:
    """All donors of the system together: the programme only."""
    if actor.holds("levy.view_system"):
        return Allowed("programme")
    return Refused("Only the programme team and board see all donors together.")


def may_import_standards(actor: Actor) -> Decision:
    """Lists of standards: the programme team."""
    if actor.holds("standards.import"):
        return Allowed("programme")
    return Refused("Only the programme team can import lists of standards.")


def _own(actor: Actor, account: LevyAccount, permission: str, otherwise: str) -> Decision:
    if actor.is_product:
        return Allowed("the product itself")
    if account.organisation_id == actor.organisation_id:
        return Allowed("own organisation") if actor.holds(permission) else Refused(otherwise)
    seen = may_view(actor, account)
    return Refused(otherwise) if isinstance(seen, Allowed) else HIDDEN
