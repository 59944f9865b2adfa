"""Django's e-mail backend that writes into the outbox: whatever a library sends is sent by our job."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from saggar.platform import clock
from saggar.platform.notices.outbox import put


class OutboxBackend(BaseEmailBackend):
    """Puts each message into the outbox, once for each recipient; attachments are not supported."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """The number of messages put into the outbox; ValueError for one with attachments."""
        for message in email_messages:
            if message.attachments:
                raise ValueError("a letter has no attachments: link to the page instead")
            for recipient in message.recipients():
                put(
                    to=recipient,
                    subject=str(message.subject),
                    text=str(message.body),
                    html=_html(message),
                    key=f"message {uuid4()}",
                    now=clock.now(),
                )
        return len(email_messages)


def _html(message: EmailMessage) -> str:
    alternatives = getattr(message, "alternatives", None) or []
    return next((str(body) for body, kind in alternatives if kind == "text/html"), "")
