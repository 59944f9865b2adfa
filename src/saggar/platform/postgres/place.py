"""Where the cluster's files lie: in the state folder, or beside it where the server cannot enter."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from saggar.platform.faults import DiskFullError, NotPermittedError
from saggar.platform.postgres.account import Account

SHARED = Path("/var/lib/saggar")
SPACE_FOR_A_NEW_CLUSTER = 300 * 1024 * 1024
SPACE_TO_START = 100 * 1024 * 1024


def folder_of_the_cluster(state: Path, account: Account) -> Path:
    """The folder of the cluster that belongs to the state folder `state`.

    A state folder under /root is closed to the server's account. Its cluster then lies under
    /var/lib/saggar, in a folder named after the project and a short hash of the state folder's path.
    """
    state = state.absolute()
    if account.can_enter(state):
        return state / "postgres"
    project = state.parent.name if state.name.startswith(".") else state.name
    short = hashlib.sha256(str(state).encode()).hexdigest()[:8]
    return SHARED / f"{project or 'state'}-{short}" / "postgres"


def prepare(folder: Path, account: Account) -> None:
    """Make `folder` for `account` alone; NotPermittedError when it cannot be made or written."""
    try:
        folder.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        account.own(folder)
    except PermissionError as error:
        raise closed(folder) from error
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise closed(folder)


def require_space(folder: Path, needed: int) -> None:
    """Raise DiskFullError when the disk of `folder` has fewer than `needed` bytes free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise DiskFullError(
            f"Only {free // 2**20} MB are free on the disk of {folder}; {needed // 2**20} MB are needed.",
            "Free some space, or set SAGGAR_STATE to a folder on another disk.",
        )


def closed(folder: Path) -> NotPermittedError:
    """The error that says `folder` is not ours to write."""
    return NotPermittedError(
        f"The folder {folder} cannot be written.",
        "Give this user the right to write there, or set SAGGAR_STATE to a folder of its own.",
    )
