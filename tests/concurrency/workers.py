"""Starting real workers on a database and talking with their jobs through its notifications."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.platform.jobs.tasks import GATE

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 120


@contextmanager
def worker(url):
    """A worker process on the database at `url`; killed at the end of the block if it still runs."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "SAGGAR_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "tests.platform.jobs.settings",
    }
    process = subprocess.Popen([sys.executable, "-m", "saggar.cli", "worker"], cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


class Watcher:
    """Holds the gate at which jobs wait, and hears what they say."""

    def __init__(self, connection):
        self.connection = connection
        self.connection.execute("LISTEN begun")
        self.connection.execute("LISTEN written")
        self.connection.execute("SELECT pg_advisory_lock(%s)", [GATE])

    def open_gate(self):
        """Let all jobs that wait go on."""
        self.connection.execute("SELECT pg_advisory_unlock(%s)", [GATE])

    def heard(self):
        """The next thing a job says: what, and in which attempt."""
        for notification in self.connection.notifies(timeout=PATIENCE_SECONDS, stop_after=1):
            return notification.channel, notification.payload
        raise AssertionError("no job said anything")


@contextmanager
def watching(url):
    """A watcher on the database at `url`."""
    with psycopg.connect(url, autocommit=True) as connection:
        yield Watcher(connection)
