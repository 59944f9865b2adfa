"""Who may see and change levy accounts: every role, at the donor, in its system, and in another one."""

from __future__ import annotations

from datetime import date

import pytest

from saggar.levy import policies
from saggar.levy.actions import import_levy_file, plan_commitment, state_balance
from saggar.levy.models import (
    Declaration,
    LevyAccount,
    MonthTotal,
    PlannedCommitment,
    StatedBalance,
    Training,
    Transaction,
)
from saggar.organisations.models import Organisation, System
from saggar.platform.audit.guard import unguarded
from saggar.platform.decisions import Allowed
from saggar.platform.permits import PRODUCT, PUBLIC, ROLES, Actor
from tests.levy.conftest import sample

OF_AN_ACCOUNT = {
    "may_view": {
        "home": {"finance_lead", "apprenticeship_lead", "programme_officer", "programme_board"},
        "system": {"programme_officer", "programme_board"},
        "elsewhere": set(),
    },
    "may_import": {"home": {"finance_lead", "apprenticeship_lead"}, "system": set(), "elsewhere": set()},
    "may_reconcile": {"home": {"finance_lead"}, "system": set(), "elsewhere": set()},
    "may_plan": {"home": {"finance_lead", "apprenticeship_lead"}, "system": set(), "elsewhere": set()},
}
"""For each policy, which roles it allows at the account's organisation, in its system, and elsewhere."""
OF_ONESELF = {
    "may_view_own": {"finance_lead", "apprenticeship_lead"},
    "may_view_system": {"programme_officer", "programme_board"},
    "may_import_standards": {"programme_officer"},
}
OWNED = (LevyAccount, Transaction, MonthTotal, Training, Declaration, StatedBalance, PlannedCommitment)


@pytest.fixture
def places(donor) -> dict[str, Organisation]:
    """The donor, another organisation of its system, and one of another system."""
    with unguarded("test world"):
        elsewhere = System.objects.create(key="there", name="There", ods_code="QYY")
        far = Organisation.objects.create(system=elsewhere, key="far", name="Far", kind="nhs_trust")
    return {"home": donor.organisation, "system": donor.other, "elsewhere": far}


def actor(role: str, organisation: Organisation) -> Actor:
    """Somebody with this role at the organisation."""
    return Actor(None, organisation.pk, organisation.system_id, frozenset({role}))


@pytest.mark.parametrize("place", ["home", "system", "elsewhere"])
@pytest.mark.parametrize("policy", OF_AN_ACCOUNT)
def test_who_may_do_what_with_an_account(donor, places, policy, place):
    """Exactly the roles of the table, and nobody without a role or an account."""
    decide = getattr(policies, policy)
    allowed = {
        role for role in ROLES if isinstance(decide(actor(role, places[place]), donor.account), Allowed)
    }
    assert allowed == OF_AN_ACCOUNT[policy][place]
    assert not isinstance(decide(PUBLIC, donor.account), Allowed)
    assert isinstance(decide(PRODUCT, donor.account), Allowed)


@pytest.mark.parametrize("policy", OF_AN_ACCOUNT)
def test_an_account_that_may_not_be_seen_is_hidden(donor, places, policy):
    """Whoever may not know of it is never told that it is there; whoever may is told why not."""
    decide = getattr(policies, policy)
    for place, organisation in places.items():
        for role in ROLES:
            somebody = actor(role, organisation)
            decision = decide(somebody, donor.account)
            known = place == "home" or isinstance(policies.may_view(somebody, donor.account), Allowed)
            if not isinstance(decision, Allowed) and policy != "may_view":
                assert decision.hidden is not known


@pytest.mark.parametrize("policy", OF_ONESELF)
def test_what_a_role_opens_by_itself(places, policy):
    """One's own account, all donors together, and lists of standards."""
    decide = getattr(policies, policy)
    allowed = {role for role in ROLES if isinstance(decide(actor(role, places["home"])), Allowed)}
    assert allowed == OF_ONESELF[policy]
    assert not isinstance(decide(PUBLIC), Allowed)


@pytest.mark.parametrize("model", OWNED)
def test_rows_are_seen_by_their_owner_and_the_systems_programme(donor, places, model):
    """No other role, no other organisation and no other system gets a row of any table."""
    key = {"organisation_id": donor.organisation.pk}
    for name in ("transactions_levy_v2.csv", "hmrc_declarations_sample.json"):
        import_levy_file(donor.finance, file=sample(name))
    state_balance(donor.finance, on=date(2026, 8, 27), stated_pence=1, **key)
    care = {
        "label": "Care",
        "apprentices": 1,
        "starts_on": date(2027, 9, 1),
        "months": 12,
        "price_pence": 100,
    }
    plan_commitment(donor.finance, **care, **key)
    seen = {
        (place, role)
        for place, organisation in places.items()
        for role in ROLES
        if model.objects.visible_to(actor(role, organisation)).exists()
    }
    assert seen == {
        ("home", "finance_lead"),
        ("home", "apprenticeship_lead"),
        ("home", "programme_officer"),
        ("home", "programme_board"),
        ("system", "programme_officer"),
        ("system", "programme_board"),
    }
    assert not model.objects.visible_to(PUBLIC).exists()
