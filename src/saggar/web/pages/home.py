"""The public start page, and the staff home: what each capability has for this person today."""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from saggar.platform.decisions import Allowed, Refused, allow_public, require
from saggar.platform.permits import ROLES, Actor
from saggar.platform.requests import ActorRequest
from saggar.web.pages.cards import HomeCard


@require_safe
def start(request: ActorRequest) -> HttpResponse:
    """The first page everybody sees."""
    allow_public("the start page")
    return render(request, "pages/start.jinja")


@require_safe
def workspace(request: ActorRequest) -> HttpResponse:
    """What is due and where to go, by role."""
    if not request.actor.is_signed_in:
        allow_public("leads to the sign-in page")
        return redirect("account_login")
    require(_may_work(request.actor))
    roles = [ROLES[role].title for role in sorted(request.actor.roles)]
    return render(request, "pages/workspace.jinja", {"cards": list(_cards(request.actor)), "roles": roles})


def _may_work(actor: Actor) -> Allowed | Refused:
    return Allowed("signed in") if actor.is_signed_in else Refused("Sign in first.")


def _cards(actor: Actor) -> Iterator[HomeCard]:
    """The cards of each capability: its AppConfig names the function that makes them as `home_cards`."""
    for config in apps.get_app_configs():
        named = getattr(config, "home_cards", "")
        if named:
            yield from import_string(named)(actor)
