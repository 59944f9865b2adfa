"""`saggar run`: one command that starts all, refuses clearly, and leaves nothing behind however it ends."""

import os
import re
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import Popen
from urllib.request import urlopen

import pytest

from tests.faults.programs import descendants, finished, kill, read_until, running, wait_for_the_end, watch


@pytest.fixture
def port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def installation(state: Path, port: int) -> Iterator["Popen[str]"]:
    """`saggar run`, from the moment its pages answer."""
    with running(["saggar.cli", "run", "--port", str(port)], state=state) as process:
        read_until(process, "Press Ctrl-C to stop")
        yield process


def test_killed_supervisor_leaves_no_process_and_starts_again(state: Path, port: int) -> None:
    """kill -9 ends database, web server and worker too, and the second start needs no cleaning up."""
    with installation(state, port) as process:
        pids = descendants(process.pid)
        assert len(pids) >= 5  # the database and its helpers, the web server and its workers, the worker
        ends = watch(pids)
        kill(process)
        wait_for_the_end(ends)
    with installation(state, port), urlopen(f"http://localhost:{port}/") as answer:
        assert answer.status == 200


def test_stop_signal_ends_everything_in_order(state: Path, port: int) -> None:
    """SIGTERM stops the worker, the web server and last the database, and counts as success."""
    with installation(state, port) as process:
        ends = watch(descendants(process.pid))
        process.send_signal(signal.SIGTERM)
        lines = read_until(process, "Stopping the database")
        assert [line.strip() for line in lines if "Stopping" in line] == [
            "Stopping the worker",
            "Stopping the web server",
            "Stopping the database",
        ]
        assert process.wait() == 0
        wait_for_the_end(ends)


def test_second_start_beside_the_first_is_refused(state: Path, port: int) -> None:
    """The same port is refused, and so is the same state folder on another port; the first runs on."""
    with installation(state, port):
        same_port = finished(["saggar.cli", "run", "--port", str(port)], state=state)
        assert same_port.returncode == 11
        assert same_port.stderr.startswith(f"Port {port} of 127.0.0.1 is taken by another program.")
        same_folder = finished(["saggar.cli", "run", "--port", "0"], state=state)
        assert same_folder.returncode == 12
        assert re.match(r"Another process \(\d+\) already runs the database", same_folder.stderr)
        with urlopen(f"http://localhost:{port}/") as answer:
            assert answer.status == 200


def test_taken_port_is_found_before_anything_is_made(state: Path) -> None:
    """A taken port costs no time and leaves no trace."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused = finished(["saggar.cli", "run", "--port", str(port)], state=state)
    assert refused.returncode == 11
    assert refused.stderr.splitlines()[1].endswith(f"choose another port: saggar run --port {port + 1}.")
    assert list(state.iterdir()) == []


@pytest.mark.parametrize("missing", ["SAGGAR_SECRET_KEY", "SAGGAR_HOSTS"])
def test_production_without_its_settings_does_not_start(
    state: Path, port: int, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No default stands in for a secret: the message names what is missing and how to set it."""
    settings = {"SAGGAR_SECRET_KEY": "k" * 60, "SAGGAR_HOSTS": "saggar.example", "SAGGAR_MODE": "production"}
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv(missing)
    refused = finished(["saggar.cli", "run", "--port", str(port)], state=state)
    assert refused.returncode == 18
    assert refused.stderr.startswith(f"{missing} is not set")
    assert list(state.iterdir()) == []


def test_address_of_another_machine_is_refused(state: Path) -> None:
    """An address that is not this machine's is refused in words."""
    refused = finished(["saggar.cli", "run", "--host", "192.0.2.1", "--port", "8000"], state=state)
    assert refused.returncode == 10
    assert refused.stderr.startswith("The address 192.0.2.1 cannot be listened on")


def test_step_that_fails_stops_the_start(state: Path, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the tables cannot be brought up to date nothing is served, and the database is stopped again."""
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "tests.faults.no_such_settings")
    monkeypatch.setenv("SAGGAR_MODE", "nonsense")
    refused = finished(["saggar.cli", "run", "--port", str(port)], state=state)
    assert refused.returncode == 19
    assert "migrating the database ended with code 1" in refused.stderr
    assert not (state / "postgres" / "data" / "postmaster.pid").exists()
    assert os.listdir(state / "postgres")
