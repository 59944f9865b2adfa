"""`saggar worker`: runs the jobs that wait, and those a killed worker left unfinished."""

from __future__ import annotations

import argparse
import asyncio
from typing import Any

from saggar.platform.faults import InstallationError
from saggar.platform.postgres import served_database

RESCUES_EVERY_SECONDS = 30
STALLED_AFTER_SECONDS = 30  # three heartbeats of a worker
MOST_ATTEMPTS = 3  # a job that kills its worker each time must not do so for ever
STOPS_WITHIN_SECONDS = 20


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "worker",
        help="run the jobs that wait",
        description="Runs jobs until stopped. `saggar run` starts one; start more on other machines.",
    )
    parser.add_argument("--jobs", type=int, default=2, help="jobs to run at a time (default %(default)s)")
    parser.add_argument("--once", action="store_true", help="stop when no job waits")


def run(args: argparse.Namespace) -> int:
    """Work until told to stop, or with --once until no job waits; 0 then."""
    try:
        with served_database():
            asyncio.run(_work(args.jobs, until_stopped=not args.once))
    except InstallationError as error:
        return error.tell()
    return 0


async def _work(jobs: int, *, until_stopped: bool) -> None:
    import django

    django.setup()
    from procrastinate.contrib.django import app

    connector: Any = app.connector  # Django's, which knows the asynchronous one for the same database
    with app.replace_connector(connector.get_worker_connector()) as working:
        async with working.open_async():
            await rescue(working)
            rescuer = asyncio.create_task(_rescue_again_and_again(working))
            try:
                await working.run_worker_async(
                    concurrency=jobs, wait=until_stopped, shutdown_graceful_timeout=STOPS_WITHIN_SECONDS
                )
            finally:
                rescuer.cancel()


async def _rescue_again_and_again(app: Any) -> None:
    while True:
        await asyncio.sleep(RESCUES_EVERY_SECONDS)
        await rescue(app)


async def rescue(app: Any, stalled_after_seconds: float = STALLED_AFTER_SECONDS) -> None:
    """Queue again the jobs whose worker gave no sign of life; fail those tried too often."""
    from procrastinate.jobs import Status

    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled_after_seconds):
        if job.attempts + 1 >= MOST_ATTEMPTS:
            await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
        else:
            await app.job_manager.retry_job(job)
