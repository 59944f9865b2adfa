"""The `saggar` command: finds the sub-command and imports only its module.

A new sub-command is one line of `COMMANDS` and a module with `add(subparsers)`, which describes it, and
`run(args) -> int`, which does it and returns the exit code.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Iterable
from typing import Protocol

COMMANDS = {
    "run": "saggar.commands.run",
    "worker": "saggar.commands.worker",
    "join": "saggar.commands.join",
    "demo": "saggar.commands.demo",
    "import": "saggar.commands.importing",
    "plan": "saggar.commands.plan",
    "calc": "saggar.commands.calc",
    "verify": "saggar.commands.verify",
    "backup": "saggar.commands.backup",
    "restore": "saggar.commands.restore",
}

BAD_USE = 2
INTERRUPTED = 130
PIPE_CLOSED = 141
WRONG_SETTING = 18


class Command(Protocol):
    """What a sub-command's module offers."""

    def add(self, subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
        """Describe the sub-command and its arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it; the exit code."""


def main(argv: list[str] | None = None) -> int:
    """Run the sub-command that `argv` (else the process's arguments) names; its exit code.

    2 means wrong use or bad input, 18 a setting that is missing or wrong, 130 that Ctrl-C stopped it,
    141 that nobody read the output any more.
    """
    arguments = sys.argv[1:] if argv is None else argv
    name = next((each for each in arguments if not each.startswith("-")), None)
    try:
        args = parser([name] if name in COMMANDS else COMMANDS).parse_args(arguments)
        sys.stdout.flush()
        return _command(args.command).run(args)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else BAD_USE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except Exception as error:
        if not _is_wrong_setting(error):
            raise
        sys.stderr.write(f"{error}\n")
        return WRONG_SETTING


def _is_wrong_setting(error: Exception) -> bool:
    """Whether the settings refused the environment; the framework is looked up only where it was loaded."""
    refusals = sys.modules.get("django.core.exceptions")
    return refusals is not None and isinstance(error, refusals.ImproperlyConfigured)


def parser(names: Iterable[str]) -> argparse.ArgumentParser:
    """The parser of the sub-commands `names`; only their modules are imported."""
    whole = argparse.ArgumentParser(
        prog="saggar",
        description="One workforce for a whole health and care system.",
        epilog="saggar COMMAND --help tells more about a command.",
    )
    subparsers = whole.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in names:
        _command(name).add(subparsers)
    return whole


def _command(name: str) -> Command:
    return importlib.import_module(COMMANDS[name])


if __name__ == "__main__":
    sys.exit(main())
