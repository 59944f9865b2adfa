"""`saggar backup FILE`: the whole database in one file, taken while people work."""

from __future__ import annotations

import argparse
import os
from importlib.metadata import version
from pathlib import Path

from saggar.commands.run import say
from saggar.platform import clock
from saggar.platform.backups import back_up
from saggar.platform.faults import InstallationError
from saggar.platform.postgres import embedded_cluster, filled_database


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "backup",
        help="write the whole database to a file",
        description="Writes one moment of the running system. Keep the file safe: it holds personal data. "
        "Exit codes: 13 disk full, 16 not permitted, 19 the backup stopped.",
    )
    parser.add_argument("file", type=Path, help="the file to write, for example saggar.backup")


def run(args: argparse.Namespace) -> int:
    """Write the backup and say what it holds; 0 then, else the exit code of what was in the way."""
    try:
        with filled_database() as url:
            manifest = back_up(
                _address(url), args.file.absolute(), release=version("saggar"), taken_at=clock.now()
            )
    except InstallationError as error:
        return error.tell()
    say(
        f"Backed up {sum(manifest.rows.values()):,} rows of {len(manifest.rows)} tables to {args.file} "
        f"({manifest.size / 2**20:.1f} MB)."
    )
    return 0


def _address(url: str) -> str:
    """The address a backup reads from: row-level security must not hide rows from it.

    On our own cluster that is the superuser's; elsewhere SAGGAR_BACKUP_URL may name a role that
    bypasses row-level security.
    """
    cluster = embedded_cluster()
    if cluster.is_ready() and cluster.url() == url:
        return cluster.admin_url()
    return os.environ.get("SAGGAR_BACKUP_URL", url)
