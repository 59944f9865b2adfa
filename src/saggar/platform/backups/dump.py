"""Taking a backup from a running database, without stopping anybody's work."""

from __future__ import annotations

import errno
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

import psycopg
from psycopg import sql

from saggar.platform.backups import archive
from saggar.platform.backups.connection import environment_for, programs_for, tables
from saggar.platform.faults import DiskFullError, NotPermittedError, StepFailedError


def back_up(url: str, target: Path, *, release: str, taken_at: datetime) -> archive.Manifest:
    """Write a backup of the database at `url` to the file `target` and say what it holds.

    Counts and dump come from one snapshot. Raises DiskFullError, NotPermittedError or
    StepFailedError, and then leaves `target` as it was.
    """
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".saggar-backup-") as folder:
            dump = Path(folder) / archive.DUMP
            manifest = _dumped(url, dump, release=release, taken_at=taken_at)
            archive.pack(dump, manifest, target)
            return manifest
    except OSError as error:
        raise _not_written(target, error) from error


def _dumped(url: str, dump: Path, *, release: str, taken_at: datetime) -> archive.Manifest:
    with psycopg.connect(url) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        [snapshot] = connection.execute("SELECT pg_export_snapshot()").fetchone() or [""]
        _run_pg_dump(url, dump, str(snapshot))
        return archive.Manifest(
            format=archive.FORMAT,
            taken_at=taken_at.isoformat(timespec="seconds"),
            release=release,
            server=connection.info.server_version,
            migrations=_migrations(connection),
            rows=count_rows(connection),
            size=dump.stat().st_size,
            sha256=_digest(dump),
        )


def count_rows(connection: psycopg.Connection[tuple[object, ...]]) -> dict[str, int]:
    """How many rows each table has, as this connection sees them."""
    counts = {}
    for schema, table in tables(connection):
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
        [number] = connection.execute(query).fetchone() or [0]
        counts[f"{schema}.{table}"] = int(str(number))
    return counts


def _migrations(connection: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    if ("public", "django_migrations") not in tables(connection):
        return []
    applied = connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    return [f"{app}.{name}" for app, name in applied]


def _run_pg_dump(url: str, dump: Path, snapshot: str) -> None:
    command: list[str | Path] = [
        programs_for(url).path("pg_dump"),
        "--format=custom",
        "--no-owner",
        "--no-privileges",
    ]
    command += ["--snapshot", snapshot, "--file", dump]
    done = subprocess.run(command, env=environment_for(url), capture_output=True, text=True, check=False)
    if "No space left on device" in done.stderr:
        raise OSError(errno.ENOSPC, "No space left on device")
    if done.returncode != 0:
        raise StepFailedError(f"The backup stopped: {done.stderr.strip()}", "No file was written.")


def _digest(dump: Path) -> str:
    with dump.open("rb") as file:
        return archive.digest(file)


def _not_written(target: Path, error: OSError) -> DiskFullError | NotPermittedError:
    if error.errno == errno.ENOSPC:
        return DiskFullError(
            f"The disk of {target} is full.", "Free some space or name another disk; no file was written."
        )
    return NotPermittedError(
        f"{target} cannot be written: {error.strerror}.", "Name a file in a folder of yours."
    )
