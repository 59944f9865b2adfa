"""What the libraries tell of and the audit record keeps: sessions that end, codes that are wrong."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from saggar.people import actions, queries
from saggar.people.models import User


def session_ended(*, request: HttpRequest, user: User | None, **_: Any) -> None:
    """Record the end of a session, by choice or by one of its limits."""
    if user is not None:
        because = getattr(request, "session_ended", "asked")
        actions.record_sign_out(queries.actor_of(user), user=user, because=because)


def code_was_wrong(*, user: User, **_: Any) -> None:
    """Record a code that no second factor of the account accepts."""
    actions.record_failure(account=user, step="second-factor")
