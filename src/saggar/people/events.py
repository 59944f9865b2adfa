"""What happens to accounts and at the door. Events hold ids, never names, addresses or secrets."""

from __future__ import annotations

from dataclasses import dataclass

from saggar.platform.audit.payloads import event_kind


@event_kind("people.account-made", tables=("people_user",))
@dataclass(frozen=True)
class AccountMade:
    """Somebody was given an account."""


@event_kind("people.account-renamed", tables=("people_user",))
@dataclass(frozen=True)
class AccountRenamed:
    """The name on an account was corrected."""


@event_kind("people.account-closed", tables=("people_user",))
@dataclass(frozen=True)
class AccountClosed:
    """An account was closed: its owner can no longer sign in, and is signed out everywhere."""


@event_kind("people.signed-in")
@dataclass(frozen=True)
class SignedIn:
    """Somebody signed in; `way` is password, provider or demonstration, `second_factor` how it was proved."""

    way: str
    second_factor: str


@event_kind("people.sign-in-failed")
@dataclass(frozen=True)
class SignInFailed:
    """A sign-in was refused at `step`: password, second-factor or provider. Subject: the account tried."""

    step: str


@event_kind("people.signed-out")
@dataclass(frozen=True)
class SignedOut:
    """A session ended: `because` is asked, idle or limit."""

    because: str


@event_kind("people.password-changed", tables=("people_user",))
@dataclass(frozen=True)
class PasswordChanged:
    """A password was chosen: `way` is changed (knowing the old one) or reset (by a link sent by e-mail)."""

    way: str


@event_kind("people.password-strengthened", tables=("people_user",))
@dataclass(frozen=True)
class PasswordStrengthened:
    """The hash of an unchanged password was renewed with today's settings."""


@event_kind("people.sessions-ended", tables=("people_user",))
@dataclass(frozen=True)
class SessionsEnded:
    """All sessions of an account were ended, except the one from which its owner asked for it."""


@event_kind("people.second-factor-added", tables=("people_user",))
@dataclass(frozen=True)
class SecondFactorAdded:
    """An authenticator app was set up; `replaces` when it took the place of another. Other sessions end."""

    replaces: bool


@event_kind("people.second-factor-removed", tables=("people_user",))
@dataclass(frozen=True)
class SecondFactorRemoved:
    """An authenticator app and its recovery codes were removed. Other sessions end."""


@event_kind("people.recovery-codes-made")
@dataclass(frozen=True)
class RecoveryCodesMade:
    """New recovery codes were made; the old ones no longer work."""


@event_kind("people.identity-linked")
@dataclass(frozen=True)
class IdentityLinked:
    """An account was joined to the identity a sign-in provider vouches for, by its confirmed address."""
