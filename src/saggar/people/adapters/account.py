"""Sign-in by address and password, sign-out, new passwords and where people go next."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from saggar.people import actions, letters, proof, queries
from saggar.people.models import User
from saggar.platform import clock
from saggar.web import sessions

_log = logging.getLogger("saggar.people")

WORDS = {
    "email_password_mismatch": "The email address or password is not correct",
    "too_many_login_attempts": "There were too many attempts. Wait 5 minutes, then try again",
    "rate_limited": "There were too many attempts. Wait 5 minutes, then try again",
    "incorrect_password": "The password is not correct",
    "enter_current_password": "The current password is not correct",
    "incorrect_code": "The code is not correct",
}
"""Error messages by the library's codes; the same whether or not an account exists."""

SAID_AFTERWARDS = {
    "account/messages/password_changed.txt": "Your password has been changed",
    "account/messages/logged_out.txt": "You have signed out",
    "mfa/messages/totp_activated.txt": "Your authenticator app is set up",
    "mfa/messages/totp_deactivated.txt": "Your authenticator app has been removed",
}
"""What the next page says, by the library's template names; nothing for the others."""


STILL_FRESH = timedelta(minutes=5)
"""After a sign-in, nobody is asked for the password again before changing what protects the account."""


def is_own_path(url: str) -> bool:
    """Whether `url` is a path of this service: no other host, however it is written."""
    is_path = url.startswith("/") and not url.startswith(("//", "/\\")) and url.isprintable()
    return is_path and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Our rules for accounts: by invitation, on own paths, and recorded."""

    error_messages = {**DefaultAccountAdapter.error_messages, **WORDS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are invited."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only paths of this service are followed after sign-in and sign-out."""
        return is_own_path(url or "")

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The home of the person's work, or their account page without a role."""
        has_role = queries.actor_of(request.user).organisation_id is not None  # type: ignore[arg-type]
        return reverse("workspace:home") if has_role else reverse("account_home")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account page, which says that the password was changed."""
        return reverse("account_home")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """ValidationError when there were too many attempts; a line in the log tells whoever watches it."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            _log.warning("a sign-in was not looked at: too many attempts for the account or the address")
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The account whose address and password these are; None also when it is closed."""
        user: User | None = super().authenticate(request, **credentials)
        if user is None:
            return None
        if not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        actions.strengthen_password(queries.actor_of(user), user=user, password=credentials["password"])
        return user

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record the failure, with the account only where there is one."""
        account = queries.account_at(credentials.get("email", ""))
        actions.record_failure(account=account, step="password")

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin the session under a new key, note what was proved, and record it."""
        super().login(request, user)
        sessions.start(request.session, clock.now())
        records = get_authentication_records(request, user)
        factor = proof.factor_of(records)
        if factor == "none" and proof.provider_vouches(request.session, user.pk):
            factor = "provider"
        if factor != "none":
            proof.mark(request.session, user.pk)
        actor = queries.actor_of(user)
        actions.record_sign_in(actor, user=user, way=proof.way_of(records), second_factor=factor)

    def set_password(self, user: User, password: str) -> None:
        """Keep the new password, with an event that says whether the old one was known."""
        way = "changed" if self.request.user.is_authenticated else "reset"
        actions.choose_password(queries.actor_of(user), user=user, password=password, way=way)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not for five minutes after the sign-in itself; then as the library asks."""
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        age = sessions.age(self.request.session, clock.now())
        return required and (age is None or age >= STILL_FRESH)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """The same page as for an identity without an account."""
        return redirect("socialaccount_login_error")

    def add_message(
        self, request: HttpRequest, level: int, message_template: str = "", *_: Any, **rest: Any
    ) -> None:
        """Say on the next page what has happened, in our words."""
        words = rest.get("message") or SAID_AFTERWARDS.get(message_template)
        if words:
            super().add_message(request, level, message=words)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send our letter of the same name, in plain text."""
        letters.send(template_prefix.rpartition("/")[2], email, context)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """The link goes to the address of the account, not to what somebody typed."""
        self.send_mail("account/email/password_reset_key", user.email, context)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of the letter, at the address this service is known by, not the one the request named."""
        uid, _, token = key.partition("-")
        return letters.address_of("account_reset_password_from_key", uidb36=uid, key=token)
