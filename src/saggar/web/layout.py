"""What every page knows: brand, navigation, who is signed in, and for how long the session lasts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from saggar.platform.permits import PUBLIC, Actor
from saggar.web.navigation import navigation
from saggar.web.sessions import idle_limit


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Template context of every page; see README.md of this folder for each key."""
    actor = getattr(request, "actor", PUBLIC)
    return {
        "brand": settings.BRAND_NAME,
        "nhs_logo": settings.BRAND_NHS_LOGO,
        "demonstration": settings.DEMONSTRATION,
        "actor": actor,
        "navigation": navigation(actor, request.path),
        "workplace": actor.workplace,
        "idle_minutes": int(idle_limit(actor).total_seconds() // 60),
        "stay_address": reverse("account_stay"),
        "account_links": account_links(actor),
    }


def account_links(actor: Actor) -> list[dict[str, str]]:
    """What stands at the top right: the way in, or one's account and the way out."""
    if not actor.is_signed_in:
        return [{"text": "Sign in", "href": reverse("account_login")}]
    account = f"Your account at {actor.workplace}" if actor.workplace else "Your account"
    return [
        {"text": account, "href": reverse("account_home")},
        {"text": "Sign out", "action": reverse("account_logout")},
    ]
