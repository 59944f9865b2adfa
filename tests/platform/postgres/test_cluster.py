"""A cluster starts, is found again, and refuses in clear words what cannot work."""

import os
import shutil
import signal
import socket
import stat
from pathlib import Path

import psycopg
import pytest

from saggar.platform.faults import (
    FolderInUseError,
    OtherMajorVersionError,
    PortTakenError,
    ServerDidNotStartError,
)
from saggar.platform.postgres import Cluster, throw_away_cluster


def ask(url: str, query: str) -> object:
    """The first column of the first row of the answer."""
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


def test_database_speaks_utf8_and_checks_its_pages(own_cluster: Cluster) -> None:
    """Names keep their letters, and a page damaged on the disk is noticed."""
    assert ask(own_cluster.url(), "SHOW server_encoding") == "UTF8"
    assert ask(own_cluster.url(), "SHOW data_checksums") == "on"
    assert ask(own_cluster.url(), "SELECT lower('ÉLODIE')") == "élodie"


def test_products_role_may_use_trigrams_but_is_no_superuser(own_cluster: Cluster) -> None:
    """Search by similar names works, while row-level security and triggers bind the product."""
    with psycopg.connect(own_cluster.url()) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        similar = connection.execute("SELECT similarity('Stoke', 'stoke')").fetchone()
        powers = connection.execute(
            "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert similar == (1.0,)
        assert powers.fetchone() == (False, False)


def test_only_the_loopback_address_answers(own_cluster: Cluster) -> None:
    """The embedded database is not open to the network."""
    assert ask(own_cluster.url(), "SHOW listen_addresses") == "127.0.0.1"
    assert ask(own_cluster.admin_url(), "SHOW unix_socket_directories") == ""


def test_connection_without_the_password_is_refused(own_cluster: Cluster) -> None:
    """Another user of the same machine cannot read the data by knowing the port."""
    address = f"postgresql://saggar:guess@127.0.0.1:{own_cluster.port}/saggar"
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address)


def test_password_is_readable_by_its_owner_alone(own_cluster: Cluster) -> None:
    """The password file has mode 0600 in a folder of mode 0700."""
    password = own_cluster.folder / "password"
    assert stat.S_IMODE(password.stat().st_mode) == 0o600
    assert stat.S_IMODE(own_cluster.folder.stat().st_mode) == 0o700


def test_second_start_finds_the_rows_and_the_address_of_the_first(own_cluster: Cluster) -> None:
    """Data and address stay over a stop and a start."""
    url = own_cluster.url()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS value")
    own_cluster.stop()
    own_cluster.start()
    assert own_cluster.url() == url
    assert ask(url, "SELECT value FROM kept") == 7


def test_command_shares_the_server_that_runs_already(own_cluster: Cluster) -> None:
    """A command beside a running system uses its server and leaves it running."""
    other = Cluster(own_cluster.folder)
    with other.running() as url:
        assert url == own_cluster.url()
    assert own_cluster.is_alive()


def test_command_starts_a_stopped_server_for_itself_only(own_cluster: Cluster) -> None:
    """A command on a stopped system starts the server and stops it again."""
    own_cluster.stop()
    with Cluster(own_cluster.folder, throw_away=True).running() as url:
        assert ask(url, "SELECT 1") == 1
    assert not own_cluster.is_ready()


def test_second_start_on_the_same_folder_is_refused(own_cluster: Cluster) -> None:
    """Two instances never run on one folder: the second names the process of the first."""
    with pytest.raises(FolderInUseError, match=f"Another process \\({os.getpid()}\\)"):
        Cluster(own_cluster.folder).start()
    assert ask(own_cluster.url(), "SELECT 1") == 1


def test_lock_file_that_names_a_stranger_does_not_stop_the_start(own_cluster: Cluster) -> None:
    """After a power cut the old process number may belong to another program: the start ignores it."""
    own_cluster.stop()
    stranger = f"{os.getpid()}\n{own_cluster.data}\n1\n5432\n\n127.0.0.1\n0 0\nready   \n"
    (own_cluster.data / "postmaster.pid").write_text(stranger)
    assert not own_cluster.is_ready()
    own_cluster.start()
    assert ask(own_cluster.url(), "SELECT 1") == 1


