"""A backup holds every row of one moment, and only a sound one is brought back."""

import json
import os
import shutil
import stat
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from saggar.platform.backups import Manifest, archive, back_up, open_archive, restore
from saggar.platform.faults import (
    DamagedBackupError,
    DiskFullError,
    NotEmptyError,
    NotPermittedError,
    OtherReleaseError,
)
from tests import databases

TAKEN_AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def fill(url: str) -> None:
    """Two tables with a few rows, an extension, and a record of applied migrations."""
    with psycopg.connect(url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        connection.execute("CREATE TABLE pledge AS SELECT n AS pence FROM generate_series(1, 500) n")
        connection.execute("CREATE TABLE note AS SELECT 'Zoë''s £5' AS text")
        connection.execute("CREATE TABLE django_migrations (app text, name text)")
        connection.execute("INSERT INTO django_migrations VALUES ('levy', '0001_initial')")


def total(url: str) -> object:
    """The sum of the pledges, and the note."""
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT sum(pence), (SELECT text FROM note) FROM pledge").fetchone()


def take(url: str, target: Path) -> Manifest:
    """A backup of the database at `url`."""
    return back_up(url, target, release="0.1.0", taken_at=TAKEN_AT)


@pytest.fixture
def filled(scratch_database: str) -> str:
    """Address of a database with something to lose."""
    fill(scratch_database)
    return scratch_database


@pytest.fixture
def empty(server_url: str) -> Iterator[str]:
    """Address of a second database, empty."""
    with databases.copy(server_url, "template0") as name:
        yield f"{server_url.rpartition('/')[0]}/{name}"


@pytest.fixture
def backup(filled: str, tmp_path: Path) -> Path:
    """A backup of the filled database."""
    take(filled, tmp_path / "saggar.backup")
    return tmp_path / "saggar.backup"


def test_round_trip_brings_every_row_back(backup: Path, empty: str) -> None:
    """A backup restored into an empty database gives the same rows, letters and extensions."""
    restore(empty, backup, known_migrations=["levy.0001_initial"])
    assert total(empty) == (125250, "Zoë's £5")
    with psycopg.connect(empty) as connection:
        assert connection.execute("SELECT similarity('a', 'a')").fetchone() == (1.0,)


def test_manifest_says_what_the_backup_holds(backup: Path) -> None:
    """Moment, release, migrations and rows can be read without restoring anything."""
    with open_archive(backup) as (manifest, _):
        assert (manifest.taken_at, manifest.release) == ("2026-03-01T09:30:00+00:00", "0.1.0")
        assert manifest.migrations == ["levy.0001_initial"]
        assert manifest.rows == {"public.django_migrations": 1, "public.note": 1, "public.pledge": 500}


def test_backup_is_for_its_owner_alone(backup: Path) -> None:
    """It holds personal data, so nobody else on the machine may read it."""
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_nothing_but_the_backup_is_left(backup: Path) -> None:
    """No half file remains beside it."""
    assert [path.name for path in backup.parent.iterdir()] == ["saggar.backup"]


def test_database_with_tables_is_never_overwritten(backup: Path, filled: str) -> None:
    """Restoring over live data is refused, and the data stays."""
    with pytest.raises(NotEmptyError, match="already holds 3 tables"):
        restore(filled, backup, known_migrations=["levy.0001_initial"])
    assert total(filled) == (125250, "Zoë's £5")


def test_backup_of_a_later_release_is_refused(backup: Path, empty: str) -> None:
    """Tables this release does not know would be lost on the way: the message names the release."""
    with pytest.raises(OtherReleaseError, match=r"levy\.0001_initial"):
        restore(empty, backup, known_migrations=["levy.0000_older"])
    assert tables_of(empty) == []


def tables_of(url: str) -> list[object]:
    """Names of the tables in the database."""
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return [name for (name,) in rows]


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_truncated_backup_is_refused(backup: Path, empty: str, kept: float) -> None:
    """A copy that broke off is noticed before a table is made, even when only the last byte is missing."""
    with tarfile.open(backup) as packed:
        dump = packed.getmember(archive.DUMP)
    os.truncate(backup, int((dump.offset_data + dump.size) * kept))
    with pytest.raises(DamagedBackupError):
        restore(empty, backup, known_migrations=["levy.0001_initial"])
    assert tables_of(empty) == []


def test_altered_byte_is_noticed(backup: Path, empty: str) -> None:
    """One flipped bit in the dump is enough to refuse the file."""
    contents = bytearray(backup.read_bytes())
    contents[len(contents) // 2] ^= 1
    backup.write_bytes(contents)
    with pytest.raises(DamagedBackupError, match="do not match its checksum"):
        restore(empty, backup, known_migrations=["levy.0001_initial"])
    assert tables_of(empty) == []


@pytest.mark.parametrize("contents", [b"", b"not a backup", b"\0" * 4096, b"PK\3\4zip"])
def test_any_other_file_is_refused(tmp_path: Path, empty: str, contents: bytes) -> None:
    """A file picked by mistake gives one clear line."""
    other = tmp_path / "other"
    other.write_bytes(contents)
    with pytest.raises(DamagedBackupError):
        restore(empty, other, known_migrations=[])


@pytest.mark.parametrize("manifest", [b"{", b"[]", b'{"format": 1}', b'{"format": 99}'])
def test_unreadable_manifest_is_refused(tmp_path: Path, empty: str, manifest: bytes) -> None:
    """A manifest of another format, or none at all, is never guessed at."""
    parts = tmp_path / "parts"
    parts.mkdir()
    (parts / archive.MANIFEST).write_bytes(manifest)
    with tarfile.open(tmp_path / "other", "w") as packed:
        packed.add(parts / archive.MANIFEST, archive.MANIFEST)
    with pytest.raises(DamagedBackupError, match="is not a sound backup: its"):
        restore(empty, tmp_path / "other", known_migrations=[])


def test_manifest_that_promises_other_rows_is_noticed(backup: Path, empty: str, tmp_path: Path) -> None:
    """The rows that came back are counted: a manifest that says otherwise is not believed."""
    with tarfile.open(backup) as packed:
        packed.extractall(tmp_path / "parts", filter="data")
    said = json.loads((tmp_path / "parts" / archive.MANIFEST).read_text())
    said["rows"]["public.pledge"] = 501
    archive.pack(tmp_path / "parts" / archive.DUMP, Manifest(**said), tmp_path / "altered")
    with pytest.raises(DamagedBackupError, match=r"public\.pledge came back with another number"):
        restore(empty, tmp_path / "altered", known_migrations=["levy.0001_initial"])


def test_missing_file_is_named(empty: str, tmp_path: Path) -> None:
    """A mistyped name gives the name back, not a traceback."""
    with pytest.raises(NotPermittedError, match=r"absent\.backup cannot be read"):
        restore(empty, tmp_path / "absent.backup", known_migrations=[])


def test_folder_that_does_not_exist_is_named(filled: str, tmp_path: Path) -> None:
    """A backup to a folder that is not there says so before anything is dumped."""
    with pytest.raises(NotPermittedError, match="cannot be written"):
        take(filled, tmp_path / "absent" / "saggar.backup")


def test_full_disk_keeps_the_older_backup(filled: str, backup: Path, small_disk: Path) -> None:
    """When the disk is full the last good backup stays and no half one is left."""
    shutil.copy(backup, small_disk / "saggar.backup")
    with psycopg.connect(filled) as connection:
        connection.execute("CREATE TABLE noise AS SELECT gen_random_uuid() FROM generate_series(1, 60000)")
    with pytest.raises(DiskFullError, match="is full"):
        take(filled, small_disk / "saggar.backup")
    assert [path.name for path in small_disk.iterdir()] == ["saggar.backup"]
    with open_archive(small_disk / "saggar.backup") as (manifest, _):
        assert manifest.rows["public.pledge"] == 500
