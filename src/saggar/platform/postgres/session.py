"""The database a command works on: the one DATABASE_URL names, else this installation's own cluster."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from saggar.platform.faults import NotBuiltError
from saggar.platform.postgres import place
from saggar.platform.postgres.account import account_of_the_server
from saggar.platform.postgres.cluster import Cluster

THROWN_AWAY = "saggar-cluster-"
ABANDONED_AFTER_SECONDS = 3600


def state_folder() -> Path:
    """The folder of this installation's state: SAGGAR_STATE, else `.saggar` in the working directory."""
    return Path(os.environ.get("SAGGAR_STATE", ".saggar")).absolute()


def embedded_cluster(state: Path | None = None) -> Cluster:
    """This installation's own cluster, started or not."""
    state = state or state_folder()
    state.mkdir(mode=0o755, parents=True, exist_ok=True)
    return Cluster(place.folder_of_the_cluster(state, account_of_the_server()))


@contextmanager
def served_database() -> Iterator[str]:
    """The address of a running database, also left in DATABASE_URL for the settings to read.

    Uses the server DATABASE_URL names when it is set; else this installation's cluster, started for
    the length of the block unless `saggar run` runs it already. Names the settings too, so that a
    command only has to call django.setup().
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saggar.web.settings")
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    with embedded_cluster().running() as url:
        os.environ["DATABASE_URL"] = url
        try:
            yield url
        finally:
            os.environ.pop("DATABASE_URL", None)


@contextmanager
def filled_database() -> Iterator[str]:
    """As `served_database`, for commands that need the product's tables.

    Raises NotBuiltError where no migration has run yet.
    """
    with served_database() as url:
        with psycopg.connect(url) as connection:
            found = connection.execute("SELECT to_regclass('django_migrations')").fetchone()
        refuse_an_empty_database(found)
        yield url


def refuse_an_empty_database(found: Sequence[object] | None) -> None:
    """NotBuiltError when the name of the table of migrations was looked for and not `found`."""
    if not found or found[0] is None:
        raise NotBuiltError(
            "The database is empty: the product's tables are not there yet.",
            "Start the service once with `saggar run`, or bring a backup in with `saggar restore`.",
        )


@contextmanager
def throw_away_cluster() -> Iterator[Cluster]:
    """A fresh, started cluster in a temporary folder, gone at the end of the block; for tests."""
    account = account_of_the_server()
    temporary = Path(tempfile.gettempdir())
    parent = temporary if account.can_enter(temporary) else place.SHARED
    parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    _sweep(parent)
    folder = Path(tempfile.mkdtemp(prefix=THROWN_AWAY, dir=parent))
    account.own(folder)
    cluster = Cluster(folder, throw_away=True)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(parent: Path) -> None:
    """Remove the folders that killed runs left in `parent`: old, and owned by no living process."""
    for folder in parent.glob(f"{THROWN_AWAY}*"):
        with suppress(OSError):
            old = time.time() - folder.stat().st_mtime > ABANDONED_AFTER_SECONDS
            if old and not Cluster(folder).is_owned():
                shutil.rmtree(folder)