def test_start_that_was_cut_off_is_begun_anew(own_cluster: Cluster) -> None:
    """Half a cluster, as a kill in the middle of the first start leaves it, is replaced."""
    own_cluster.stop()
    own_cluster.data.rename(own_cluster.folder / "data.unfinished")
    own_cluster.start()
    assert ask(own_cluster.url(), "SELECT 1") == 1


def test_fixed_port_that_is_taken_is_named(own_cluster: Cluster) -> None:
    """A port asked for and taken is refused; no other is taken in secret."""
    own_cluster.stop()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTakenError, match="did not start"):
            Cluster(own_cluster.folder, throw_away=True, port=port).start()


def test_last_port_that_is_taken_gives_way_to_a_free_one(own_cluster: Cluster) -> None:
    """A program that took our port meanwhile does not stop the start."""
    last = own_cluster.port
    own_cluster.stop()
    with socket.create_server(("127.0.0.1", last)):
        own_cluster.start()
        assert own_cluster.port != last
        assert ask(own_cluster.url(), "SELECT 1") == 1


def test_data_of_another_major_version_is_left_alone(own_cluster: Cluster) -> None:
    """A folder of an older PostgreSQL is refused with the way to bring it over, not damaged."""
    own_cluster.stop()
    (own_cluster.data / "PG_VERSION").write_text("13\n")
    with pytest.raises(OtherMajorVersionError, match="PostgreSQL 13 made the database"):
        own_cluster.start()
    assert (own_cluster.data / "PG_VERSION").read_text() == "13\n"


def test_server_that_cannot_start_points_to_its_log(own_cluster: Cluster) -> None:
    """An unknown trouble quotes the server's own words and names the log."""
    own_cluster.stop()
    (own_cluster.data / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(ServerDidNotStartError, match=r"server\.log"):
        own_cluster.start()


def test_failed_start_lets_go_of_the_folder(own_cluster: Cluster) -> None:
    """After a failed start the next one is not told that the folder is in use."""
    own_cluster.stop()
    settings = own_cluster.data / "postgresql.conf"
    good = settings.read_text()
    settings.write_text("no_such_setting = 1\n")
    with pytest.raises(ServerDidNotStartError):
        own_cluster.start()
    settings.write_text(good)
    second = Cluster(own_cluster.folder, throw_away=True)
    second.start()
    second.stop()


def test_orphaned_server_is_ended_before_the_next_start(own_cluster: Cluster, tmp_path: Path) -> None:
    """A server whose starter vanished is stopped in good order and replaced, its rows kept."""
    orphan = own_cluster.pid
    with psycopg.connect(own_cluster.url()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS value")
    os.unlink(own_cluster.folder / "owner.lock")  # what the death of the starter does: the lock is free
    second = Cluster(own_cluster.folder, throw_away=True)
    second.start()
    try:
        assert second.pid != orphan
        assert ask(second.url(), "SELECT value FROM kept") == 7
    finally:
        second.stop()


def test_throw_away_cluster_leaves_nothing_behind() -> None:
    """At the end of the block neither process nor folder remains."""
    with throw_away_cluster() as cluster:
        pid, folder = cluster.pid, cluster.folder
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_folder_of_a_killed_test_run_is_swept_up(own_cluster: Cluster) -> None:
    """What a killed run left in the temporary folder goes with a later one; what runs stays."""
    abandoned = own_cluster.folder.with_name("saggar-cluster-abandoned")
    shutil.copytree(own_cluster.folder, abandoned, ignore=shutil.ignore_patterns("data"))
    os.utime(abandoned, (0, 0))
    os.utime(own_cluster.folder, (0, 0))
    with throw_away_cluster():
        assert not abandoned.exists()
        assert own_cluster.is_alive()


def test_stop_after_the_server_was_killed_is_no_error(own_cluster: Cluster) -> None:
    """Stopping a server that died already does nothing and fails nothing."""
    os.kill(own_cluster.pid, signal.SIGKILL)
    own_cluster.stop()
    assert not own_cluster.is_ready()
