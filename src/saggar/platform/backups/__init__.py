"""Backups: the whole database in one file that says what it holds and proves that it is whole.

The file is a tar archive of two members: `manifest.json`, then `database.dump` in pg_dump's custom
format. Both come from one snapshot, so a backup taken under load is one moment of the database.
"""

from saggar.platform.backups.archive import Manifest, open_archive
from saggar.platform.backups.dump import back_up
from saggar.platform.backups.restoring import restore

__all__ = ["Manifest", "back_up", "open_archive", "restore"]
