"""The supervisor keeps its services running, stops them in order, and leaves none behind."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from saggar.platform.faults import DiskFullError
from saggar.platform.processes import Program, Supervisor

READABLE_WITHIN_SECONDS = 30

# A service that says its name and process id on the pipe, then waits for the signal to end.
SERVICE = """
import os, signal, sys
pipe, name = int(sys.argv[1]), sys.argv[2]
signal.signal(signal.SIGTERM, lambda *_: (os.write(pipe, f"{name} stopped\\n".encode()), os._exit(0)))
os.write(pipe, f"{name} {os.getpid()}\\n".encode())
while True:
    signal.pause()
"""
# A supervisor of two such services, in a process of its own so that a test can kill it.
SUPERVISOR = """
import os, sys
from saggar.platform.processes import Program, Supervisor
pipe, service = int(sys.argv[1]), sys.argv[2]
with Supervisor(lambda line: None) as supervisor:
    for name in ("first", "second"):
        command = [sys.executable, "-c", service, str(pipe), name]
        supervisor.start(Program(name, command, os.environ, passed_files=(pipe,)))
    supervisor.watch()
"""


class Supervised:
    """A supervisor process of two services, and the lines they write."""

    def __init__(self) -> None:
        self._reading, writing = os.pipe()
        command = [sys.executable, "-c", SUPERVISOR, str(writing), SERVICE]
        self.process = subprocess.Popen(command, pass_fds=(writing,))
        os.close(writing)
        self._lines = b""

    def line(self) -> str:
        """The next line any service writes; "" when all of them and the supervisor are gone."""
        while b"\n" not in self._lines:
            ready, _, _ = select.select([self._reading], [], [], READABLE_WITHIN_SECONDS)
            assert ready, "no service wrote anything"
            more = os.read(self._reading, 4096)
            if not more:
                return ""
            self._lines += more
        line, _, self._lines = self._lines.partition(b"\n")
        return line.decode()

    def close(self) -> None:
        """End what a failed test left."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._reading)


@pytest.fixture
def supervised() -> Iterator[Supervised]:
    """Two services under a supervisor, both started."""
    running = Supervised()
    try:
        yield running
    finally:
        running.close()


def started(supervised: Supervised) -> dict[str, int]:
    """Process ids by name of the two services."""
    lines = sorted(supervised.line().split() for _ in range(2))
    return {name: int(pid) for name, pid in lines}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_stop_signal_stops_the_last_service_first(supervised: Supervised, number: signal.Signals) -> None:
    """Ctrl-C, a service manager and a closed terminal all end everything in order, with code 0."""
    started(supervised)
    supervised.process.send_signal(number)
    assert [supervised.line(), supervised.line(), supervised.line()] == [
        "second stopped",
        "first stopped",
        "",
    ]
    assert supervised.process.wait() == 0


def test_killed_service_is_started_again(supervised: Supervised) -> None:
    """A service that dies comes back under a new process id; the other is left alone."""
    pids = started(supervised)
    os.kill(pids["second"], signal.SIGKILL)
    name, pid = supervised.line().split()
    assert name == "second"
    assert int(pid) != pids["second"]
    os.kill(pids["first"], 0)


def test_killed_supervisor_leaves_no_service_behind(supervised: Supervised) -> None:
    """kill -9 of the supervisor ends its services: the pipe closes when the last one is gone."""
    started(supervised)
    supervised.process.kill()
    assert sorted([supervised.line(), supervised.line()]) == ["first stopped", "second stopped"]
    assert supervised.line() == ""


class Stub:
    """A service under the test's control: it is as alive as it is told to be."""

    def __init__(self, name: str, trouble: Callable[[], None] = lambda: None) -> None:
        self.name, self.trouble = name, trouble
        self.alive, self.starts = False, 0

    def start(self) -> None:
        """Count the start; what `trouble` raises stands for a start that fails."""
        self.starts += 1
        if self.starts > 1:
            self.trouble()
        self.alive = True

    def is_alive(self) -> bool:
        """As told."""
        return self.alive

    def stop(self) -> None:
        """Be dead."""
        self.alive = False


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def outlive_the_pause(supervisor: Supervisor, clock: Clock) -> None:
    """Let the supervisor find the death, and start again when the longest pause is over."""
    supervisor.look()
    clock.seconds += 30
    supervisor.look()


