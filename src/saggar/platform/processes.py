"""A supervisor: starts services in order, keeps them running, stops them in the reverse order.

It runs in the foreground, as the one process a terminal, a container or a service manager watches.
When it is killed the kernel ends its children too (see `children`), so the next start is clean.
"""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Protocol, Self

from saggar.platform.children import ends_with_parent
from saggar.platform.faults import InstallationError

LOOKS_EVERY_SECONDS = 0.2
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
STEADY_AFTER_SECONDS = 60.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class ToldToStopError(Exception):
    """A signal asked the supervisor to stop; raised wherever it is at that moment."""


class Service(Protocol):
    """Something that runs beside us until it is stopped."""

    @property
    def name(self) -> str:
        """What messages call it, in the words of whoever runs the installation."""

    def start(self) -> None:
        """Start it; an InstallationError says why that cannot be."""

    def is_alive(self) -> bool:
        """Whether it still runs."""

    def stop(self) -> None:
        """Stop it in good order and wait for its end."""


@dataclass(slots=True)
class Program:
    """A service that is one child process.

    `passed_files` are descriptors it inherits, such as a listening socket; `dies_with` is the signal
    the kernel sends it when we are killed; after `stops_within_seconds` it is killed.
    """

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str]
    passed_files: tuple[int, ...] = ()
    dies_with: signal.Signals = signal.SIGTERM
    stops_within_seconds: float = 20.0
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, away from the terminal's Ctrl-C: we stop it in its turn."""
        self.process = subprocess.Popen(
            self.command,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            pass_fds=self.passed_files,
            start_new_session=True,
            preexec_fn=ends_with_parent(self.dies_with),
        )

    def is_alive(self) -> bool:
        """Whether the process has not ended."""
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Ask the process to end, wait, and kill it when it takes too long."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(self.stops_within_seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def wait(self) -> int:
        """Wait for the process to end by itself; its exit code, negative when a signal ended it."""
        if self.process is None:
            raise RuntimeError(f"{self.name} was never started")
        return self.process.wait()


@dataclass(slots=True)
class _Record:
    """How a service has fared: when it was started, its quick deaths in a row, when it is due again."""

    started: float
    deaths: int = 0
    due: float | None = None


@dataclass(slots=True)
class Supervisor:
    """Keeps services running for the length of a `with` block, in which `watch` never returns.

    Signals that ask to stop raise ToldToStopError in the block; at its end the services are stopped
    in reverse order, whatever ended it. `say` shows one line to whoever watches; `clock` tells seconds.
    """

    say: Callable[[str], None]
    clock: Callable[[], float] = time.monotonic
    services: list[Service] = field(default_factory=list)
    _records: dict[str, _Record] = field(default_factory=dict)
    _handlers: dict[signal.Signals, Any] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Take over the signals that ask to stop."""
        self._handlers = {number: signal.signal(number, _told_to_stop) for number in STOP_SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Stop everything, the last started first; being told to stop is no error."""
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        for service in reversed(self.services):
            if service.is_alive():
                self.say(f"Stopping {service.name}")
            service.stop()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        return isinstance(error, ToldToStopError)

    def start(self, service: Service) -> None:
        """Start a service and look after it from now on."""
        self.services.append(service)
        self._records[service.name] = _Record(self.clock())
        service.start()

    def complete(self, step: Program) -> int:
        """Run a program to its end, stopping it when we are told to stop; its exit code."""
        try:
            step.start()
            return step.wait()
        finally:
            step.stop()

    def watch(self) -> None:
        """Look after the services until told to stop, which leaves by ToldToStopError."""
        while True:
            self.look()
            time.sleep(LOOKS_EVERY_SECONDS)

    def look(self) -> None:
        """Note which services ended and start again those whose pause is over."""
        now = self.clock()
        for service in self.services:
            record = self._records[service.name]
            if record.due is None and not service.is_alive():
                self._note_death(service, record, now)
            elif record.due is not None and now >= record.due:
                self._start_again(service, record, now)

    def _note_death(self, service: Service, record: _Record, now: float) -> None:
        if now - record.started > STEADY_AFTER_SECONDS:
            record.deaths = 0
        pause = min(FIRST_PAUSE_SECONDS * 2**record.deaths, LONGEST_PAUSE_SECONDS)
        record.deaths += 1
        record.due = now + pause
        self.say(f"{_capitalised(service.name)} ended unexpectedly; starting it again in {pause:g} s")

    def _start_again(self, service: Service, record: _Record, now: float) -> None:
        record.due, record.started = None, now
        try:
            service.start()
        except InstallationError as error:
            self.say(str(error))


def _capitalised(name: str) -> str:
    return name[:1].upper() + name[1:]


def _told_to_stop(number: int, frame: FrameType | None) -> None:
    raise ToldToStopError(signal.Signals(number).name)
