"""Two doors before the pages: sign in when a page asks for it, and set up a second factor before working."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from saggar.people import proof
from saggar.people.adapters.account import is_own_path

Respond = Callable[[HttpRequest], HttpResponse]

OPEN_WITHOUT_SECOND_FACTOR = {
    "mfa_activate_totp",
    "mfa_reauthenticate",
    "account_reauthenticate",
    "account_logout",
    "account_stay",
    "accessibility",
    "privacy",
    "cookies",
    "terms",
    "contact",
    "help",
}
"""Routes by name that somebody with a role may use before the second factor: to set it up, leave, or read."""


class SignInFirst:
    """Sends whoever is not signed in to the sign-in page when a page was refused, and back afterwards."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or ask to sign in; somebody whose session has just ended is told so."""
        response = self.respond(request)
        ended = getattr(request, "session_ended", "")
        if request.user.is_authenticated or not _is_refusal(request, response, ended):
            return response
        return _to_sign_in(request, ended)


def _is_refusal(request: HttpRequest, response: HttpResponse, ended: str) -> bool:
    if ended:
        return response.status_code in (403, 404)
    return response.status_code == 403 and request.method in ("GET", "HEAD")


def _to_sign_in(request: HttpRequest, ended: str) -> HttpResponse:
    asked = {"next": _page_to_return_to(request)} | ({"ended": ended} if ended else {})
    address = f"{reverse('account_login')}?{urlencode(asked)}"
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _page_to_return_to(request: HttpRequest) -> str:
    """The page asked for; for a form that was sent, the page it stood on."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    sent_from = urlsplit(request.headers.get("Referer", ""))
    path = f"{sent_from.path}?{sent_from.query}" if sent_from.query else sent_from.path
    return path if sent_from.netloc == request.get_host() and is_own_path(path) else "/"


class SecondFactorOfStaff:
    """Keeps whoever holds a role out of everything until this session has proved a second factor."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send to the page that sets up the authenticator app."""
        if settings.SECOND_FACTOR_REQUIRED and _is_unproved(request) and not _is_open(request.path_info):
            return HttpResponseRedirect(reverse("mfa_activate_totp"))
        return self.respond(request)


def _is_unproved(request: HttpRequest) -> bool:
    actor = request.actor  # type: ignore[attr-defined]
    return actor.organisation_id is not None and not proof.holds(request.session, actor.user_id)


def _is_open(path: str) -> bool:
    try:
        return resolve(path).view_name in OPEN_WITHOUT_SECOND_FACTOR
    except Resolver404:
        return False
