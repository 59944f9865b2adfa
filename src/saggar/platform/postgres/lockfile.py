"""What `postmaster.pid` in a data folder says about the server that runs, or ran, on it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A live server: process id, TCP port, and whether it says it accepts connections."""

    pid: int
    port: int
    ready: bool


def running_server(data: Path) -> RunningServer | None:
    """The server that runs on the folder `data` now; None when there is none.

    A file left by a killed server names a process that is gone, or one that is something else by
    now: neither counts.
    """
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    if not lines or not lines[0].isdecimal() or not _serves(int(lines[0]), data):
        return None
    port = int(lines[3]) if len(lines) > 3 and lines[3].isdecimal() else 0
    return RunningServer(int(lines[0]), port, ready=len(lines) > 7 and lines[7].strip() == "ready")


def remove_if_stale(data: Path) -> None:
    """Remove the lock file a killed server left, when the process it names is not its server.

    PostgreSQL does so itself unless the number was given to another process of the same user, as
    happens after a restart of the machine: then it would refuse to start.
    """
    if running_server(data) is None:
        (data / "postmaster.pid").unlink(missing_ok=True)


def _serves(pid: int, data: Path) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:  # gone meanwhile, or a system without /proc: there leave the judgement to PostgreSQL
        return not Path("/proc/self").exists()
    return str(data).encode() in command
