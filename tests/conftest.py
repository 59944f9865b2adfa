"""A PostgreSQL server for the test session, and a database of its own for each process and need.

Tests that need no database start none. With DATABASE_URL set the tests use that server instead (its
role must be allowed to create databases) and leave their migrated template there for the next run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from saggar.platform.postgres import Cluster, throw_away_cluster
from saggar.web import environment
from tests import databases
from tests.disks import mounted_disk

SERVER = pytest.StashKey[ExitStack]()


def pytest_configure(config: pytest.Config) -> None:
    """Start the server before the worker processes of a parallel run, which inherit its address."""
    config.stash[SERVER] = ExitStack()
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        _serve(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and remove its folder, also after Ctrl-C."""
    config.stash[SERVER].close()


def _serve(config: pytest.Config) -> str:
    if "DATABASE_URL" not in os.environ:
        cluster = config.stash[SERVER].enter_context(throw_away_cluster())
        os.environ["DATABASE_URL"] = cluster.url()
        config.stash[SERVER].callback(os.environ.pop, "DATABASE_URL", None)
    return os.environ["DATABASE_URL"]


@pytest.fixture(scope="session")
def server_url(request: pytest.FixtureRequest) -> str:
    """Address of a database on the session's server, for a role that may create databases."""
    url = _serve(request.config)
    settings.DATABASES["default"].update(environment.database())
    return url


@pytest.fixture(scope="session")
def migrated_template(
    server_url: str, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> str:
    """Name of the database that has had every migration and nothing else."""
    with django_db_blocker.unblock():
        return databases.template(server_url)


@pytest.fixture(scope="session")
def django_db_setup(
    server_url: str, migrated_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """This process's copy of the migrated database, in place of Django's own way to make one."""
    with (
        django_db_blocker.unblock(),
        databases.copy(server_url, migrated_template) as name,
        databases.connected_to(name),
    ):
        django_db_blocker.block()
        yield
        django_db_blocker.restore()


@pytest.fixture
def own_database(
    server_url: str, migrated_template: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A migrated database for this test alone, where commits are real: for locks, races and processes.

    Django's connections, in every thread, go there; the value is its address for other processes.
    Prefer it to `django_db(transaction=True)`, which empties tables that refuse to be emptied.
    """
    with (
        django_db_blocker.unblock(),
        databases.copy(server_url, migrated_template) as name,
        databases.connected_to(name),
    ):
        yield f"{server_url.rpartition('/')[0]}/{name}"


@pytest.fixture
def scratch_database(server_url: str) -> Iterator[str]:
    """Address of an empty database for this test alone, without the product's tables."""
    with databases.copy(server_url, "template0") as name:
        yield f"{server_url.rpartition('/')[0]}/{name}"


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A started PostgreSQL server for this test alone, for tests that kill it."""
    with throw_away_cluster() as cluster:
        yield cluster


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder every account may enter, unlike `tmp_path`, so that the database server can."""
    folder = Path(tempfile.mkdtemp(prefix="saggar-test-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A folder on a disk of half a megabyte, for tests that fill it; only root may make one."""
    with mounted_disk("512k") as folder:
        yield folder
