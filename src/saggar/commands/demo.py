"""`saggar demo`: fills an empty database with the demonstration system."""

from __future__ import annotations

import argparse
import os
import sys
import time

from saggar.platform.faults import InstallationError
from saggar.platform.postgres import served_database

NOT_EMPTY = 1


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "demo",
        help="fill an empty database with the demonstration system",
        description="Makes two systems, invented people and 36 months of levy, by the product's own actions.",
    )
    parser.add_argument("--seed", default="saggar", help="another seed gives other figures")


def run(args: argparse.Namespace) -> int:
    """Build it; 1 when the database holds a system already."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saggar.web.settings")
    try:
        with served_database():
            return _build(args.seed)
    except InstallationError as error:
        return error.tell()


def _build(seed: str) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from saggar.demo.build import build
    from saggar.organisations.models import System
    from saggar.platform import clock

    call_command("migrate", verbosity=0)
    if System.objects.exists():
        sys.stderr.write("The database holds a system already: nothing was changed.\n")
        return NOT_EMPTY
    started = time.monotonic()
    build(clock.today(), seed=seed, say=_say)
    _say(f"The demonstration system is ready ({time.monotonic() - started:.0f} s).")
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
