"""The tasks that the queue itself knows: performing our jobs, and clearing away old ones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from procrastinate import RetryStrategy, sql
from procrastinate.contrib.django import app

from saggar.platform import clock
from saggar.platform.jobs import attempts
from saggar.platform.jobs.models import Job
from saggar.platform.jobs.queueing import PERFORM, queue

MOST_ATTEMPTS = 3
KEPT_FOR = timedelta(days=90)
IN_QUEUE_FOR = timedelta(days=7)
"""Entries of the queue that have ended are of no use any more: our own row says that a job is done."""
EACH_NIGHT = "17 2 * * *"


@app.task(name=PERFORM, retry=RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=3))
def perform(job_id: int) -> None:
    """Make an attempt at one of our jobs."""
    attempts.perform(job_id)


@app.periodic(cron=EACH_NIGHT)
@app.task(name="saggar.clear-jobs", queueing_lock="clear jobs")
def clear_jobs(timestamp: int) -> None:
    """Forget jobs done longer than KEPT_FOR ago, and entries of the queue that ended IN_QUEUE_FOR ago."""
    Job.objects.filter(finished_at__lt=clock.now() - KEPT_FOR).delete()
    _clear_queue()


def _clear_queue() -> None:
    arguments: dict[str, Any] = {
        "nb_hours": int(IN_QUEUE_FOR.total_seconds() // 3600),
        "queue": None,
        "statuses": ["succeeded", "cancelled", "aborted"],
    }
    queue().connector.get_sync_connector().execute_query(query=sql.queries["delete_old_jobs"], **arguments)
