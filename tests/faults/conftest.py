"""Clusters and state folders of their own, so that a test may kill what runs on them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from saggar.platform.postgres import Cluster
from tests.faults.programs import finished


@pytest.fixture
def state(open_folder: Path) -> Path:
    """The state folder of an installation."""
    return open_folder


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
