"""Which passwords are good enough, and what choosing one does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client

from saggar.people.models import User
from saggar.people.passwords import TOO_COMMON, TOO_NEAR, repeated, without
from saggar.platform.audit.guard import unguarded
from saggar.platform.audit.models import Event
from tests.people.conftest import PASSWORD

NEW = "copper kettle meadow"


def faults(password: str, user: User | None = None) -> list[str]:
    """What is wrong with a password."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    "password",
    [
        "three random words",
        "zqv7 kpw2 mbx9",
        "lowercaseonlyisfine",
        "1 8 27 64 125 216",
        "пароль из слов",
        "w" * 3 + NEW,
    ],
)
def test_any_kind_of_characters_will_do(password: str) -> None:
    """No rule asks for capitals, digits or signs, and none forbids blanks or other alphabets."""
    assert faults(password) == []


@pytest.mark.parametrize(("length", "is_refused"), [(11, True), (12, False), (128, False), (129, True)])
def test_length_from_12_to_128(length: int, is_refused: bool) -> None:
    """Both ends are allowed; one character beyond either is not."""
    password = ("kq3 zw8 mv5 xj2 " * 9)[:length]
    assert bool(faults(password)) is is_refused


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Qwertyuiop123",
        "letmeinletmein",
        "1q2w3e4r5t6y",
        "iloveyou!!!!",
        "DRAGONdragon",
        "football2026!",
    ],
)
def test_leaked_passwords_and_their_disguises_are_refused(password: str) -> None:
    """Digits and signs around a leaked password, or saying it twice, do not make it a new one."""
    assert TOO_COMMON in faults(password)


@pytest.mark.parametrize(
    "password",
    [
        "saggarsaggar1",
        "nhs-saggar-nhs",
        "PriyaNair1984",
        "priya.nair@ex",
        "Moorland-Hospitals",
        "hospitals24x7",
    ],
)
@pytest.mark.django_db
def test_words_around_a_person_are_refused(person: User, give_role: Callable, password: str) -> None:
    """Name, address, organisation and service are what an attacker tries first."""
    give_role(person, "moorland", "finance_lead")
    assert TOO_NEAR in faults(password, person)


@pytest.mark.django_db
def test_words_around_a_person_may_be_part_of_a_long_password(person: User) -> None:
    """A name inside something long and strange does no harm."""
    assert faults("priya keeps 40 walnuts", person) == []


def test_shortest_repeated_part() -> None:
    """A text that repeats nothing is its own part; nothing repeats nothing."""
    assert [repeated(text) for text in ("abcabc", "aaaa", "abcab", "")] == ["abc", "a", "abcab", ""]


def test_longest_word_goes_first() -> None:
    """Taking "moor" out of "moorland" would leave "land" behind as if it were a secret."""
    assert without("Moorland-9", {"moor", "moorland"}) == "9"


@pytest.mark.django_db
def test_changing_the_password(client: Client, person: User, sign_in: Callable, kinds: Callable) -> None:
    """The new one works, the old one does not; this session goes on, the others end; the owner is told."""
    other = Client()
    other.post("/account/sign-in/", {"login": person.email, "password": PASSWORD})
    sign_in(person)
    sent = client.post("/account/password/", {"oldpassword": PASSWORD, "password1": NEW})
    assert sent["Location"] == "/account/"
    assert "Your password has been changed" in client.get("/account/").text
    assert other.get("/account/").status_code == 302
    person.refresh_from_db()
    assert (person.check_password(NEW), person.check_password(PASSWORD)) == (True, False)
    assert kinds()[-1] == "people.password-changed"
    assert Event.objects.latest("id").payload == {"way": "changed"}
    assert [letter.subject for letter in mail.outbox] == ["Your password was changed"]


@pytest.mark.django_db
def test_changing_needs_the_current_password_and_a_good_new_one(
    client: Client, person: User, sign_in: Callable
) -> None:
    """Both faults are shown at once, nothing changes, and neither password is written into the page."""
    sign_in(person)
    page = client.post(
        "/account/password/", {"oldpassword": "wrong-password", "password1": "password1234"}
    ).text
    assert page.count("The current password is not correct") == 2
    assert page.count(TOO_COMMON) == 2
    assert "wrong-password" not in page
    assert "password1234" not in page
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.fixture
def outdated(settings, person: User) -> str:
    """The person's hash, as it was made before hashing grew stronger."""
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    return person.password


@pytest.mark.django_db
def test_checking_a_password_writes_nothing(person: User, outdated: str) -> None:
    """A hash made with older settings is only read: outside a unit of work a write would be refused."""
    assert person.check_password(PASSWORD)
    person.refresh_from_db()
    assert person.password == outdated


@pytest.mark.django_db
def test_old_hash_is_renewed_when_its_owner_signs_in(
    person: User, outdated: str, sign_in: Callable, kinds: Callable
) -> None:
    """When hashing grows stronger, each account follows at its next sign-in, once, with an event."""
    sign_in(person)
    person.refresh_from_db()
    assert person.password.startswith("argon2$")
    assert kinds() == ["people.password-strengthened", "people.signed-in"]


def link_in(letter: mail.EmailMessage) -> str:
    """The path of the link in a letter."""
    return re.search(r"http://testserver(/account/password/new/\S+)", letter.body)[1]


@pytest.mark.django_db
def test_forgotten_password_from_the_letter_to_the_new_one(
    client: Client, person: User, kinds: Callable
) -> None:
    """Ask, follow the link, choose, sign in; the link works once."""
    asked = client.post("/account/password/forgotten/", {"email": "Priya.Nair@example.org"})
    assert asked["Location"] == "/account/password/forgotten/sent/"
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == ([person.email], "Choose your password for Saggar")
    form = client.get(link_in(letter), follow=True)
    assert "Choose a new password" in form.text
    assert link_in(letter) not in form.request["PATH_INFO"]
    done = client.post(form.request["PATH_INFO"], {"password1": NEW}, follow=True)
    assert "Your new password is saved" in done.text
    assert kinds() == ["people.password-changed"]
    assert Event.objects.get().payload == {"way": "reset"}
    assert "This link no longer works" in Client().get(link_in(letter)).text
    assert client.post("/account/sign-in/", {"login": person.email, "password": NEW}).status_code == 302


@pytest.mark.django_db
def test_link_ends_after_an_hour(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch, settings
) -> None:
    """A letter left lying does not open the account."""
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    client.post("/account/password/forgotten/", {"email": person.email})
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "This link no longer works" in client.get(link_in(mail.outbox[0])).text


@pytest.mark.django_db
def test_name_with_signs_stands_in_the_letter_as_it_is(client: Client, person: User) -> None:
    """A plain letter has no HTML in it."""
    with unguarded("test world"):
        User.objects.filter(pk=person.pk).update(name="Siân O'Brien & Co")
    client.post("/account/password/forgotten/", {"email": person.email})
    assert "Hello Siân O'Brien & Co," in mail.outbox[0].body
