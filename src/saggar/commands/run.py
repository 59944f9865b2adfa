"""`saggar run`: the whole installation in the foreground: database, web server and worker."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from saggar.commands import first_start, serving
from saggar.platform.faults import InstallationError, SettingMissingError, StepFailedError
from saggar.platform.postgres import embedded_cluster, state_folder
from saggar.platform.processes import Program, Supervisor

REQUIRED_IN_PRODUCTION = {
    "SAGGAR_SECRET_KEY": "at least 50 random characters, the same at every start",
    "SAGGAR_HOSTS": "the host names of this service, with commas between",
}
COMMAND_LINE = (sys.executable, "-m", "saggar.cli")
DJANGO = (sys.executable, "-m", "django")


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "run",
        help="start the database, the web server and the worker",
        description="Starts everything in the foreground and keeps it running until Ctrl-C. "
        "Exit codes: 11 port taken, 12 state folder in use, 13 disk full, 14 no PostgreSQL for this machine, "
        "15 data of another PostgreSQL, 16 not permitted, 17 database did not start, 18 setting missing, "
        "19 a step of starting up failed.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default %(default)s)")


def run(args: argparse.Namespace) -> int:
    """Run until told to stop; 0 then, else the exit code of what was in the way."""
    try:
        with Supervisor(say) as supervisor:
            _run(supervisor, args.host, args.port)
    except InstallationError as error:
        return error.tell()
    return 0


def say(line: str) -> None:
    """Print a line at once, so that it also shows when the output is a file."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _run(supervisor: Supervisor, host: str, port: int) -> None:
    mode = os.environ.get("SAGGAR_MODE", "demo")
    _require_settings(mode)
    with serving.listening_socket(host, port) as door:
        state = state_folder()
        (state / "static").mkdir(mode=0o755, parents=True, exist_ok=True)
        environment = _environment(supervisor, mode, state, port=door.getsockname()[1])
        _prepare(supervisor, mode, environment)
        supervisor.start(serving.web_server(door, environment))
        supervisor.start(worker(environment))
        serving.wait_until_it_answers(supervisor, door)
        _welcome(mode, serving.address(host, door.getsockname()[1]))
        supervisor.watch()


def _require_settings(mode: str) -> None:
    for name, meaning in REQUIRED_IN_PRODUCTION.items():
        if mode == "production" and not os.environ.get(name):
            raise SettingMissingError(
                f"{name} is not set, and a production system does not start without it.",
                f"Set it in the environment to {meaning}.",
            )


def _environment(supervisor: Supervisor, mode: str, state: Path, port: int) -> dict[str, str]:
    """What every child is told; starts the database first when no DATABASE_URL names one."""
    given = os.environ.get("DATABASE_URL")
    if not given:
        say("Starting the database")
        cluster = embedded_cluster(state)
        supervisor.start(cluster)
        given = cluster.url()
    told = {"SAGGAR_MODE": mode, "SAGGAR_STATE": str(state), "SAGGAR_PORT": str(port), "DATABASE_URL": given}
    return {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "saggar.web.settings"}


def _prepare(supervisor: Supervisor, mode: str, environment: Mapping[str, str]) -> None:
    url = environment["DATABASE_URL"]
    if mode == "demo" and first_start.clear_unfinished(url):
        say("Building the demonstration was cut off last time: starting afresh")
    say("Bringing the tables up to date")
    _step(supervisor, "migrating the database", (*DJANGO, "migrate", "--noinput", "-v", "0"), environment)
    if mode == "production":
        _step(supervisor, "collecting files", (*DJANGO, "collectstatic", "--noinput", "-v", "0"), environment)
    if mode == "demo" and first_start.mark_unfinished(url):
        say("Building the demonstration system (once)")
        _step(supervisor, "building the demonstration", (*COMMAND_LINE, "demo"), environment)
        first_start.mark_finished(url)


def _step(
    supervisor: Supervisor, name: str, command: tuple[str, ...], environment: Mapping[str, str]
) -> None:
    code = supervisor.complete(Program(name, command, environment))
    if code != 0:
        raise StepFailedError(
            f"Starting up stopped: {name} ended with code {code}.",
            "The lines above say why; nothing was left running.",
        )


def worker(environment: Mapping[str, str]) -> Program:
    """The worker, killed with us: a job cut off is run again, and must not run on without us."""
    command = (*COMMAND_LINE, "worker")
    return Program("the worker", command, environment, dies_with=signal.SIGKILL, stops_within_seconds=30)


def _welcome(mode: str, address: str) -> None:
    say(f"\nSaggar is at {address}")
    if mode == "demo":
        say(f"Sign in as one of the invented people, with one press, at {address}demonstration/")
    say("Press Ctrl-C to stop.\n")
