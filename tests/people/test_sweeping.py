"""What sign-in leaves behind is deleted when it is due, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from saggar.people import actions, tasks
from saggar.people.models import User

pytestmark = pytest.mark.django_db


def test_ended_sessions_go_and_live_ones_stay(client: Client, person: User, sign_in: Callable) -> None:
    """Twelve hours after the last use at most, a session is only a row."""
    sign_in(person)
    now = timezone.now()
    assert actions.sweep_sessions(now) == 0
    assert client.get("/account/").status_code == 200
    assert actions.sweep_sessions(now + timedelta(hours=12, minutes=1)) == 1
    assert client.get("/account/").status_code == 302


def test_counts_go_when_they_no_longer_count(person: User, sign_in: Callable) -> None:
    """The network address of an attempt is kept for minutes, not for ever."""
    sign_in(person, "not-the-password")
    now = timezone.now()
    assert actions.sweep_attempts(now) == 0
    assert actions.sweep_attempts(now + timedelta(minutes=6)) > 0
    assert actions.sweep_attempts(now + timedelta(days=1)) == 0


def test_nightly_job_sweeps_both(clock_at: Callable, person: User, sign_in: Callable) -> None:
    """One run leaves neither."""
    sign_in(person, "not-the-password")
    sign_in(person)
    cache.set("kept", 1, timeout=3600 * 48)
    with clock_at(hours=13):
        tasks.sweep_sign_in(timestamp=0)
    assert Session.objects.count() == 0
    assert cache.get("kept") == 1
