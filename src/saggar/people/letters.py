"""Letters about an account, sent by e-mail: each a template whose first line is the subject.

They go through Django's mail settings; the product's own backend keeps them in the outbox, so that a
letter leaves only when what it tells of has been committed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.core import context
from django.conf import settings
from django.core.mail import EmailMessage
from django.template import engines
from django.urls import reverse


def send(name: str, email: str, facts: Mapping[str, Any]) -> None:
    """Send the letter `people/letters/NAME.txt` to an address, with `facts` for its gaps."""
    written(name, email, facts).send()


def written(name: str, email: str, facts: Mapping[str, Any]) -> EmailMessage:
    """The letter as it will be sent: subject from the first line, then an empty line, then the body."""
    common = {"brand": settings.BRAND_NAME, "sign_in": address_of("account_login")}
    common["forgotten_password"] = address_of("account_reset_password")
    text = engines["jinja2"].get_template(f"people/letters/{name}.txt").render({**common, **facts})
    subject, _, body = text.partition("\n")
    return EmailMessage(subject.strip(), body.strip() + "\n", to=[email])


def address_of(route: str, **parts: str) -> str:
    """The whole address of a page: at SERVICE_ADDRESS, else at the host of the request, else here."""
    request = context.request
    asked = request.build_absolute_uri("/") if request is not None else settings.LOCAL_ADDRESS
    return (settings.SERVICE_ADDRESS or asked).rstrip("/") + reverse(route, kwargs=parts)
