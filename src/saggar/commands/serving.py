"""The web server of `saggar run`: its socket, its processes, and whether it answers."""

from __future__ import annotations

import errno
import http.client
import os
import socket
import sys
import time
from collections.abc import Mapping

from saggar.platform.faults import InstallationError, NotPermittedError, PortTakenError, StepFailedError
from saggar.platform.processes import Program, Supervisor

ANSWERS_WITHIN_SECONDS = 60
BACKLOG = 512
WEB_SERVER = "the web server"


def listening_socket(host: str, port: int) -> socket.socket:
    """A socket that listens at the address: ours before anything else is started.

    The web server inherits it, so that nobody takes the port meanwhile and no visitor is turned away
    while the server restarts. Raises PortTakenError or NotPermittedError.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except PermissionError as error:
        raise NotPermittedError(
            f"This user may not listen on port {port}.", "Choose a port above 1023: saggar run --port 8000."
        ) from error
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(
                f"Port {port} of {host} is taken by another program.",
                f"Stop that program, or choose another port: saggar run --port {port + 1}.",
            ) from error
        raise InstallationError(
            f"The address {host} cannot be listened on: {error.strerror}.",
            "Choose an address of this machine: saggar run --host 127.0.0.1.",
        ) from error


def web_server(door: socket.socket, environment: Mapping[str, str]) -> Program:
    """The web server on the socket `door`: as many processes as cores, a few threads each."""
    workers = min(4, max(2, os.cpu_count() or 1))
    command = [sys.executable, "-m", "gunicorn", "saggar.web.wsgi:application"]
    command += ["--bind", f"fd://{door.fileno()}", "--workers", str(workers), "--threads", "4"]
    command += [
        "--worker-class",
        "gthread",
        "--timeout",
        "60",
        "--graceful-timeout",
        "10",
        "--keep-alive",
        "5",
    ]
    command += ["--log-level", "warning", "--no-control-socket"]
    return Program(WEB_SERVER, command, environment, passed_files=(door.fileno(),), stops_within_seconds=15)


def wait_until_it_answers(supervisor: Supervisor, door: socket.socket) -> None:
    """Return when a request gets an answer, whichever; StepFailedError when none comes in a minute."""
    deadline = time.monotonic() + ANSWERS_WITHIN_SECONDS
    while time.monotonic() < deadline:
        if _answers(door):
            return
        supervisor.look()
    raise StepFailedError(
        f"The web server gave no answer within {ANSWERS_WITHIN_SECONDS} seconds.", "The lines above say why."
    )


def _answers(door: socket.socket) -> bool:
    host, port = door.getsockname()[:2]
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  compared, not bound
    connection = http.client.HTTPConnection(reachable, port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        return connection.getresponse().status > 0
    except OSError:
        return False
    finally:
        connection.close()


def address(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    shown = {"0.0.0.0": "localhost", "::": "localhost", "127.0.0.1": "localhost"}.get(host, host)  # noqa: S104
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"
