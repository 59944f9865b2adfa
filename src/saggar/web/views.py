"""The pages that say who we are and how we treat people: open to everybody, the same for everybody."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from saggar.platform import decisions

ACCESSIBILITY_CHECKED_ON = dt.date(2026, 11, 23)
"""When the accessibility statement was last compared with the pages."""


def accessibility(request: HttpRequest) -> HttpResponse:
    """How well the pages work for everybody, what does not yet, and how to complain."""
    decisions.allow_public("The accessibility statement is for everybody")
    return render(request, "trust/accessibility.jinja", {"checked_on": ACCESSIBILITY_CHECKED_ON})


def privacy(request: HttpRequest) -> HttpResponse:
    """What is recorded about people, why, for how long, and their rights."""
    decisions.allow_public("The privacy notice is for everybody")
    return render(request, "trust/privacy.jinja")


def cookies(request: HttpRequest) -> HttpResponse:
    """Each cookie by its real name; all are strictly necessary, so nothing is asked."""
    decisions.allow_public("The list of cookies is for everybody")
    return render(request, "trust/cookies.jinja", {"cookies": real_cookies()})


def terms(request: HttpRequest) -> HttpResponse:
    """What people may expect of the service and it of them."""
    decisions.allow_public("The terms of use are for everybody")
    return render(request, "trust/terms.jinja")


def contact(request: HttpRequest) -> HttpResponse:
    """How to reach the people who run the service; `page` in the query names the page of the feedback."""
    decisions.allow_public("The contact page is for everybody")
    return render(request, "trust/contact.jinja", {"page_of_feedback": own_path(request.GET.get("page", ""))})


def help_page(request: HttpRequest) -> HttpResponse:
    """How to begin, how to stay signed in, and what the words mean."""
    decisions.allow_public("Help is for everybody")
    idle_minutes = int(settings.STAFF_IDLE_LIMIT.total_seconds() // 60)
    return render(request, "trust/help.jinja", {"idle_minutes": idle_minutes})


def own_path(typed: str) -> str:
    """The path of one of our pages as the footer wrote it; empty for anything else."""
    is_ours = typed.startswith("/") and not typed.startswith("//") and typed.isprintable()
    return typed if is_ours and len(typed) <= 200 else ""


def real_cookies() -> list[dict[str, str]]:
    """The name, purpose and life of every cookie this installation sets."""
    hours = settings.SESSION_COOKIE_AGE // 3600
    return [
        {
            "name": settings.SESSION_COOKIE_NAME,
            "purpose": "Keeps you signed in and remembers what you entered from one page to the next",
            "ends": f"When you sign out or close the browser, and after {hours} hours at the latest",
        },
        {
            "name": settings.CSRF_COOKIE_NAME,
            "purpose": "Makes sure that a form sent to us comes from our own page",
            "ends": f"After {settings.CSRF_COOKIE_AGE // 604800} weeks without a visit",
        },
    ]
