"""What every page knows: brand, navigation, who is signed in, and for how long the session lasts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from saggar.platform.permits import PUBLIC
from saggar.web.navigation import navigation


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
        "idle_minutes": int(settings.STAFF_IDLE_LIMIT.total_seconds() // 60),
    }
