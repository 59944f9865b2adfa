"""Making, renaming and closing accounts: by whom, with which record, and what the database itself refuses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404

from saggar.organisations.models import Membership
from saggar.people import actions
from saggar.people.models import User
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Event
from saggar.platform.decisions import NotAllowedError
from saggar.platform.notices.models import Notice
from saggar.platform.permits import PRODUCT, PUBLIC, Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(staff: User, give_role: Callable[..., Membership]) -> Actor:
    """Who manages the members of the first organisation."""
    membership = give_role(staff, "moorland", "administrator")
    at = membership.organisation
    return Actor(staff.pk, at.pk, at.system_id, frozenset({"administrator"}))


@pytest.fixture
def colleague(person: User, give_role: Callable[..., Membership]) -> User:
    """Somebody with a role in the same organisation."""
    give_role(person, "moorland", "apprenticeship_lead")
    return person


def test_account_is_made_with_event_and_letter(administrator: Actor) -> None:
    """The invited person gets a letter that leads to choosing a password; nothing signs in before that."""
    made = actions.make_account(administrator, email=" Ada.Lowe@Example.org ", name=" Ada Lowe ")
    kept = User.objects.get(pk=made.pk)
    assert (kept.email, kept.name, kept.has_usable_password()) == ("ada.lowe@example.org", "Ada Lowe", False)
    event = Event.objects.get()
    assert (event.kind, event.subject_id, event.actor_user_id) == (
        "people.account-made",
        made.pk,
        administrator.user_id,
    )
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["ada.lowe@example.org"], "Your account for Saggar")
    assert "/account/password/forgotten/" in letter.body


def test_letter_waits_in_the_outbox_with_the_account(settings, administrator: Actor, person: User) -> None:
    """Both are committed together: no letter about an account that was refused, no account without one."""
    settings.EMAIL_BACKEND = "saggar.platform.notices.backend.OutboxBackend"
    with pytest.raises(ValidationError):
        actions.make_account(administrator, email=person.email, name="Somebody else")
    assert Notice.objects.count() == 0
    actions.make_account(administrator, email="ada.lowe@example.org", name="Ada Lowe")
    assert Notice.objects.get().recipient == "ada.lowe@example.org"


def test_invited_person_gets_a_link_to_a_first_password(client, administrator: Actor) -> None:
    """An account without a password can be given one by the link to its address."""
    actions.make_account(administrator, email="ada.lowe@example.org", name="Ada Lowe")
    client.post("/account/password/forgotten/", {"email": "ada.lowe@example.org"})
    assert mail.outbox[-1].subject == "Choose your password for Saggar"


@pytest.mark.parametrize(
    ("email", "name", "field"),
    [
        ("not an address", "Ada", "email"),
        ("a@example.org", "  ", "name"),
        ("a@example.org", "x" * 151, "name"),
    ],
)
def test_account_needs_an_address_and_a_name(administrator: Actor, email: str, name: str, field: str) -> None:
    """What cannot be used is refused before anything is written or sent."""
    with pytest.raises(ValidationError) as refused:
        actions.make_account(administrator, email=email, name=name)
    assert list(refused.value.message_dict) == [field]
    assert (Event.objects.count(), mail.outbox) == (0, [])


def test_second_account_for_an_address_is_refused(administrator: Actor, person: User) -> None:
    """In whatever case it is typed, an address has one account; no letter goes out."""
    with pytest.raises(ValidationError) as refused:
        actions.make_account(administrator, email="PRIYA.nair@example.org", name="Somebody else")
    assert refused.value.message_dict == {"email": ["This email address already has an account"]}
    assert Event.objects.count() == 0


def test_only_who_manages_members_makes_accounts(staff: User) -> None:
    """A role without that permission does not, and neither does the public."""
    finance = Actor(staff.pk, 1, 1, frozenset({"finance_lead"}))
    for actor in (finance, PUBLIC):
        with pytest.raises(NotAllowedError):
            actions.make_account(actor, email="ada.lowe@example.org", name="Ada Lowe")
    assert not User.objects.filter(email="ada.lowe@example.org").exists()


def test_name_is_corrected_by_its_owner_and_their_administrator(
    administrator: Actor, colleague: User
) -> None:
    """Both may, with an event each that holds no name."""
    for actor, name in ((Actor(colleague.pk), "Priya Nair-Shah"), (administrator, "Priya Shah")):
        actions.rename_account(actor, user_id=colleague.pk, name=name)
        assert User.objects.get(pk=colleague.pk).name == name
    assert [(event.kind, event.payload) for event in Event.objects.all()] == [
        ("people.account-renamed", {})
    ] * 2


def test_account_is_closed_by_an_administrator(
    administrator: Actor, colleague: User, kinds: Callable
) -> None:
    """The account can no longer be signed in to; the person's records stay."""
    actions.close_account(administrator, user_id=colleague.pk)
    assert User.objects.get(pk=colleague.pk).is_active is False
    assert kinds() == ["people.account-closed"]


def test_nobody_closes_their_own_account(administrator: Actor) -> None:
    """The last administrator cannot lock an organisation out by mistake."""
    with pytest.raises(NotAllowedError):
        actions.close_account(administrator, user_id=administrator.user_id)


def test_account_with_a_role_elsewhere_is_not_closed(
    administrator: Actor, colleague: User, give_role: Callable
) -> None:
    """One organisation does not decide for another; its administrator is told to end the role instead."""
    give_role(colleague, "kiln", "finance_lead")
    with pytest.raises(NotAllowedError, match="End their roles"):
        actions.close_account(administrator, user_id=colleague.pk)
    assert User.objects.get(pk=colleague.pk).is_active


def test_accounts_of_others_are_not_known_to_exist(
    administrator: Actor, person: User, give_role: Callable
) -> None:
    """Another organisation's member answers like an id that nobody has."""
    give_role(person, "kiln", "finance_lead")
    for user_id in (person.pk, 987_654):
        with pytest.raises(Http404):
            actions.rename_account(administrator, user_id=user_id, name="X")
        with pytest.raises(Http404):
            actions.close_account(administrator, user_id=user_id)


def test_the_product_itself_may_do_all_three(person: User, kinds: Callable) -> None:
    """The command line makes the first administrator of a system."""
    actions.make_account(PRODUCT, email="first@example.org", name="First")
    actions.rename_account(PRODUCT, user_id=person.pk, name="Priya")
    actions.close_account(PRODUCT, user_id=person.pk)
    assert kinds() == ["people.account-made", "people.account-renamed", "people.account-closed"]


def test_database_refuses_a_second_account_for_an_address(person: User) -> None:
    """people_user_one_per_address"""
    with pytest.raises(IntegrityError, match="people_user_one_per_address"), unguarded("test"):
        User.objects.create(email=person.email, name="Other")


def test_database_refuses_an_address_in_capitals(db: None) -> None:
    """people_user_address_in_lower_case: otherwise one address could have two accounts."""
    with pytest.raises(IntegrityError, match="people_user_address_in_lower_case"), unguarded("test"):
        User.objects.create(email="Capital@example.org", name="Other")
