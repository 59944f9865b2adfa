"""Background tasks of the tests; a worker process of a test imports them too."""

from dataclasses import dataclass

from django.db import connection

from saggar.platform.audit.payloads import event_kind
from saggar.platform.jobs.registry import background
from saggar.platform.ledger.models import Account

GATE = 402


@event_kind("tests.job-opened-account", tables=("ledger_account",))
@dataclass(frozen=True)
class JobOpenedAccount:
    """A job of a test opened an account."""

    token: int


@background("tests.open-account", title="Open an account")
def open_account(attempt, *, fund):
    """The effect: an account and its event."""
    with attempt.finish() as work:
        Account.objects.create(fund=f"{fund} {attempt.token}")
        work.record(JobOpenedAccount(attempt.token))


@background("tests.fail", title="Fail")
def fail(attempt, *, secret):
    """Always fails, with a personal fact in the message."""
    raise ValueError(secret)


@background("tests.wait-then-open", title="Wait, then open an account")
def wait_then_open(attempt, *, fund):
    """Say that the work has begun, wait at the gate as long as a solve may take, then write the effect."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('begun', %s)", [str(attempt.token)])
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [GATE])
        cursor.execute("SELECT pg_advisory_unlock_shared(%s)", [GATE])
    open_account(attempt, fund=fund)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify('written', %s)", [str(attempt.token)])


@background("tests.nothing", title="Do nothing")
def nothing(attempt):
    """A task without an effect of its own."""
