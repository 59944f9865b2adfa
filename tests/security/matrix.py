"""Who may open which route, and send a form to it: the one table that the product is held to.

A new route is one row here. Permissions are those of `saggar.platform.permits`; which role holds which one is
in docs/permissions.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.world.places import Visitor

READ_ONLY = 405
Statuses = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Door:
    """How a route answers: those who may (opening, sending an empty form), and those who may not.

    permissions: any one of them lets in; empty lets in whoever has signed in, None everybody. at_work:
    whoever holds a role in an organisation. A hidden route answers 404 to those it does not let in, for they
    may not know that it leads to something. `others`: visitors to whom it answers in a way of their own.
    """

    permissions: frozenset[str] | None
    opens: int = 200
    sends: int = READ_ONLY
    hidden: bool = False
    at_work: bool = False
    others: Mapping[str, Statuses] = field(default_factory=dict)

    def answers(self, visitor: Visitor) -> Statuses:
        """The statuses of opening the route and of sending an empty form to it."""
        if visitor.name in self.others:
            return self.others[visitor.name]
        if self._lets_in(visitor):
            return self.opens, self.sends
        refused = 404 if self.hidden else 403
        to_sign_in = 302 if refused == 403 and not visitor.actor.is_signed_in else refused
        return (
            self.opens if self.opens == READ_ONLY else to_sign_in,
            self.sends if self.sends == READ_ONLY else refused,
        )

    def _lets_in(self, visitor: Visitor) -> bool:
        if self.at_work:
            return visitor.actor.organisation_id is not None
        if not self.permissions:
            return self.permissions is None or visitor.actor.is_signed_in
        return any(visitor.actor.holds(permission) for permission in self.permissions)


def everybody(opens: int = 200, sends: int = READ_ONLY, **more: Statuses) -> Door:
    """A public page; `more` are visitors to whom it answers otherwise."""
    return Door(None, opens, sends, others=more)


def signed_in(opens: int = 200, sends: int = READ_ONLY, **more: Statuses) -> Door:
    """A page about one's own account."""
    return Door(frozenset(), opens, sends, others=more)


def at_work(opens: int = 200, sends: int = READ_ONLY, **more: Statuses) -> Door:
    """A page for whoever holds a role in an organisation, whichever."""
    return Door(frozenset(), opens, sends, at_work=True, others=more)


def holding(
    *permissions: str, opens: int = 200, sends: int = READ_ONLY, hidden: bool = False, **more: Statuses
) -> Door:
    """A page for whoever holds one of the permissions."""
    return Door(frozenset(permissions), opens, sends, hidden, others=more)


NOT_WHEN_SIGNED_IN = dict.fromkeys(
    (
        "visitor",
        "finance_lead",
        "apprenticeship_lead",
        "administrator",
        "programme_officer",
        "programme_board",
    ),
    (302, 302),
)
_SEES_LEVY = ("levy.view", "levy.view_system")

