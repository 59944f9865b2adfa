"""The gallery's pages as HTML, drawn with the product's own templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from django.template import engines
from django.test import RequestFactory
from jinja2 import ChoiceLoader, FileSystemLoader

from saggar.platform.permits import Actor
from saggar.web import formats, views
from tests.web.gallery import samples
from tests.web.gallery.samples import SimpleMessage

HERE = Path(__file__).parent
PUBLIC = {"navigation": samples.NAVIGATION, "show_search": True}
STAFF = {"navigation": samples.NAVIGATION, "account_links": samples.ACCOUNT}
TRUST = {
    "checked_on": views.ACCESSIBILITY_CHECKED_ON,
    "idle_minutes": 15,
    "page_of_feedback": "/vacancies/",
}
CONTEXTS: Mapping[str, Mapping[str, object]] = {
    "dashboard": STAFF | {"samples": samples, "breadcrumbs": [{"href": "/", "text": "Home"}]},
    "vacancies": PUBLIC | {"samples": samples},
    "form": PUBLIC | {"form": samples.InterestForm(), "back_href": "/"},
    "form_failed": PUBLIC | {"form": samples.failed_form, "back_href": "/"},
    "question": PUBLIC | {"back_href": "/"},
    "start": PUBLIC,
    "object": STAFF
    | {
        "samples": samples,
        "demonstration": True,
        "actor": Actor(user_id=1),
        "idle_minutes": 15,
        "messages": [SimpleMessage("Application awarded", "success")],
    },
    "confirmed": PUBLIC,
}
TEMPLATES = ("accessibility", "privacy", "cookies", "terms", "contact", "help")
ERRORS = ("400", "403", "404", "409", "500", "503", "csrf")
NAMES = (*CONTEXTS, *(f"trust-{name}" for name in TEMPLATES), *(f"error-{name}" for name in ERRORS))


def html(name: str, nonce: str = "") -> str:
    """The gallery page of that name."""
    environment = engines["jinja2"].env
    gallery = environment.overlay(loader=ChoiceLoader([FileSystemLoader(HERE / "pages"), environment.loader]))
    request = RequestFactory().get(f"/{name}/")
    request.csp_nonce = nonce
    folder, _, page = name.rpartition("-")
    path = {"": f"{name}.jinja", "trust": f"trust/{page}.jinja", "error": f"errors/{page}.jinja"}[folder]
    context = dict(CONTEXTS.get(name, PUBLIC | TRUST | {"cookies": views.real_cookies()}))
    if callable(context.get("form")):
        context["form"] = context["form"]()
    made = gallery.get_template(path)
    return str(
        made.render(request=request, csrf_input="", today=dt.date(2026, 8, 6), formats=formats, **context)
    )
