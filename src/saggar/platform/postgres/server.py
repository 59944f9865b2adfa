"""One run of the `postgres` program: its settings, waiting until it is ready, why it did not start."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from saggar.platform.children import ends_with_parent
from saggar.platform.faults import (
    DiskFullError,
    FolderInUseError,
    InstallationError,
    NotPermittedError,
    PortTakenError,
    ServerDidNotStartError,
)
from saggar.platform.postgres.account import Account
from saggar.platform.postgres.lockfile import running_server
from saggar.platform.postgres.programs import Programs

HOST = "127.0.0.1"
READY_WITHIN_SECONDS = 120  # replaying the log of a busy server that was killed takes a while
STOPPED_WITHIN_SECONDS = 60
LARGEST_LOG = 10 * 1024 * 1024

# Modest values for a machine of 2 cores and 4 GB shared with the web server and the worker.
SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_duration_statement": "1s",
    "log_lock_waits": "on",
    "idle_in_transaction_session_timeout": "10min",
}
# A cluster that is thrown away need not survive a power cut; kill -9 loses no commit in it either.
THROW_AWAY_SETTINGS = {
    "shared_buffers": "128MB",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "2GB",
}
# Words of the server's log that tell which trouble it met, the most telling first.
SIGNS: tuple[tuple[str, type[InstallationError], str], ...] = (
    ("No space left on device", DiskFullError, "Free some space, then start again."),
    ("could not bind", PortTakenError, "Stop the program on that port, or let a free port be chosen."),
    (
        "Address already in use",
        PortTakenError,
        "Stop the program on that port, or let a free port be chosen.",
    ),
    ("already exists", FolderInUseError, "Stop the other server that works on this folder."),
    (
        "pre-existing shared memory",
        FolderInUseError,
        "Wait until the last processes of the old server ended.",
    ),
    ("Permission denied", NotPermittedError, "Give the server's user its folder back (see the log)."),
)


@dataclass(slots=True)
class Server:
    """A started server: its process and its TCP port on the loopback address."""

    process: subprocess.Popen[bytes]
    port: int
    data: Path

    def stop(self) -> None:
        """End all sessions and shut down in good order; kill the server when it takes too long."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(STOPPED_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(STOPPED_WITHIN_SECONDS)


def launch(programs: Programs, account: Account, data: Path, port: int, *, throw_away: bool) -> Server:
    """Start `postgres` on the folder `data` and return when it accepts connections.

    Raises the InstallationError its log points to, else ServerDidNotStartError.
    """
    log = data.parent / "server.log"
    start_of_this_run = _shorten(log)
    with log.open("ab") as output:
        process = subprocess.Popen(
            [programs.path("postgres"), "-D", str(data), *_options(port, throw_away=throw_away)],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=data.parent,
            env=environment(),
            start_new_session=True,  # Ctrl-C in the terminal is for us: we stop the server last
            preexec_fn=ends_with_parent(signal.SIGINT),
            **account.process_options(),
        )
    server = Server(process, port, data)
    try:
        _wait_until_ready(server, log, start_of_this_run)
    except BaseException:
        server.stop()
        raise
    return server


def environment() -> dict[str, str]:
    """The environment of PostgreSQL's programs: ours without settings meant for other clusters."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def free_port(preferred: int | None) -> int:
    """`preferred` when nothing listens there, else any free port of the loopback address."""
    for port in (preferred or 0, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise PortTakenError(f"No port of {HOST} is free.", "Stop some programs, then start again.")


def end_orphan(data: Path) -> None:
    """Stop the server on `data` whose starter is gone, if one runs there, and wait for its end."""
    orphan = running_server(data)
    if orphan is None:
        return
    with suppress(ProcessLookupError):
        os.kill(orphan.pid, signal.SIGINT)
    deadline = time.monotonic() + STOPPED_WITHIN_SECONDS
    while running_server(data) is not None and time.monotonic() < deadline:
        time.sleep(0.05)


def _options(port: int, *, throw_away: bool) -> list[str]:
    chosen = SETTINGS | (THROW_AWAY_SETTINGS if throw_away else {}) | {"port": str(port)}
    return [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]


def _shorten(log: Path) -> int:
    """Put a long log aside (one older one is kept); the length of what remains."""
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    return log.stat().st_size if log.exists() else 0


def _wait_until_ready(server: Server, log: Path, start_of_this_run: int) -> None:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise _reason(log, start_of_this_run)
        running = running_server(server.data)
        if running is not None and running.ready and running.pid == server.process.pid:
            return
        time.sleep(0.02)
    raise _reason(log, start_of_this_run)


def _reason(log: Path, start_of_this_run: int) -> InstallationError:
    said = log.read_bytes()[start_of_this_run:].decode(errors="replace")
    lines = [line for line in said.splitlines() if "FATAL" in line or "PANIC" in line or "could not" in line]
    summary = lines[0].strip() if lines else "It gave no reason."
    for sign, fault, remedy in SIGNS:
        if sign in said:
            return fault(f"The database server did not start: {summary}", f"{remedy} Its log is {log}.")
    return ServerDidNotStartError(f"The database server did not start: {summary}", f"Read its log: {log}.")
