"""Bringing a backup back, into an empty database and nowhere else."""

from __future__ import annotations

import subprocess
from collections.abc import Collection
from pathlib import Path
from typing import IO

import psycopg

from saggar.platform.backups.archive import PIECE, Manifest, damaged, open_archive
from saggar.platform.backups.connection import environment_for, programs_for, tables
from saggar.platform.backups.dump import count_rows
from saggar.platform.faults import NotEmptyError, OtherReleaseError, StepFailedError


def restore(url: str, source: Path, *, known_migrations: Collection[str]) -> Manifest:
    """Restore the backup `source` into the empty database at `url`, whole or not at all.

    `known_migrations` are this release's, as `app.name`: a backup with others comes from a later
    release and is refused (OtherReleaseError). Also raises DamagedBackupError, NotEmptyError and
    StepFailedError. The rows of each table are counted afterwards and compared.
    """
    with open_archive(source) as (manifest, dump):
        _require_known(manifest, known_migrations)
        _require_empty(url)
        _run_pg_restore(url, dump)
        _require_same_rows(url, manifest, source)
    return manifest


def _require_known(manifest: Manifest, known: Collection[str]) -> None:
    unknown = sorted(set(manifest.migrations) - set(known))
    if unknown:
        raise OtherReleaseError(
            f"The backup was taken by Saggar {manifest.release}, which knows more: {unknown[0]}.",
            f"Restore it with Saggar {manifest.release} or later.",
        )


def _require_empty(url: str) -> None:
    with psycopg.connect(url) as connection:
        found = tables(connection)
    if found:
        raise NotEmptyError(
            f"The database already holds {len(found)} tables; nothing was changed.",
            "Restore into an empty one: set SAGGAR_STATE to a new folder, or DATABASE_URL to a new database.",
        )


def _run_pg_restore(url: str, dump: IO[bytes]) -> None:
    command: list[str | Path] = [
        programs_for(url).path("pg_restore"),
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
    ]
    command += ["--single-transaction", "--dbname", ""]
    process = subprocess.Popen(
        command, env=environment_for(url), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    said = _fed(process, dump)
    if process.returncode != 0:
        raise StepFailedError(
            f"The restore stopped: {said}", "Nothing was changed: the database is still empty."
        )


def _fed(process: subprocess.Popen[bytes], dump: IO[bytes]) -> str:
    """Feed the dump to the process; what it complained of."""
    if process.stdin is None or process.stderr is None:
        raise RuntimeError("pg_restore was started without pipes")
    with process.stderr as complaints:
        try:
            while piece := dump.read(PIECE):
                process.stdin.write(piece)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it gave up: what it said tells why
        said = complaints.read().decode(errors="replace").strip()
    process.wait()
    return said


def _require_same_rows(url: str, manifest: Manifest, source: Path) -> None:
    with psycopg.connect(url) as connection:
        found = count_rows(connection)
    if found != manifest.rows:
        different = sorted(
            name for name in found | manifest.rows if found.get(name) != manifest.rows.get(name)
        )
        raise damaged(source, f"{different[0]} came back with another number of rows than the manifest says")
