"""Signing in and out, and a forgotten password: pages for people who are not signed in yet."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.socialaccount import views as identity
from allauth.socialaccount.providers.openid_connect import views as provider
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from saggar.people.adapters.account import is_own_path
from saggar.people.doors import open_to_all
from saggar.web import sessions

WHY_ENDED = {
    sessions.IDLE: "You were signed out because you did not use the service for a while",
    sessions.LIMIT: "You were signed out because you had been signed in for 12 hours",
}
"""What the sign-in page says to somebody whose session has just ended, by the `ended` in its address."""


class SignInView(account.LoginView):  # type: ignore[misc]  # the library has no types
    """Address and password, or the organisation's own provider."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows: why a session ended, where the person goes next, and the provider."""
        asked = self.request.GET.get("next", "") or self.request.POST.get("next", "")
        facts: dict[str, Any] = super().get_context_data(**kwargs)
        return facts | {
            "why_ended": WHY_ENDED.get(self.request.GET.get("ended", "")),
            "next_page": asked if is_own_path(asked) else "",
            "provider_name": settings.OIDC_NAME if settings.SOCIALACCOUNT_PROVIDERS else "",
            "provider_address": reverse("openid_connect_login", args=["organisation"]),
        }


def how_to_get_an_account(request: HttpRequest) -> HttpResponse:
    """How people come by an account: nobody makes their own."""
    return render(request, "account/by_invitation.jinja")


def no_account_for_identity(request: HttpRequest) -> HttpResponse:
    """Where the provider knows somebody and we do not."""
    return render(request, "socialaccount/no_account.jinja")


sign_in = open_to_all("Signing in is for people who are not known yet")(SignInView.as_view())
sign_out = open_to_all("Anybody may sign out")(account.logout)
second_factor = open_to_all("The second step of signing in")(factor.authenticate)
by_invitation = open_to_all("Explains how to get an account")(how_to_get_an_account)
forgotten_password = open_to_all("People who cannot sign in")(account.password_reset)
link_sent = open_to_all("People who cannot sign in")(account.password_reset_done)
new_password = open_to_all("Whoever holds the link of the letter")(account.password_reset_from_key)
new_password_done = open_to_all("People who cannot sign in yet")(account.password_reset_from_key_done)
provider_sign_in = open_to_all("Signing in is for people who are not known yet")(provider.login)
provider_callback = open_to_all("The provider sends people back here")(provider.callback)
provider_cancelled = open_to_all("Somebody who turned back at the provider")(identity.login_cancelled)
provider_refused = open_to_all("Somebody whose identity has no account")(no_account_for_identity)
