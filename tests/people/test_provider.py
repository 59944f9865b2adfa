"""Signing in through the organisation's own provider (NHS CIS2, Entra), over the real protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client

from saggar.people import proof
from saggar.people.models import User
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Event
from tests.people.identity_provider import CLIENT, Provider, running

pytestmark = pytest.mark.django_db
DOOR = "/account/sign-in/organisation/"


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    """A provider whose word on addresses in example.org is believed."""
    with running() as found:
        settings.SOCIALACCOUNT_PROVIDERS = found.setting()
        settings.OIDC_EMAIL_DOMAINS = frozenset({"example.org"})
        settings.OIDC_NAME = "Moorland"
        yield found


@pytest.fixture
def come_in(client: Client, provider: Provider) -> Callable[..., HttpResponse]:
    """Goes to the provider and comes back as somebody with these claims."""

    def go(sent: dict[str, str] | None = None, then: str = "", **claims: Any) -> HttpResponse:
        provider.claims = {"sub": "id-of-priya"} | claims
        asked = provider.asked(client.post(DOOR + then)["Location"])
        back = {"code": "one-time", "state": asked["state"]} | (sent or {})
        return client.get(DOOR + "return/", back)

    return go


def signed_in(client: Client) -> str | None:
    """The id of who is signed in."""
    return client.session.get("_auth_user_id")


def test_no_provider_no_button(client: Client) -> None:
    """Without the settings the page offers none, and the address does not exist."""
    assert "Sign in with" not in client.get("/account/sign-in/").text.replace("Sign in with a password", "")
    assert client.post(DOOR).status_code == 404


def test_button_leads_to_the_provider(client: Client, provider: Provider) -> None:
    """With proof of possession for the code (PKCE) and a state that only this browser has."""
    assert "Sign in with Moorland" in client.get("/account/sign-in/").text
    asked = provider.asked(client.post(DOOR)["Location"])
    assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
    assert set(asked["scope"].split()) == {"openid", "profile", "email"}
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == "http://testserver/account/sign-in/organisation/return/"


def test_link_alone_does_not_go_to_the_provider(client: Client, provider: Provider) -> None:
    """A page of somebody else cannot start a sign-in; a press of our button must."""
    page = client.get(DOOR)
    assert (page.status_code, "Continue" in page.text) == (200, True)


def test_person_with_an_account_comes_in(
    client: Client, person: User, come_in: Callable, kinds: Callable
) -> None:
    """The first time the identity is joined to the account of its address, with an event for each."""
    assert come_in(email="Priya.Nair@example.org")["Location"] == "/account/"
    assert signed_in(client) == str(person.pk)
    assert kinds() == ["people.identity-linked", "people.signed-in"]
    assert Event.objects.latest("id").payload == {"way": "provider", "second_factor": "none"}


def test_joined_identity_comes_in_whatever_its_address_becomes(
    client: Client, person: User, come_in: Callable
) -> None:
    """From then on the provider's own id counts, not an address that may pass to somebody else."""
    come_in(email="priya.nair@example.org")
    client.post("/account/sign-out/")
    come_in(email="priya.married@example.org")
    assert signed_in(client) == str(person.pk)
    assert SocialAccount.objects.count() == 1


def test_claims_are_used_and_not_kept(client: Client, person: User, come_in: Callable) -> None:
    """Only the provider's id of the person stays here."""
    for _ in range(2):
        come_in(email="priya.nair@example.org", name="Priya Nair", birthdate="1980-01-01")
        client.post("/account/sign-out/")
    assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@example.org"},
        {"email": "priya.nair@elsewhere.example"},
        {"email": "priya.nair@example.org.evil.example"},
        {"email": "priya.nair@example.org", "email_verified": False},
        {"email": ""},
        {},
    ],
)
def test_identity_without_a_believed_address_of_an_account_stays_out(
    client: Client, person: User, come_in: Callable, claims: dict[str, Any]
) -> None:
    """Unknown people, addresses the provider may not vouch for, and unconfirmed ones get a page in words."""
    answer = come_in(**claims)
    assert answer["Location"] == "/account/sign-in/provider/no-account/"
    assert "There is no account for you yet" in client.get(answer["Location"]).text
    assert signed_in(client) is None
    assert User.objects.count() == 1
    assert Event.objects.get().payload == {"step": "provider"}


def test_closed_account_stays_out(client: Client, person: User, come_in: Callable) -> None:
    """Also for an identity that was joined before."""
    come_in(email=person.email)
    client.post("/account/sign-out/")
    with unguarded("test world"):
        User.objects.filter(pk=person.pk).update(is_active=False)
    assert come_in(email=person.email)["Location"] == "/account/sign-in/provider/no-account/"
    assert signed_in(client) is None


