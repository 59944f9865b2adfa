"""Which operating system account serves, and what it can reach."""

import os
from pathlib import Path

import pytest

from saggar.platform.postgres import Account, Cluster, account_of_the_server
from saggar.platform.postgres.place import folder_of_the_cluster

STRANGER = Account("stranger", uid=54321, gid=54321, switch=True)


@pytest.fixture
def closed(open_folder: Path) -> Path:
    """A folder only its owner may enter, below folders everyone may."""
    folder = open_folder / "project" / ".saggar"
    folder.mkdir(parents=True)
    folder.parent.chmod(0o755)
    folder.chmod(0o700)
    return folder


def test_server_never_runs_as_root() -> None:
    """PostgreSQL refuses root, so root hands it to an account without rights."""
    account = account_of_the_server()
    assert account.uid != 0
    assert account.switch is (os.geteuid() == 0)


def test_server_process_belongs_to_that_account(own_cluster: Cluster) -> None:
    """The running process has the account's user number, not ours when we are root."""
    assert Path(f"/proc/{own_cluster.pid}").stat().st_uid == account_of_the_server().uid


def test_stranger_cannot_enter_a_closed_folder(closed: Path) -> None:
    """A folder of mode 0700 is closed to others, and so is everything below it."""
    assert not STRANGER.can_enter(closed)
    assert not STRANGER.can_enter(closed / "deeper")
    assert STRANGER.can_enter(closed.parent)


def test_owner_can_enter_a_closed_folder(closed: Path) -> None:
    """Its own owner passes, by the owner's rights alone."""
    owner = Account("owner", closed.stat().st_uid, closed.stat().st_gid, switch=True)
    assert owner.can_enter(closed)


def test_group_rights_count_for_the_group(closed: Path) -> None:
    """A member of the folder's group passes by the group's rights."""
    closed.chmod(0o750)
    member = Account("member", 54321, closed.stat().st_gid, switch=True)
    assert member.can_enter(closed)
    assert not STRANGER.can_enter(closed)


def test_open_project_keeps_its_cluster_in_its_state_folder(closed: Path) -> None:
    """Where the server may enter, everything of an installation lies in one folder."""
    closed.chmod(0o755)
    assert folder_of_the_cluster(closed, STRANGER) == closed / "postgres"


def test_closed_project_keeps_its_cluster_elsewhere_and_stays_closed(closed: Path) -> None:
    """No folder of the user is opened up for the server: the cluster moves out instead."""
    place = folder_of_the_cluster(closed, STRANGER)
    assert place.parent.parent == Path("/var/lib/saggar")
    assert place.parent.name.startswith("project-")
    assert closed.stat().st_mode & 0o777 == 0o700


def test_two_closed_projects_of_one_name_do_not_share_a_cluster(closed: Path) -> None:
    """The folder's name carries a hash of the whole path."""
    twin = closed.parent / "copy" / "project" / ".saggar"
    twin.mkdir(parents=True)
    twin.chmod(0o700)
    assert folder_of_the_cluster(closed, STRANGER) != folder_of_the_cluster(twin, STRANGER)
