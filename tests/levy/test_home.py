"""What the staff home offers of the levy, by role."""

from __future__ import annotations

import pytest

from saggar.levy.actions import import_levy_file
from saggar.levy.queries.home import home_cards
from saggar.platform.permits import PUBLIC, ROLES, Actor
from tests.levy.conftest import sample

OWN, ALL = ["Levy account", "Levy forecast"], ["System levy"]
CARDS = {
    "finance_lead": OWN,
    "apprenticeship_lead": OWN,
    "administrator": [],
    "programme_officer": ALL,
    "programme_board": ALL,
}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_gets_the_cards_of_what_it_may_open(donor, role, django_assert_max_num_queries):
    """One's own account and forecast, or all donors together, or nothing; at most one query."""
    actor = Actor(None, donor.organisation.pk, donor.organisation.system_id, frozenset({role}))
    with django_assert_max_num_queries(1):
        assert [card.heading for card in home_cards(actor)] == CARDS[role]


def test_the_public_gets_none(db):
    """Nobody signed out is offered an account."""
    assert home_cards(PUBLIC) == []


def test_the_card_says_how_far_the_files_reach(donor):
    """Whoever looks after the account sees when to import again."""
    before = home_cards(donor.finance)[0]
    import_levy_file(donor.finance, file=sample("transactions_levy_v2.csv"))
    after = home_cards(donor.finance)[0]
    assert "No file has been imported yet." in repr(before)
    assert "Your files end on 27 August 2026." in repr(after)
