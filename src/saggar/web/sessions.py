"""How long somebody stays signed in: two moments in the session, and the limits they are held against."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from saggar.platform.permits import Actor

STARTED, SEEN = "session_started_at", "session_seen_at"
GRAIN = timedelta(seconds=10)
"""How stale the moment last seen may be, so that a burst of pages writes to the database once."""

IDLE, LIMIT = "idle", "limit"
"""Why a session ended: nobody used it, or it has lasted as long as any may."""


def idle_limit(actor: Actor) -> timedelta:
    """How long this person may do nothing: shorter for whoever holds a role anywhere."""
    limit: timedelta = settings.STAFF_IDLE_LIMIT if actor.organisation_id else settings.PUBLIC_IDLE_LIMIT
    return limit


def start(session: SessionBase, now: datetime) -> None:
    """Note that the person has just signed in: both limits count from `now`."""
    session[STARTED] = session[SEEN] = now.isoformat()


def note_seen(session: SessionBase, now: datetime) -> None:
    """Note that the person was here at `now`, unless that was noted a moment ago."""
    seen = _moment(session, SEEN)
    if seen is None or now - seen >= GRAIN:
        session.setdefault(STARTED, now.isoformat())
        session[SEEN] = now.isoformat()


def age(session: SessionBase, now: datetime) -> timedelta | None:
    """How long ago the person signed in; None when nobody has."""
    started = _moment(session, STARTED)
    return None if started is None else now - started


def why_ended(session: SessionBase, now: datetime, actor: Actor) -> str:
    """IDLE or LIMIT when the session may not go on at `now`, else an empty string."""
    lasted, seen = age(session, now), _moment(session, SEEN)
    if lasted is not None and lasted >= settings.SESSION_LIMIT:
        return LIMIT
    if seen is not None and now - seen >= idle_limit(actor):
        return IDLE
    return ""


def _moment(session: SessionBase, key: str) -> datetime | None:
    kept = session.get(key)
    return datetime.fromisoformat(kept) if kept else None