DOORS: Mapping[str, Door] = {
    "home": everybody(),
    "accessibility": everybody(sends=200),
    "privacy": everybody(sends=200),
    "cookies": everybody(sends=200),
    "terms": everybody(sends=200),
    "contact": everybody(sends=200),
    "help": everybody(sends=200),
    "workspace:home": signed_in(),
    "account_home": signed_in(sends=200),
    "account_login": everybody(sends=200, **NOT_WHEN_SIGNED_IN),
    "account_logout": everybody(sends=302, public=(302, 302)),
    "account_signup": everybody(sends=200),
    "account_stay": signed_in(opens=204, sends=204),
    "account_workplace": signed_in(sends=200),
    "account_end_sessions": signed_in(opens=READ_ONLY, sends=302, public=(302, 403)),
    "account_reauthenticate": signed_in(sends=200),
    "account_change_password": signed_in(sends=200),
    "account_reset_password": everybody(sends=200),
    "account_reset_password_done": everybody(),
    "account_reset_password_from_key": everybody(sends=200),
    "account_reset_password_from_key_done": everybody(),
    "openid_connect_login": everybody(opens=404, sends=404),
    "openid_connect_callback": everybody(opens=404, sends=404),
    "socialaccount_login_cancelled": everybody(),
    "socialaccount_login_error": everybody(sends=200),
    "mfa_authenticate": everybody(opens=302, sends=302),
    "mfa_reauthenticate": signed_in(opens=302, sends=302, administrator=(200, 200)),
    "mfa_activate_totp": signed_in(sends=200),
    "mfa_deactivate_totp": signed_in(opens=404, sends=404, administrator=(200, 200)),
    "mfa_view_recovery_codes": signed_in(opens=404, public=(302, 403)),
    "mfa_download_recovery_codes": signed_in(opens=404, sends=404),
    "mfa_generate_recovery_codes": signed_in(sends=200, administrator=(200, 302)),
    "organisations:directory": everybody(),
    "organisations:directory-file": everybody(),
    "organisations:organisation": everybody(),
    "organisations:own-details": holding("organisations.edit", sends=200),
    "organisations:sites": holding("organisations.edit", sends=200),
    "organisations:remove-site": holding(
        "organisations.edit", opens=READ_ONLY, sends=302, public=(405, 404), visitor=(405, 404)
    ),
    "organisations:agreements": at_work(),
    "organisations:agreement": at_work(sends=403, administrator=(200, 302)),
    "organisations:members": holding("members.manage"),
    "organisations:add-member": holding("members.manage", sends=200),
    "organisations:help-member": holding("members.manage", sends=200),
    "organisations:end-role": holding("members.manage", sends=200, hidden=True),
    "organisations:record": holding("organisations.record", sends=200),
    "organisations:add-agreement": holding("organisations.record", sends=200),
    "organisations:close": holding("organisations.record", sends=200),
    "organisations:import": holding("organisations.import", sends=200),
    "organisations:import-report": holding("organisations.import"),
    "organisations:import-faults": holding("organisations.import"),
    "levy:my-account": holding(*_SEES_LEVY),
    "levy:my-forecast": holding(*_SEES_LEVY),
    "levy:my-forecast-file": holding(*_SEES_LEVY),
    "levy:my-forecast-years-file": holding(*_SEES_LEVY),
    "levy:my-transactions": holding(*_SEES_LEVY),
    "levy:my-transactions-file": holding(*_SEES_LEVY),
    "levy:account": holding(*_SEES_LEVY, hidden=True),
    "levy:account-forecast": holding(*_SEES_LEVY, hidden=True),
    "levy:account-forecast-file": holding(*_SEES_LEVY, hidden=True),
    "levy:account-forecast-years-file": holding(*_SEES_LEVY, hidden=True),
    "levy:account-transactions": holding(*_SEES_LEVY, hidden=True),
    "levy:account-transactions-file": holding(*_SEES_LEVY, hidden=True),
    "levy:import": holding("levy.import", sends=200),
    "levy:import-report": holding("levy.view", hidden=True),
    "levy:import-faults": holding("levy.view", hidden=True),
    "levy:reconcile": holding("levy.reconcile", sends=200),
    "levy:plan-training": holding("levy.plan", sends=200),
    "levy:remove-training": holding(
        "levy.plan", opens=READ_ONLY, sends=302, public=(405, 404), visitor=(405, 404)
    ),
    "levy:standards": everybody(),
    "levy:import-standards": holding("standards.import", sends=200),
    "levy:system": holding("levy.view_system"),
    "levy:system-file": holding("levy.view_system"),
    "levy:system-months-file": holding("levy.view_system"),
    "audit:events": holding("audit.view"),
    "audit:events-file": holding("audit.view"),
    "jobs:list": holding("jobs.view"),
    "jobs:run-again": holding("jobs.view", opens=READ_ONLY, sends=302),
}
