"""One's own account: what it shows, where one works now, and staying signed in."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client

from saggar.organisations.models import Membership, Organisation
from saggar.people.models import User
from saggar.platform.audit.guard import unguarded

pytestmark = pytest.mark.django_db


def words(page: str) -> str:
    """The text of a page's main part, blanks made single."""
    main = page.split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.fixture
def colleague_of_two(staff: User, give_role: Callable[..., Membership]) -> User:
    """Somebody with two roles in one organisation and one in another."""
    give_role(staff, "moorland", "administrator")
    give_role(staff, "kiln", "apprenticeship_lead")
    return staff


def test_account_shows_who_i_am_and_my_roles(
    client: Client, colleague_of_two: User, sign_in: Callable
) -> None:
    """Name, address, and each organisation with the roles held there today."""
    sign_in(colleague_of_two)
    shown = words(client.get("/account/").text)
    for part in ("Fay Ahmed", "fay.ahmed@example.org", "Second factor Not set up"):
        assert part in shown
    assert "Kiln Lane Practice : Apprenticeship lead Working here now" in shown
    assert "Moorland Hospitals : Organisation administrator, Finance lead" in shown


def test_ended_and_future_roles_are_not_shown(client: Client, staff: User, sign_in: Callable) -> None:
    """Only what counts today."""
    today = dt.date.today()  # noqa: DTZ011  the day of the database
    kiln = Organisation.objects.get(key="kiln")
    with unguarded("test world"):
        for role, starts_on, ends_on in (
            ("administrator", dt.date(2020, 1, 1), today),
            ("finance_lead", today + dt.timedelta(days=1), None),
        ):
            Membership.objects.create(
                user=staff, organisation=kiln, role=role, starts_on=starts_on, ends_on=ends_on
            )
    sign_in(staff)
    assert "Kiln Lane Practice" not in client.get("/account/").text


def test_choosing_where_i_work_changes_who_acts(
    client: Client, colleague_of_two: User, sign_in: Callable
) -> None:
    """From the next page on, the person acts in the organisation chosen."""
    sign_in(colleague_of_two)
    assert client.get("/account/").wsgi_request.actor.workplace == "Kiln Lane Practice"
    moorland = Organisation.objects.get(key="moorland")
    sent = client.post("/account/workplace/", {"organisation": str(moorland.pk)})
    assert sent["Location"] == "/account/"
    actor = client.get("/account/").wsgi_request.actor
    assert (actor.workplace, actor.roles) == ("Moorland Hospitals", {"administrator", "finance_lead"})


def test_organisation_of_others_cannot_be_chosen(client: Client, staff: User, sign_in: Callable) -> None:
    """One whose id exists and one that does not are refused alike."""
    sign_in(staff)
    pages = set()
    for organisation_id in (Organisation.objects.get(key="kiln").pk, 987_654):
        page = client.post("/account/workplace/", {"organisation": str(organisation_id)}).text
        pages.add(words(page))
    (shown,) = pages
    assert "Choose an organisation" in shown
    assert client.get("/account/").wsgi_request.actor.workplace == "Moorland Hospitals"


@pytest.mark.parametrize("roles", [1, 3])
def test_account_page_asks_the_database_the_same_for_one_role_and_three(
    client: Client,
    person: User,
    sign_in: Callable,
    give_role: Callable,
    django_assert_num_queries: Callable,
    roles: int,
) -> None:
    """Session, user, actor, account, roles, factor: six, however much there is."""
    held = [("kiln", "finance_lead"), ("moorland", "administrator"), ("kiln", "administrator")]
    for organisation, role in held[:roles]:
        give_role(person, organisation, role)
    sign_in(person)
    with django_assert_num_queries(6):
        client.get("/account/")


@pytest.mark.parametrize(
    "path",
    [
        "/account/",
        "/account/stay/",
        "/account/workplace/",
        "/account/password/",
        "/account/confirm/",
        "/account/confirm/code/",
        "/account/second-factor/",
        "/account/second-factor/remove/",
        "/account/second-factor/recovery-codes/",
        "/account/second-factor/recovery-codes/download/",
        "/account/second-factor/recovery-codes/new/",
    ],
)
def test_pages_of_an_account_are_for_the_signed_in(client: Client, path: str) -> None:
    """The public is asked to sign in, and a form sent without is refused."""
    assert client.get(path)["Location"] == f"/account/sign-in/?next={path.replace('/', '%2F')}"
    assert client.post(path).status_code == 403


def test_every_page_behind_sign_in_offers_the_way_out(client: Client, staff: User, sign_in: Callable) -> None:
    """In the header, beside the name of the workplace that leads to the account."""
    sign_in(staff)
    header = client.get("/account/workplace/").text.split("</header>")[0]
    assert re.search(r'action="/account/sign-out/" method="post".+?>Sign out<', header, re.DOTALL)
    link = '<a class="nhsuk-header__account-link" href="/account/">Your account at Moorland Hospitals</a>'
    assert link in header


def test_public_page_offers_the_way_in(client: Client) -> None:
    """In the same place."""
    header = client.get("/privacy/").text.split("</header>")[0]
    assert '<a class="nhsuk-header__account-link" href="/account/sign-in/">Sign in</a>' in header


def test_staying_signed_in_costs_nothing_and_shows_nothing(
    client: Client, person: User, sign_in: Callable
) -> None:
    """The page's script asks here; the answer is empty."""
    sign_in(person)
    answer = client.get("/account/stay/")
    assert (answer.status_code, answer.content) == (204, b"")


def test_somebody_who_comes_by_the_provider_only_has_no_password_to_change(
    client: Client, person: User
) -> None:
    """The row is not shown, and the page leads back."""
    with unguarded("test world"):
        person.set_unusable_password()
        person.save()
    client.force_login(person)
    assert "Password" not in words(client.get("/account/").text)
    assert client.get("/account/password/")["Location"] == "/account/"
