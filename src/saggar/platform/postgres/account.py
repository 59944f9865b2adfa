"""The operating system account the server runs under.

PostgreSQL refuses to run as root. Started as root we hand the server to an account without rights:
`postgres` where Debian's packages made one, else `saggar`, made once. Folders above our own are
never opened up for it: what it cannot reach is put where it can (see `place`).
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from saggar.platform.faults import NotPermittedError

NAMES = ("postgres", "saggar")


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the operating system; `switch` says whether we must change to it from root."""

    name: str
    uid: int
    gid: int
    switch: bool

    def process_options(self) -> dict[str, Any]:
        """Keyword arguments of `subprocess` that make a child run under this account."""
        if not self.switch:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Whether this account can pass through `folder` and every folder above it."""
        folder = folder.resolve()
        existing = [part for part in (folder, *folder.parents) if part.exists()]
        return all(self._may(part.stat(), stat.S_IXOTH) for part in existing)

    def can_read(self, path: Path) -> bool:
        """Whether this account can reach `path` and read it."""
        return self.can_enter(path.parent) and self._may(path.stat(), stat.S_IROTH)

    def _may(self, status: os.stat_result, right: int) -> bool:
        if not self.switch:
            return True
        if status.st_uid == self.uid:
            return bool(status.st_mode & (right << 6))
        if status.st_gid == self.gid:
            return bool(status.st_mode & (right << 3))
        return bool(status.st_mode & right)

    def own(self, path: Path) -> None:
        """Give `path`, one of our own folders or files, to this account."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def account_of_the_server() -> Account:
    """The account to run PostgreSQL under: our own, or when we are root one without rights.

    Raises NotPermittedError when we are root and no such account exists or can be made.
    """
    if os.geteuid() != 0:
        return Account(str(os.geteuid()), os.geteuid(), os.getegid(), switch=False)
    return _existing() or _made()


def _existing() -> Account | None:
    for name in NAMES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, switch=True)
    return None


def _made() -> Account:
    program = shutil.which("useradd") or shutil.which("useradd", path="/usr/sbin:/sbin")
    if program is not None:
        command = [
            program,
            "--system",
            "--user-group",
            "--no-create-home",
            "--shell",
            "/usr/sbin/nologin",
            NAMES[1],
        ]
        subprocess.run(command, check=False, capture_output=True)
    account = _existing()
    if account is None:
        raise NotPermittedError(
            "PostgreSQL does not run as root, and no user could be made for it.",
            f"Make a user called {NAMES[1]}, or run this as an ordinary user.",
        )
    return account
