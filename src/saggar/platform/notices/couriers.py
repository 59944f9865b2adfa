"""The ways a letter leaves: printed on the console, or by SMTP, as SAGGAR_EMAIL_URL says.

console:                                   print letters
file:/path/letters.txt                     add letters to a file (the default of a demonstration)
smtp://user:password@mail.example:587      SMTP with STARTTLS
smtps://user:password@mail.example:465     SMTP inside TLS
smtp+plain://localhost:25                  SMTP without encryption, for a relay on the same machine
"""

from __future__ import annotations

import smtplib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

TIMEOUT_SECONDS = 30
PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}
Courier = Callable[[EmailMessage], None]


class NotTakenError(Exception):
    """The letter was certainly not taken; `for_good` when trying again is of no use."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good


class MaybeTakenError(Exception):
    """The connection broke when the letter may have been taken already."""


class WrongEmailUrlError(ValueError):
    """SAGGAR_EMAIL_URL does not name a way to send."""


def courier(url: str) -> Courier:
    """The courier that `url` names; WrongEmailUrlError when it names none."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return print_letter
    if parts.scheme == "file" and parts.path:
        return LetterFile(Path(unquote(parts.path)))
    if parts.scheme not in PORTS or not parts.hostname:
        raise WrongEmailUrlError("SAGGAR_EMAIL_URL must be like smtp://user:password@mail.example:587")
    return Smtp(
        host=parts.hostname,
        port=parts.port or PORTS[parts.scheme],
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        scheme=parts.scheme,
    )


def print_letter(message: EmailMessage) -> None:
    """Print the letter."""
    sys.stdout.write(_as_text(message))
    sys.stdout.flush()


@dataclass(frozen=True, slots=True)
class LetterFile:
    """Adds letters to a file: for demonstrations, where nobody must get a real one."""

    path: Path

    def __call__(self, message: EmailMessage) -> None:
        """Add the letter; NotTakenError when the file cannot be written."""
        try:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(_as_text(message))
        except OSError as error:
            raise NotTakenError(f"cannot write the file of letters: {error.strerror}") from error


def _as_text(message: EmailMessage) -> str:
    return f"--- e-mail to {', '.join(message.to)}: {message.subject}\n{message.body}\n---\n"


@dataclass(frozen=True, slots=True)
class Smtp:
    """Hands letters to a mail server, one connection for each."""

    host: str
    port: int
    username: str
    password: str
    scheme: str

    def __call__(self, message: EmailMessage) -> None:
        """Hand over the letter; NotTakenError or MaybeTakenError when that failed."""
        connection = EmailBackend(
            host=self.host,
            port=self.port,
            username=self.username,
            password=self.password,
            use_tls=self.scheme == "smtp",
            use_ssl=self.scheme == "smtps",
            timeout=TIMEOUT_SECONDS,
        )
        try:
            connection.open()
        except (OSError, smtplib.SMTPException) as error:
            raise NotTakenError(f"no connection: {type(error).__name__}") from error
        try:
            connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise NotTakenError(f"recipient refused: {codes[0]}", for_good=min(codes) >= 500) from error
        except smtplib.SMTPResponseException as error:
            raise NotTakenError(f"refused: {error.smtp_code}", for_good=error.smtp_code >= 500) from error
        except (OSError, smtplib.SMTPException) as error:
            raise MaybeTakenError(type(error).__name__) from error
        finally:
            connection.close()
