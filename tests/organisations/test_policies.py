"""Who may see whose roles."""

from __future__ import annotations

from saggar.organisations.actions import give_role
from saggar.organisations.models import Membership
from saggar.platform.permits import PRODUCT, PUBLIC, Actor
from tests.organisations.conftest import TODAY, account, acting


def test_roles_are_visible_to_their_holder_and_their_administrator(potteries):
    """Everybody else sees none, the public included."""
    person = account("ada@example.org")
    give_role(
        PRODUCT,
        user_id=person.pk,
        organisation_id=potteries.hospital.pk,
        role="finance_lead",
        starts_on=TODAY,
    )
    seen = {
        "holder": Actor(user_id=person.pk),
        "administrator": potteries.administrator,
        "colleague": acting(potteries.hospital, "finance_lead"),
        "stranger": potteries.stranger,
        "officer": potteries.officer,
        "public": PUBLIC,
        "product": PRODUCT,
    }
    counts = {name: Membership.objects.all().visible_to(actor).count() for name, actor in seen.items()}
    assert counts == {
        "holder": 1,
        "administrator": 1,
        "colleague": 0,
        "stranger": 0,
        "officer": 0,
        "public": 0,
        "product": 1,
    }