def test_answer_that_this_browser_did_not_ask_for_is_refused(client: Client, come_in: Callable) -> None:
    """Somebody else's code cannot sign a person in to somebody else's account."""
    answer = come_in({"state": "made-up"}, email="priya.nair@example.org")
    assert (answer.status_code, signed_in(client)) == (401, None)
    assert "We could not sign you in" in answer.text


def test_stolen_code_is_worth_nothing(client: Client, person: User, provider: Provider) -> None:
    """The provider gives the identity only to the browser that started (PKCE)."""
    asked = provider.asked(client.post(DOOR)["Location"])
    provider.challenge = "of-another-browser"
    answer = client.get(DOOR + "return/", {"code": "one-time", "state": asked["state"]})
    assert (answer.status_code, signed_in(client)) == (401, None)


@pytest.mark.parametrize("claims", [{"aud": "another-service"}, {"iss": "https://evil.example"}, {"exp": 1}])
def test_token_for_another_service_is_refused(
    client: Client, person: User, come_in: Callable, claims: dict[str, Any]
) -> None:
    """Audience, issuer and age of the token are checked."""
    answer = come_in(email=person.email, **claims)
    assert (answer.status_code, signed_in(client)) == (401, None)


def test_somebody_who_turns_back_gets_a_way_on(client: Client, provider: Provider) -> None:
    """Cancelling at the provider leads to a page with the other way to sign in."""
    asked = provider.asked(client.post(DOOR)["Location"])
    answer = client.get(DOOR + "return/", {"error": "access_denied", "state": asked["state"]}, follow=True)
    assert "You turned back before signing in" in answer.text


def test_own_page_comes_after_the_provider_and_no_other(
    client: Client, person: User, come_in: Callable
) -> None:
    """The page asked for survives the way there and back; an address elsewhere does not."""
    assert come_in(then="?next=/account/workplace/", email=person.email)["Location"] == "/account/workplace/"
    client.post("/account/sign-out/")
    assert come_in(then="?next=//evil.example", email=person.email)["Location"] == "/account/"


def test_signed_in_person_cannot_take_on_another_identity(
    client: Client, person: User, come_in: Callable, sign_in: Callable
) -> None:
    """Joining happens by the address of the account alone, never by a link somebody is led to."""
    sign_in(person)
    assert come_in(then="?process=connect", email="stranger@example.org")["Location"] == "/account/"
    assert SocialAccount.objects.count() == 0


@pytest.mark.parametrize(
    ("claims", "path"),
    [
        ({"acr": "AAL3_ANY"}, "/account/"),
        ({"amr": ["pwd", "mfa"]}, "/account/"),
        ({"acr": "AAL1_USERPASS", "amr": ["pwd"]}, "/account/second-factor/"),
        ({}, "/account/second-factor/"),
    ],
)
def test_second_factor_of_the_provider_counts_if_it_says_so(
    client: Client, staff: User, come_in: Callable, settings, claims: dict[str, Any], path: str
) -> None:
    """Who has used a smartcard need not use an app too; who has typed a password at the provider must."""
    settings.SECOND_FACTOR_REQUIRED = True
    come_in(email=staff.email, **claims)
    answer = client.get("/account/")
    assert (answer.get("Location") or "/account/") == path


def test_word_of_the_provider_counts_for_its_own_sign_in_only(
    client: Client,
    staff: User,
    person: User,
    come_in: Callable,
    sign_in: Callable,
    settings,
    give_role: Callable,
) -> None:
    """Proof for one person does not pass to another who signs in in the same browser."""
    settings.SECOND_FACTOR_REQUIRED = True
    give_role(person, "moorland", "finance_lead")
    come_in(email=staff.email, acr="AAL3_ANY")
    client.post("/account/sign-out/")
    sign_in(person)
    assert client.get("/account/")["Location"] == "/account/second-factor/"


@pytest.mark.parametrize(
    ("claims", "is_proof"),
    [
        ({"acr": "AAL2_TOTP"}, True),
        ({"authentication_assurance_level": "3"}, True),
        ({"authentication_assurance_level": 2}, True),
        ({"authentication_assurance_level": "1"}, False),
        ({"acr": "AAL1_USERPASS"}, False),
        ({"acr": "2"}, False),
        ({"amr": None}, False),
        ({"amr": ["otp"]}, False),
    ],
)
def test_what_counts_as_two_factors(claims: dict[str, Any], is_proof: bool) -> None:
    """The words of CIS2 and of RFC 8176, and nothing that only resembles them."""
    assert proof.two_factors_in(claims) is is_proof