def test_each_quick_death_doubles_the_pause() -> None:
    """A service that dies at every start does not keep the machine busy with starting it."""
    said: list[str] = []
    service, clock = Stub("the worker"), Clock()
    supervisor = Supervisor(said.append, clock)
    supervisor.start(service)
    for _ in range(8):
        service.alive = False
        outlive_the_pause(supervisor, clock)
    pauses = [line.rpartition("again in ")[2] for line in said]
    assert pauses == ["0.5 s", "1 s", "2 s", "4 s", "8 s", "16 s", "30 s", "30 s"]
    assert service.starts == 9


def test_pause_is_kept_before_the_next_start() -> None:
    """A dead service is reported once and not started before its time."""
    said: list[str] = []
    service, clock = Stub("the worker"), Clock()
    supervisor = Supervisor(said.append, clock)
    supervisor.start(service)
    service.alive = False
    supervisor.look()
    clock.seconds += 0.4
    supervisor.look()
    assert said == ["The worker ended unexpectedly; starting it again in 0.5 s"]
    assert service.starts == 1


def test_long_life_is_forgiven_an_old_death() -> None:
    """After a minute of steady running a death counts as the first again."""
    said: list[str] = []
    service, clock = Stub("the worker"), Clock()
    supervisor = Supervisor(said.append, clock)
    supervisor.start(service)
    for _ in range(2):
        service.alive = False
        outlive_the_pause(supervisor, clock)
        clock.seconds += 61
    assert said == ["The worker ended unexpectedly; starting it again in 0.5 s"] * 2


def test_start_that_fails_is_told_and_tried_again() -> None:
    """When the disk is full the database cannot come back: say so, and go on trying."""

    def full() -> None:
        raise DiskFullError("The disk is full.", "Free some space.")

    said: list[str] = []
    service, clock = Stub("the database", trouble=full), Clock()
    supervisor = Supervisor(said.append, clock)
    supervisor.start(service)
    service.alive = False
    outlive_the_pause(supervisor, clock)
    assert said[-1] == "The disk is full.\nFree some space."
    service.trouble = lambda: None
    outlive_the_pause(supervisor, clock)
    assert service.alive


def test_error_inside_the_block_still_stops_everything() -> None:
    """When starting up fails half way, what was started is stopped and the error is shown."""
    first = Stub("first")

    def start_up() -> None:
        with Supervisor(lambda line: None) as supervisor:
            supervisor.start(first)
            raise DiskFullError("The disk is full.", "Free some space.")

    with pytest.raises(DiskFullError):
        start_up()
    assert not first.alive


def test_signal_handlers_are_given_back() -> None:
    """After the block Ctrl-C means again what it meant before."""
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    with Supervisor(lambda line: None):
        pass
    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)] == before


def test_service_that_ignores_the_stop_is_killed() -> None:
    """A program that does not end when asked is killed after its time, not waited for."""
    reading, writing = os.pipe()
    code = (
        "import os, signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
        f"os.write({writing}, b'x'); signal.pause()"
    )
    command = [sys.executable, "-c", code]
    program = Program("stubborn", command, os.environ, passed_files=(writing,), stops_within_seconds=0.0)
    program.start()
    assert os.read(reading, 1) == b"x"
    program.stop()
    assert program.wait() == -signal.SIGKILL
    os.close(reading)
    os.close(writing)


def test_step_reports_its_exit_code() -> None:
    """A step of starting up runs to its end and its code decides whether to go on."""
    supervisor = Supervisor(lambda line: None)
    code = supervisor.complete(Program("step", [sys.executable, "-c", "raise SystemExit(3)"], os.environ))
    assert code == 3
