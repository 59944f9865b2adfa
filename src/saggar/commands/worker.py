"""`saggar worker`: runs the jobs that wait, and those a killed worker left unfinished."""

from __future__ import annotations

import argparse
import asyncio

from saggar.platform.faults import InstallationError
from saggar.platform.postgres import filled_database


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
        with filled_database():
            import django

            django.setup()
            from saggar.platform.jobs.working import work

            asyncio.run(work(args.jobs, until_stopped=not args.once))
    except InstallationError as error:
        return error.tell()
    return 0
