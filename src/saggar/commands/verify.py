"""`saggar verify`: proves that the record is whole: chains of events, ledger, rules of each capability."""

from __future__ import annotations

import argparse
import sys
from itertools import islice

from saggar.commands.tables import require_tables
from saggar.platform.faults import InstallationError
from saggar.platform.postgres import served_database

RIGHT, WRONG = 0, 1
SHOWN_FAULTS = 20


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    subparsers.add_parser(
        "verify",
        help="prove that nothing was altered behind the product's back",
        description="Checks the chains of events, the ledger and the rules of each capability, one line a "
        "check, and prints the heads of the chains: keep them elsewhere to prove later that none was cut "
        "back. Exit codes: 0 all is right, 1 something is wrong.",
    )


def run(args: argparse.Namespace) -> int:
    """Check everything; RIGHT or WRONG, else the exit code of what was in the way."""
    try:
        with served_database():
            import django

            django.setup()
            require_tables()
            return _verify()
    except InstallationError as error:
        return error.tell()


def _verify() -> int:
    from saggar.platform.verification import checks, heads

    results = [_tell(check.name, list(islice(check.faults(), SHOWN_FAULTS + 1))) for check in checks()]
    for key, length, head in heads():
        sys.stdout.write(f"head   {key}: {length} events, {head}\n")
    return RIGHT if all(results) else WRONG


def _tell(name: str, faults: list[str]) -> bool:
    """Print the line of one check, and its faults; whether it has none."""
    sys.stdout.write(f"{'wrong' if faults else 'right'}  {name}\n")
    for fault in faults[:SHOWN_FAULTS]:
        sys.stdout.write(f"       {fault}\n")
    if len(faults) > SHOWN_FAULTS:
        sys.stdout.write("       and more\n")
    return not faults
