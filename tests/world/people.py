"""Accounts and their second factors: one's own only, so no page takes another person's as its object."""

from __future__ import annotations

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils.http import int_to_base36

from saggar.people.actions import link_identity
from tests.world.places import Arguments, Place


def plant(place: Place) -> dict[str, Arguments]:
    """A second factor and a provider's identity for the administrator, and a link to a new password."""
    user = place.people["administrator"]
    actor = place.actor("administrator")
    link_identity(actor, user=user, provider="provider", uid=place.canaries.private())
    TOTP.activate(user, generate_totp_secret())
    return {
        "account_reset_password_from_key": {"uidb36": int_to_base36(user.pk), "key": "set-password"},
        "openid_connect_login": {"provider_id": "provider"},
        "openid_connect_callback": {"provider_id": "provider"},
    }
