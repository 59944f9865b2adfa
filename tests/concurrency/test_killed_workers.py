"""Workers are killed and frozen in the middle of a job: it runs again, and has one effect."""

import signal

import pytest

from saggar.platform.jobs.models import Job
from saggar.platform.jobs.queueing import enqueue
from saggar.platform.ledger.models import Account
from saggar.platform.permits import PRODUCT
from saggar.platform.work import unit_of_work
from tests.concurrency.workers import watching, worker
from tests.platform.jobs import tasks


@pytest.fixture
def waiting_job(own_database):
    """A job that waits at the gate before it writes, and the address of its database."""
    assert tasks
    with unit_of_work(PRODUCT) as work:
        job = enqueue(work, "tests.wait-then-open", key="slow", fund="x")
    return job, own_database


def effects():
    """Funds of the accounts that attempts opened: each name ends with the attempt's number."""
    return list(Account.objects.values_list("fund", flat=True))


def state(job):
    """The state the page shows."""
    return Job.objects.with_state().get(pk=job.pk).state


def test_a_job_whose_worker_is_killed_runs_again_with_one_effect(waiting_job):
    """kill -9 in the middle of a solve: another worker takes the job over and finishes it."""
    job, url = waiting_job
    with watching(url) as watcher:
        with worker(url) as first:
            assert watcher.heard() == ("begun", "1")
            first.kill()
        assert (effects(), state(job)) == ([], "running")
        with worker(url):
            assert watcher.heard() == ("begun", "2")
            watcher.open_gate()
            assert watcher.heard() == ("written", "2")
    assert (effects(), state(job)) == (["x 2"], "done")


def test_a_frozen_worker_that_comes_back_cannot_write_a_second_effect(waiting_job):
    """A worker thought dead wakes up after its job was done elsewhere, and finds itself fenced off."""
    job, url = waiting_job
    with watching(url) as watcher, worker(url) as first:
        assert watcher.heard() == ("begun", "1")
        first.send_signal(signal.SIGSTOP)
        with worker(url):
            assert watcher.heard() == ("begun", "2")
            watcher.open_gate()
            assert watcher.heard() == ("written", "2")
        first.send_signal(signal.SIGCONT)
        first.send_signal(signal.SIGTERM)
        first.wait()
    assert (effects(), state(job)) == (["x 2"], "done")
