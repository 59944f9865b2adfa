"""The decision every page of sign-in records: open to everybody, or about one's own account."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponseBase

from saggar.people import policies
from saggar.platform import decisions
from saggar.platform.requests import ActorRequest

View = Callable[..., HttpResponseBase]


def open_to_all(because: str) -> Callable[[View], View]:
    """A page that needs no permission, for the reason given."""

    def decorate(view: View) -> View:
        @wraps(view)
        def decided(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            decisions.allow_public(because)
            return view(request, *args, **kwargs)

        return decided

    return decorate


def own_account(view: View) -> View:
    """A page about the account of whoever has signed in."""

    @wraps(view)
    def decided(request: ActorRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        decisions.require(policies.may_use_own_account(request.actor))
        return view(request, *args, **kwargs)

    return decided


def freshly_signed_in(view: View) -> View:
    """A page that changes what protects an account: it asks for the password again after a while."""
    asked: View = reauthentication_required(app="allauth.mfa")(view)
    return asked
