"""The worker: runs queued jobs, and takes over those whose worker gives no sign of life.

The figures make a job whose worker was killed run again within 15 seconds of a worker being up: at most 6
until the silence counts, 2 until somebody looks, 2 until it is fetched.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 2.0
STALLED_AFTER_SECONDS = 6.0
RESCUE_EVERY_SECONDS = 2.0
FETCH_EVERY_SECONDS = 2.0
STOPS_WITHIN_SECONDS = 20.0
MOST_ATTEMPTS = 5
"""A job that kills its worker each time must not do so for ever."""


async def work(jobs: int, *, until_stopped: bool) -> None:
    """Run `jobs` jobs at a time until told to stop, or only until none waits. Django must be set up."""
    from procrastinate.contrib.django import app

    connector: Any = app.connector  # Django's, which knows the asynchronous one for the same database
    with app.replace_connector(connector.get_worker_connector()) as working:
        async with working.open_async():
            await rescue(working)
            rescuer = asyncio.create_task(_rescue_again_and_again(working))
            try:
                await working.run_worker_async(
                    concurrency=jobs,
                    wait=until_stopped,
                    fetch_job_polling_interval=FETCH_EVERY_SECONDS,
                    update_heartbeat_interval=HEARTBEAT_SECONDS,
                    stalled_worker_timeout=STALLED_AFTER_SECONDS,
                    shutdown_graceful_timeout=STOPS_WITHIN_SECONDS,
                )
            finally:
                rescuer.cancel()


async def _rescue_again_and_again(app: Any) -> None:
    while True:
        await asyncio.sleep(RESCUE_EVERY_SECONDS)
        await rescue(app)


async def rescue(app: Any, stalled_after_seconds: float = STALLED_AFTER_SECONDS) -> None:
    """Queue again the jobs whose worker was silent so long; fail those tried too often.

    When the database is away, or another worker was quicker, there is nothing to do until the next look.
    """
    try:
        stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled_after_seconds)
    except ConnectorException as error:
        logger.warning("looking for stalled jobs failed: %s", error)
        return
    for job in stalled:
        await _rescue_one(app, job)


async def _rescue_one(app: Any, job: Job) -> None:
    try:
        if job.attempts + 1 >= MOST_ATTEMPTS:
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        else:
            await app.job_manager.retry_job(job)
    except UniqueViolation:  # the same work was queued anew meanwhile: that entry will do it
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
    except ConnectorException as error:
        logger.warning("job %s was not rescued: %s", job.id, error)
