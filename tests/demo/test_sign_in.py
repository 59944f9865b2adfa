"""Signing in as an invented person: in a demonstration with one press, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import Http404
from django.test import Client, RequestFactory

from saggar.demo import views
from saggar.organisations.models import Membership, Organisation
from saggar.people.models import User
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.demo.urls")]
PAGE, PRESS = "/demonstration/", "/demonstration/sign-in/"


@pytest.fixture
def demonstration(settings) -> None:
    """As `saggar run` starts it."""
    settings.DEMONSTRATION = True


@pytest.fixture
def invented(system: object, give_role: Callable[..., Membership]) -> User:
    """An invented finance lead."""
    with unguarded("test world"):
        user = User.objects.create_user("amber.claypit@demo.saggar.example", "Amber Claypit")
    give_role(user, "moorland", "finance_lead")
    return user


def press(client: Client, user: User, organisation: str = "") -> object:
    """Press the button of one person, at one of their organisations."""
    at = Organisation.objects.get(key=organisation).pk if organisation else ""
    return client.post(PRESS, {"person": user.pk, "organisation": at})


def test_page_lists_invented_people_by_role(
    client: Client, demonstration: None, invented: User, staff: User, person: User
) -> None:
    """With role and organisation; people with other addresses do not appear."""
    page = client.get(PAGE).text
    assert "Finance lead</h2>" in page
    assert "Amber Claypit" in page
    assert "Moorland Hospitals" in page
    assert staff.name not in page
    assert person.name not in page


def test_one_press_signs_in_where_the_person_works(
    client: Client, demonstration: None, invented: User, give_role: Callable
) -> None:
    """No password, no second factor; the actor is the one of the organisation pressed."""
    give_role(invented, "kiln", "administrator")
    assert press(client, invented, "moorland").status_code == 302
    actor = client.get("/account/").wsgi_request.actor
    assert (actor.user_id, actor.workplace, actor.roles) == (
        invented.pk,
        "Moorland Hospitals",
        {"finance_lead"},
    )
    event = Event.objects.get()
    assert (event.kind, event.payload["way"]) == ("people.signed-in", "demonstration")


def test_second_press_changes_the_person(
    client: Client, demonstration: None, invented: User, system: object
) -> None:
    """Nothing of the first person's session is left."""
    with unguarded("test world"):
        other = User.objects.create_user("kit.dipper@demo.saggar.example", "Kit Dipper")
    press(client, invented, "moorland")
    first = client.session.session_key
    press(client, other)
    assert client.session.session_key != first
    assert client.session["_auth_user_id"] == str(other.pk)
    assert client.session["membership_organisation"] is None


def test_real_address_cannot_be_pressed(
    client: Client, demonstration: None, staff: User, person: User
) -> None:
    """Even in a demonstration only invented people can be taken on; 404 like an id nobody has."""
    for user_id in (staff.pk, person.pk, 987_654):
        assert client.post(PRESS, {"person": user_id}).status_code == 404
    assert client.post(PRESS, {"person": "1 OR 1"}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_closed_invented_account_cannot_be_pressed(
    client: Client, demonstration: None, invented: User
) -> None:
    """It is not listed either."""
    with unguarded("test world"):
        User.objects.filter(pk=invented.pk).update(is_active=False)
    assert press(client, invented, "moorland").status_code == 404
    assert "Amber" not in client.get(PAGE).text


def test_link_does_not_sign_in(client: Client, demonstration: None, invented: User) -> None:
    """Only a press of the page's button, with its token."""
    assert client.get(PRESS, {"person": invented.pk}).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(PRESS, {"person": invented.pk}).status_code == 403


@pytest.mark.parametrize("people", [1, 3])
def test_list_asks_the_database_the_same_for_one_person_and_three(
    client: Client,
    demonstration: None,
    system: object,
    give_role: Callable,
    django_assert_num_queries: Callable,
    people: int,
) -> None:
    """Those with a role and those without: two queries."""
    for number in range(people):
        with unguarded("test world"):
            user = User.objects.create_user(f"p{number}@demo.saggar.example", f"Person {number}")
            User.objects.create_user(f"q{number}@demo.saggar.example", f"Nobody {number}")
        give_role(user, "moorland", "finance_lead")
    with django_assert_num_queries(2):
        client.get(PAGE)


def test_outside_a_demonstration_there_is_no_such_page(client: Client, invented: User) -> None:
    """Even with the addresses present and the views called directly, everything is 404."""
    assert client.get(PAGE).status_code == 404
    assert press(client, invented, "moorland").status_code == 404
    make = RequestFactory()
    with pytest.raises(Http404):
        views.people(make.get(PAGE))
    with pytest.raises(Http404):
        views.sign_in(make.post(PRESS, {"person": invented.pk}))
    assert "_auth_user_id" not in client.session


@pytest.mark.urls("saggar.web.urls")
def test_addresses_exist_in_a_demonstration_only(client: Client, invented: User) -> None:
    """The product's own addresses, outside demonstration mode, have none of them."""
    assert client.get(PAGE).status_code == 404
    assert client.post(PRESS, {"person": invented.pk}).status_code == 404
