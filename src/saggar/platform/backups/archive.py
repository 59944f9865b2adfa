"""The backup file: written whole or not at all, and checked before a row of it is used."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, Any

from saggar.platform.faults import DamagedBackupError, NotPermittedError

FORMAT = 1
MANIFEST, DUMP = "manifest.json", "database.dump"
PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds.

    `taken_at` is an ISO 8601 moment in UTC, `release` the version of Saggar, `server` the number of
    the PostgreSQL version, `migrations` the applied ones as `app.name`, `rows` the count of each
    table, `size` and `sha256` belong to the dump.
    """

    format: int
    taken_at: str
    release: str
    server: int
    migrations: list[str]
    rows: dict[str, int]
    size: int
    sha256: str


def pack(dump: Path, manifest: Manifest, target: Path) -> None:
    """Write the archive `target` from a dump; what was there before stays until it is complete."""
    part = target.with_name(f"{target.name}.part")
    try:
        with part.open("wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
            os.fchmod(file.fileno(), 0o600)
            _add_manifest(archive, manifest)
            archive.add(dump, DUMP, filter=_anonymous)
        _put_on_disk(part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def digest(file: IO[bytes]) -> str:
    """SHA-256 of what is left to read of `file`, as hexadecimal digits."""
    sha256 = hashlib.sha256()
    while piece := file.read(PIECE):
        sha256.update(piece)
    return sha256.hexdigest()


@contextmanager
def open_archive(path: Path) -> Iterator[tuple[Manifest, IO[bytes]]]:
    """The manifest of a backup and its dump, ready to be read, after both were checked.

    Raises DamagedBackupError when the file is no backup, incomplete or altered, and
    NotPermittedError when it cannot be opened.
    """
    try:
        with tarfile.open(path, "r:") as archive:
            manifest = _manifest(_member(archive, MANIFEST, path).read(), path)
            dump = _member(archive, DUMP, path)
            if digest(dump) != manifest.sha256:
                raise damaged(path, "its contents do not match its checksum")
            dump.seek(0)
            yield manifest, dump
    except tarfile.TarError as error:
        raise damaged(path, "it is not an archive, or its end is missing") from error
    except OSError as error:
        raise NotPermittedError(
            f"{path} cannot be read: {error.strerror}.", "Name a readable file."
        ) from error


def damaged(path: Path, why: str) -> DamagedBackupError:
    """The error that says why `path` is not used."""
    return DamagedBackupError(
        f"{path} is not a sound backup: {why}.", "Nothing was changed. Use another copy."
    )


def _member(archive: tarfile.TarFile, name: str, path: Path) -> IO[bytes]:
    try:
        member = archive.extractfile(name)
    except KeyError as error:
        raise damaged(path, f"it has no {name}") from error
    if member is None:
        raise damaged(path, f"its {name} is no file")
    return member


def _manifest(text: bytes, path: Path) -> Manifest:
    try:
        said: dict[str, Any] = json.loads(text)
        if said["format"] != FORMAT:
            raise damaged(path, f"its format {said['format']} is not {FORMAT}")
        return Manifest(**{field.name: said[field.name] for field in fields(Manifest)})
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(path, "its manifest cannot be read") from error


def _add_manifest(archive: tarfile.TarFile, manifest: Manifest) -> None:
    text = json.dumps(asdict(manifest), indent=1).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size, member.mode = len(text), 0o600
    archive.addfile(member, io.BytesIO(text))


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def _put_on_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
