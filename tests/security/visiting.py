"""Opening pages as somebody, and everything that came back, in one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.http.response import HttpResponseBase
from django.test import Client

from saggar.people import proof
from saggar.platform import clock
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

    def get(self, address: str, asked: dict[str, Any] | None = None) -> Answer:
        """Open an address."""
        self._sign_in()
        return _answer(self.client.get(address, asked or {}))

    def post(self, address: str, sent: dict[str, Any] | None = None) -> Answer:
        """Send a form to an address."""
        self._sign_in()
        return _answer(self.client.post(address, sent or {}))

    def _sign_in(self) -> None:
        user = self.visitor.user
        if user is not None and self.client.session.get(SESSION_KEY) != str(user.pk):
            self.client.force_login(user)
            session = self.client.session
            sessions.start(session, clock.now())
            proof.mark(session, user.pk)
            session.save()
        mail.outbox.clear()


def _answer(response: HttpResponseBase) -> Answer:
    body: bytes = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined, arg-type]
    headers = dict(response.headers.items())
    headers |= {f"Set-Cookie {name}": cookie.OutputString() for name, cookie in response.cookies.items()}
    letters = "\n".join(f"{letter.subject}\n{letter.body}" for letter in mail.outbox)
    return Answer(response.status_code, headers, body.decode("utf-8", "replace"), letters)
