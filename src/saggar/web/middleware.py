"""Middleware: security headers, database trouble, session limits, the actor, and the recorded decision."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth import logout
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from saggar.platform import clock, decisions
from saggar.platform.permits import PUBLIC
from saggar.platform.work import BusyError
from saggar.web import errors, sessions

Respond = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """Headers no library of ours sets: no feature of the device, no caching of personal pages."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers added."""
        response = self.respond(request)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Cache-Control", "no-store" if _is_personal(request) else "no-cache")
        return response


def _is_personal(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


class ReadableAddress:
    """Refuses an address with a NUL character: nobody types one, and no text of the database can hold one."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say that the address cannot be read."""
        if "\x00" in unquote(request.META.get("QUERY_STRING", "")):
            return errors.bad_request(request)
        return self.respond(request)


class DatabaseTrouble:
    """A clear page with nothing half-written when the database is away or somebody holds a lock."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or say that the service is briefly unavailable when the session itself cannot be read."""
        try:
            return self.respond(request)
        except (OperationalError, InterfaceError):
            return errors.unavailable(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn what a view raised into a page, where it is ours to explain."""
        if isinstance(exception, BusyError):
            return errors.busy(request, str(exception))
        if isinstance(exception, OperationalError | InterfaceError):
            return errors.unavailable(request)
        return None


class ActorOfRequest:
    """Sets `request.actor`: who acts, in which organisation, with which roles today."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.actor_of = import_string(settings.ACTOR_OF_USER)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the actor known."""
        chosen = request.session.get("membership_organisation")
        request.actor = self.actor_of(request.user.pk, chosen, clock.today())  # type: ignore[attr-defined]
        return self.respond(request)


class SessionLimits:
    """Signs people out after 15 idle minutes (staff) and after 12 hours, whatever the cookie says.

    Stands after ActorOfRequest, for the idle limit depends on who acts. `request.session_ended` says why.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out when a limit has passed, else note that the person was seen."""
        if request.user.is_authenticated:
            _hold_to_limits(request)
        return self.respond(request)


def _hold_to_limits(request: HttpRequest) -> None:
    now = clock.now()
    ended = sessions.why_ended(request.session, now, request.actor)  # type: ignore[attr-defined]
    if not ended:
        sessions.note_seen(request.session, now)
        return
    request.session_ended = ended  # type: ignore[attr-defined]
    logout(request)
    request.actor = PUBLIC  # type: ignore[attr-defined]


class RecordedDecision:
    """Refuses any answer of a view for which no permission decision was recorded, in every environment."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse with an error page when the view forgot to ask."""
        decisions.forget()
        response = self.respond(request)
        asked = decisions.recorded() or request.resolver_match is None
        if not asked and response.status_code < 400:
            return errors.undecided(request)
        return response
