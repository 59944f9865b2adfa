"""Clusters and state folders of their own, so that a test may kill what runs on them."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from saggar.platform.postgres import Cluster
from tests.faults.programs import finished


@pytest.fixture
def state() -> Iterator[Path]:
    """A state folder that the server's account can enter, gone after the test."""
    folder = Path(tempfile.mkdtemp(prefix="saggar-state-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def durable_cluster(state: Path) -> Iterator[Cluster]:
    """A started and migrated cluster with the settings of a real installation."""
    cluster = Cluster(state / "postgres")
    try:
        cluster.start()
        migrated = finished(["django", "migrate", "--noinput", "-v", "0"], cluster.url())
        assert migrated.returncode == 0, migrated.stderr
        yield cluster
    finally:
        cluster.stop()
