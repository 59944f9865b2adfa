"""kill -9 of the database while eight processes write: nothing that was acknowledged is lost."""

import os
import signal
import subprocess
from contextlib import ExitStack, suppress

import psycopg
import pytest

from saggar.platform.postgres import Cluster
from tests.faults.programs import descendants, finished, read_until, running, wait_for_the_end, watch

WRITERS = 8
MOVEMENTS_EACH = 20


def acknowledged(process: "subprocess.Popen[str]") -> set[str]:
    """The keys a writer prints until its database is gone."""
    assert process.stdout is not None
    return {line.strip() for line in process.stdout}


def posted(url: str) -> set[str]:
    """The keys of all movements in the ledger."""
    with psycopg.connect(url) as connection:
        return {key for (key,) in connection.execute("SELECT key FROM ledger_movement")}


def test_no_acknowledged_movement_is_lost(durable_cluster: Cluster) -> None:
    """Each commit a writer was told of is there after the restart; ledger and chain hold."""
    with ExitStack() as stack:
        writers = [
            stack.enter_context(running(["tests.faults.writers", f"writer {number}"], durable_cluster.url()))
            for number in range(WRITERS)
        ]
        keys = {line.strip() for each in writers for line in read_until(each, f" {MOVEMENTS_EACH}\n")}
        os.kill(durable_cluster.pid, signal.SIGKILL)
        keys |= set().union(*(acknowledged(each) for each in writers))
    durable_cluster.start()
    kept = posted(durable_cluster.url())
    assert keys - kept == set()
    assert len(kept - keys) <= WRITERS  # committed, but killed before the writer was told
    assert len(keys) >= WRITERS * MOVEMENTS_EACH
    verified = finished(["saggar.cli", "verify"], durable_cluster.url())
    assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.parametrize("with_sessions", [False, True], ids=["server alone", "server and its sessions"])
def test_start_after_a_kill_is_clean(own_cluster: Cluster, with_sessions: bool) -> None:
    """The lock file, the shared memory and the sessions of the killed server do not stop the next one."""
    with psycopg.connect(own_cluster.url(), autocommit=True) as session:
        session.execute("CREATE TABLE kept AS SELECT 7 AS value")
        victims = {own_cluster.pid} | (descendants(own_cluster.pid) if with_sessions else set())
        for pid in victims:
            with suppress(ProcessLookupError):  # a session may end first, when its server has gone
                os.kill(pid, signal.SIGKILL)
        own_cluster.start()
    with psycopg.connect(own_cluster.url()) as session:
        assert session.execute("SELECT value FROM kept").fetchone() == (7,)


def test_sessions_of_a_killed_server_end(own_cluster: Cluster) -> None:
    """No process of the old server works on beside the new one."""
    with psycopg.connect(own_cluster.url()):
        ends = watch(descendants(own_cluster.pid))
        os.kill(own_cluster.pid, signal.SIGKILL)
        wait_for_the_end(ends)
