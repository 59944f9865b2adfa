"""The request as our views know it: with the actor that the middleware found."""

from __future__ import annotations

from django.http import HttpRequest

from saggar.platform.permits import Actor


class ActorRequest(HttpRequest):
    """A request after the middleware: `actor` says who acts, where, and with which roles."""

    actor: Actor
