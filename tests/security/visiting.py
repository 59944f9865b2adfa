"""Opening pages as somebody, and everything that came back, in one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user
from django.core import mail
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client

from saggar.people import proof
from saggar.people.models import User
from saggar.platform import clock
from saggar.platform.permits import PUBLIC
from saggar.web import sessions
from tests.world.places import Visitor


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: its status, where it leads, its headers, and all that it says."""

    status: int
    headers: dict[str, str]
    body: str
    letters: str

    @property
    def location(self) -> str:
        """Where it leads, without the query."""
        return self.headers.get("Location", "").partition("?")[0]

    @property
    def text(self) -> str:
        """Body, headers and letters sent: wherever something could leak."""
        return "\n".join([self.body, *self.headers.values(), self.letters])


class Visit:
    """Somebody's browser: signed in with a second factor, and again whenever a page has ended the session."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.client = Client(raise_request_exception=False)

    @classmethod
    def of_the_public(cls) -> Visit:
        """Nobody has signed in."""
        return cls(Visitor("public", None, PUBLIC))

    def get(self, address: str, asked: dict[str, Any] | None = None) -> Answer:
        """Open an address."""
        self.sign_in()
        return _answer(self.client.get(address, asked or {}))

    def post(self, address: str, sent: dict[str, Any] | None = None) -> Answer:
        """Send a form to an address."""
        self.sign_in()
        return _answer(self.client.post(address, sent or {}))

    def sign_in(self) -> None:
        """Sign in unless the session still holds: a page may have ended it, or all of the account."""
        if self.visitor.user is not None and not self._is_signed_in():
            user = User.objects.get(pk=self.visitor.user.pk)
            self.client.force_login(user)
            session = self.client.session
            sessions.start(session, clock.now())
            proof.mark(session, user.pk)
            session.save()
        mail.outbox.clear()

    def _is_signed_in(self) -> bool:
        request = HttpRequest()
        request.session = self.client.session
        return bool(get_user(request).is_authenticated)


def _answer(response: HttpResponseBase) -> Answer:
    body: bytes = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined, arg-type]
    headers = dict(response.headers.items())
    headers |= {f"Set-Cookie {name}": cookie.OutputString() for name, cookie in response.cookies.items()}
    letters = "\n".join(f"{letter.subject}\n{letter.body}" for letter in mail.outbox)
    return Answer(response.status_code, headers, body.decode("utf-8", "replace"), letters)
