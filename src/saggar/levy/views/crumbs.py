"""The way back from each levy page."""

from __future__ import annotations

from django.urls import reverse

from saggar.platform.permits import Actor

Crumbs = list[dict[str, str]]


def crumbs(actor: Actor, *, of_another: bool = False, here: bool = False) -> Crumbs:
    """From the start page down. of_another: a donor's page for the programme; here: under one's own."""
    trail = [{"href": reverse("home"), "text": "Home"}]
    if of_another:
        trail.append({"href": reverse("levy:system"), "text": "System levy"})
    elif here and actor.holds("levy.view"):
        trail.append({"href": reverse("levy:my-account"), "text": "Levy account"})
    return trail
