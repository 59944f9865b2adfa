"""The only place that reads the clock: callers pass `today` and `now` on, so tests choose them."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterator

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """This moment, with time zone; the frozen one inside `frozen_at`."""
    return _frozen.get() or timezone.now()


def today() -> date:
    """Today's date in London."""
    return timezone.localtime(now()).date()


@contextmanager
def frozen_at(moment: datetime) -> Iterator[None]:
    """Let `now` and `today` stand still at `moment`: for tests and for building the demonstration's past."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
