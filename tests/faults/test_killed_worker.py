"""kill -9 of a worker in the middle of a job: the job runs again, and each step has one effect."""

import psycopg

from tests.faults.programs import WAIT_SECONDS, finished, kill, running
from tests.faults.tasks import CHANNEL, GATE, pay_in_two_steps


def wait_until_half_way(test: psycopg.Connection[tuple[object, ...]]) -> None:
    """Return when the job says that it waits at the gate."""
    assert len(list(test.notifies(timeout=WAIT_SECONDS, stop_after=1))) == 1


def state(test: psycopg.Connection[tuple[object, ...]]) -> object:
    """What the queue says of the job, beside the jobs that the clock sets off."""
    query = "SELECT status::text FROM procrastinate_jobs WHERE task_name = %s"
    [status] = test.execute(query, [pay_in_two_steps.name]).fetchone() or ["no such job"]
    return status


def test_job_of_a_killed_worker_runs_again_once(own_database: str) -> None:
    """The next worker finds the job by its silent owner, and the payments are made exactly once."""
    pay_in_two_steps.defer()
    with psycopg.connect(own_database, autocommit=True) as test:
        test.execute(f"LISTEN {CHANNEL}")
        test.execute("SELECT pg_advisory_lock(%s)", [GATE])
        with running(["saggar.cli", "worker"], own_database) as worker:
            wait_until_half_way(test)
            kill(worker)
        assert state(test) == "doing"
        test.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'")
        test.execute("SELECT pg_advisory_unlock(%s)", [GATE])
        second = finished(["saggar.cli", "worker", "--once"], own_database)
        assert second.returncode == 0, second.stderr
        assert state(test) == "succeeded"
        movements = test.execute("SELECT key FROM ledger_movement ORDER BY key").fetchall()
    assert movements == [("first step",), ("second step",)]


def test_job_of_a_living_worker_is_left_alone(own_database: str) -> None:
    """A second worker does not take a long job away from the one that still works on it."""
    pay_in_two_steps.defer()
    with psycopg.connect(own_database, autocommit=True) as test:
        test.execute(f"LISTEN {CHANNEL}")
        test.execute("SELECT pg_advisory_lock(%s)", [GATE])
        with running(["saggar.cli", "worker"], own_database):
            wait_until_half_way(test)
            assert finished(["saggar.cli", "worker", "--once"], own_database).returncode == 0
            assert state(test) == "doing"
            assert test.execute("SELECT key FROM ledger_movement").fetchall() == [("first step",)]


def test_job_that_kills_every_worker_is_given_up(own_database: str) -> None:
    """After many deaths the job is marked as failed: one bad job must not stop all others for ever."""
    pay_in_two_steps.defer()
    with psycopg.connect(own_database, autocommit=True) as test:
        test.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')")
        test.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = 10, "
            "worker_id = (SELECT max(id) FROM procrastinate_workers)"
        )
        assert finished(["saggar.cli", "worker", "--once"], own_database).returncode == 0
        assert state(test) == "failed"
        assert test.execute("SELECT count(*) FROM ledger_movement").fetchone() == (0,)
