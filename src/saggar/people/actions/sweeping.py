"""Clearing away what sign-in leaves behind: sessions that have ended, and attempts that no longer count."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import connection


def sweep_sessions(now: datetime) -> int:
    """Delete sessions whose last moment has passed; gives how many. Nobody could use them any more."""
    return Session.objects.filter(expire_date__lte=now).delete()[0]


def sweep_attempts(now: datetime) -> int:
    """Delete counts and used codes that have run out, and with them the network addresses; gives how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_attempt WHERE expires <= %s", [now])
        return int(cursor.rowcount)
