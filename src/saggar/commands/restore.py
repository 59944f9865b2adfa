"""`saggar restore FILE`: a backup brought back into an empty database."""

from __future__ import annotations

import argparse
from pathlib import Path

from saggar.commands.run import say
from saggar.platform.backups import Manifest, restore
from saggar.platform.faults import InstallationError
from saggar.platform.postgres import served_database


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "restore",
        help="bring a backup back into an empty database",
        description="Checks the file, restores it whole or not at all, and brings its tables up to date. "
        "Exit codes: 19 the restore stopped, 20 the database is not empty, 21 the file is damaged, "
        "22 the file is from a later release.",
    )
    parser.add_argument("file", type=Path, help="a file that `saggar backup` wrote")


def run(args: argparse.Namespace) -> int:
    """Restore and say what to do next; 0 then, else the exit code of what was in the way."""
    try:
        with served_database() as url:
            manifest = _restored(url, args.file)
    except InstallationError as error:
        return error.tell()
    say(
        f"Restored {sum(manifest.rows.values()):,} rows of {len(manifest.rows)} tables, "
        f"backed up at {manifest.taken_at} by Saggar {manifest.release}.\n"
        "Now run `saggar verify`: it proves the audit chain and the ledger."
    )
    return 0


def _restored(url: str, source: Path) -> Manifest:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    known = MigrationLoader(None).disk_migrations
    manifest = restore(url, source, known_migrations=[f"{app}.{name}" for app, name in known or ()])
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    return manifest
