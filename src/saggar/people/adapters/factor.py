"""The second factor: its name in authenticator apps, its secret kept sealed, and who may go without."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings

from saggar.people import queries, sealing

WORDS = {
    "incorrect_code": "The code is not correct. Use the newest code in your app",
    "cannot_delete_authenticator": "Your role needs a second factor. You can replace the app, not remove it",
    "cannot_generate_recovery_codes": "Set up an authenticator app first",
}
"""Error messages by the library's codes."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library has no types
    """Our rules for authenticator apps and recovery codes."""

    error_messages = {**DefaultMFAAdapter.error_messages, **WORDS}

    def get_totp_issuer(self) -> str:
        """The name the app shows beside the code."""
        return str(settings.BRAND_NAME)

    def encrypt(self, text: str) -> str:
        """Secrets and the seed of recovery codes are stored sealed."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again, to check a code."""
        return sealing.unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever holds a role replaces the app; only people without one may do without."""
        return queries.actor_of(authenticator.user).organisation_id is None
