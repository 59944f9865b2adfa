"""What this folder has for somebody on the staff home."""

from __future__ import annotations

from django.urls import reverse

from saggar.platform.permits import Actor
from saggar.web.pages.cards import HomeCard

CARDS = (
    ("organisations.edit", "Your organisation", "organisations:own-details", "What its public page says."),
    ("members.manage", "People and roles", "organisations:members", "Who may do what here."),
    ("agreements.sign", "Agreements", "organisations:agreements", "What was signed, and what is open."),
    ("organisations.import", "Import organisations", "organisations:import", "National lists of partners."),
    ("organisations.record", "Add an organisation", "organisations:record", "One that is in no list."),
    ("organisations.record", "Agreements", "organisations:agreements", "What partners can sign."),
)
"""Permission, heading, route and words of each card."""


def home_cards(actor: Actor) -> list[HomeCard]:
    """Cards by permission; no query."""
    return [
        HomeCard(heading, reverse(route), text)
        for permission, heading, route, text in CARDS
        if actor.holds(permission)
    ]
