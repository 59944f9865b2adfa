"""The nightly job of sign-in: nothing about people stays longer than it is needed."""

from __future__ import annotations

from procrastinate.contrib.django import app

from saggar.people import actions
from saggar.platform import clock


@app.periodic(cron="17 3 * * *")
@app.task(name="saggar.sweep-sign-in", queueing_lock="sweep sign-in")
def sweep_sign_in(timestamp: int) -> None:
    """Delete sessions that have ended and attempts that no longer count."""
    actions.sweep_sessions(clock.now())
    actions.sweep_attempts(clock.now())
