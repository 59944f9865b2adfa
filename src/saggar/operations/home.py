"""What the pages about jobs and audit have for somebody on the staff home."""

from __future__ import annotations

from django.urls import reverse

from saggar.platform.permits import Actor
from saggar.web.pages.cards import HomeCard


def home_cards(actor: Actor) -> list[HomeCard]:
    """Cards by permission; no query."""
    cards = []
    if actor.holds("audit.view"):
        words = "Every change in your organisation, by whom and when."
        cards.append(HomeCard("What was done", reverse("audit:events"), words))
    if actor.holds("jobs.view"):
        words = "What runs in the background, and what failed."
        cards.append(HomeCard("Background jobs", reverse("jobs:list"), words))
    return cards
