"""What the levy has for somebody on the staff home."""

from __future__ import annotations

from django.urls import reverse

from saggar.levy.models import LevyAccount
from saggar.platform.permits import Actor
from saggar.web.pages.cards import HomeCard


def home_cards(actor: Actor) -> list[HomeCard]:
    """Cards by permission; one query for somebody with an account of their own."""
    cards = []
    if actor.holds("levy.view") and actor.organisation_id is not None:
        account = LevyAccount.objects.filter(organisation_id=actor.organisation_id).first()
        until = account.read_until if account else None
        state = f"Your files end on {until:%-d %B %Y}." if until else "No file has been imported yet."
        cards.append(HomeCard("Levy account", reverse("levy:my-account"), state))
        cards.append(HomeCard("Levy forecast", reverse("levy:my-forecast"), "What expires, and what to do."))
    if actor.holds("levy.view_system"):
        cards.append(HomeCard("System levy", reverse("levy:system"), "All donors together."))
    return cards
