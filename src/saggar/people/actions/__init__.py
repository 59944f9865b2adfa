"""The only code that writes accounts, second factors and the record of sign-ins."""

from __future__ import annotations

from saggar.people.actions.accounts import close_account, make_account, rename_account
from saggar.people.actions.factors import (
    add_second_factor,
    clear_second_factor,
    remove_second_factor,
    renew_recovery_codes,
)
from saggar.people.actions.passwords import choose_password, strengthen_password
from saggar.people.actions.sessions import end_sessions
from saggar.people.actions.sign_in import link_identity, record_failure, record_sign_in, record_sign_out
from saggar.people.actions.sweeping import sweep_attempts, sweep_sessions

__all__ = [
    "add_second_factor",
    "choose_password",
    "clear_second_factor",
    "close_account",
    "end_sessions",
    "link_identity",
    "make_account",
    "record_failure",
    "record_sign_in",
    "record_sign_out",
    "remove_second_factor",
    "rename_account",
    "renew_recovery_codes",
    "strengthen_password",
    "sweep_attempts",
    "sweep_sessions",
]
