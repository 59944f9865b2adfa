"""A disk that fills up: the start refuses in time, and a running database loses nothing."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from saggar.platform.postgres import Cluster
from tests.disks import mounted_disk
from tests.faults.programs import finished


@pytest.fixture
def cluster_on_a_small_disk() -> Iterator[Cluster]:
    """A started cluster on a disk that a table of some hundred megabytes fills."""
    with mounted_disk("400m") as disk:
        cluster = Cluster(disk / "postgres", throw_away=True)
        try:
            cluster.start()
            yield cluster
        finally:
            cluster.stop()


def test_full_disk_is_found_before_the_database_is_made(small_disk: Path) -> None:
    """Too little space gives the numbers and the way out, and a code of its own."""
    refused = finished(["saggar.cli", "run", "--port", "0"], state=small_disk)
    assert refused.returncode == 13
    assert refused.stderr.startswith("Only 0 MB are free on the disk of")


def test_disk_that_fills_up_loses_no_committed_row(cluster_on_a_small_disk: Cluster) -> None:
    """The write that found no space fails alone; what was committed stays, and work goes on after."""
    url = cluster_on_a_small_disk.url()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS value")
        connection.execute("CREATE UNLOGGED TABLE filler (value text)")
        with pytest.raises(psycopg.errors.DiskFull):
            connection.execute(
                "INSERT INTO filler SELECT repeat(md5(n::text), 50) FROM generate_series(1, 400000) n"
            )
        assert connection.execute("SELECT count(*) FROM filler").fetchone() == (0,)
        assert connection.execute("SELECT sum(value) FROM kept").fetchone() == (500500,)
        connection.execute("DROP TABLE filler")
        connection.execute("INSERT INTO kept VALUES (1001)")
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (1001,)
