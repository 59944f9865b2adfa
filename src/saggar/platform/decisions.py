"""The answer of a policy, and the record that one was asked for: no page answers without it.

A policy function returns `Allowed` or `Refused`; `require` records the answer for this request and
raises when refused. The middleware refuses any response for which nothing was recorded.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404


@dataclass(frozen=True, slots=True)
class Allowed:
    """Yes; `because` says by which role or rule."""

    because: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """No, with the reason in words for the person; `hidden` when even the thing's existence is not theirs."""

    reason: str
    hidden: bool = False


Decision = Allowed | Refused

_recorded: ContextVar[tuple[Decision, ...]] = ContextVar("recorded", default=())


class NotAllowedError(PermissionDenied):
    """The policy refused; the message is the reason to show."""


def require(decision: Decision) -> None:
    """Record `decision`; raise Http404 for a hidden refusal, NotAllowedError for another one."""
    _recorded.set((*_recorded.get(), decision))
    if isinstance(decision, Refused):
        if decision.hidden:
            raise Http404(decision.reason)
        raise NotAllowedError(decision.reason)


def allow_public(because: str) -> None:
    """Record that a page is open to everybody, and why."""
    require(Allowed(because))


def recorded() -> tuple[Decision, ...]:
    """The decisions recorded since `forget`, oldest first."""
    return _recorded.get()


def forget() -> None:
    """Start a new record: the middleware calls this at the start of each request."""
    _recorded.set(())
