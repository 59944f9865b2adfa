"""Sign-in through the organisation's provider (NHS CIS2, Entra): only for people who have an account.

The first time, the identity is joined to the account with the same address. The provider's word on an
address counts only inside the domains that SAGGAR_OIDC_EMAIL_DOMAINS names: elsewhere, anybody could ask a
provider to write any address on their identity.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect

from saggar.people import actions, proof, queries
from saggar.people.models import User


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Our rules for identities of a provider."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: people are invited."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account of an identity the provider has just vouched for, or say that there is none."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise ImmediateHttpResponse(redirect("account_home"))
        claims = dict(sociallogin.account.extra_data)
        sociallogin.account.extra_data = {}
        if not sociallogin.is_existing:
            _join(sociallogin, vouched_address(claims))
        elif sociallogin.account.pk:
            sociallogin.account.save(update_fields=["extra_data"])
        if proof.two_factors_in(claims.get("id_token") or {}):
            proof.note_provider(request.session, sociallogin.user.pk)


def vouched_address(claims: Mapping[str, Any]) -> str:
    """The address in the claims if the provider may vouch for it, else an empty string."""
    said = claims.get("userinfo") or claims.get("id_token") or {}
    address = str(said.get("email") or "").lower()
    is_ours = address.rpartition("@")[2] in settings.OIDC_EMAIL_DOMAINS
    return address if is_ours and said.get("email_verified") is not False else ""


def _join(sociallogin: SocialLogin, address: str) -> None:
    """Join the identity to the open account of `address`; a page that there is none otherwise."""
    account = queries.account_at(address) if address else None
    if account is None or not account.is_active:
        actions.record_failure(account=account, step="provider")
        raise ImmediateHttpResponse(redirect("socialaccount_login_error"))
    sociallogin.account = _linked(account, sociallogin)
    sociallogin.user = account


def _linked(account: User, sociallogin: SocialLogin) -> Any:
    provider, uid = sociallogin.account.provider, sociallogin.account.uid
    return actions.link_identity(queries.actor_of(account), user=account, provider=provider, uid=uid)
