"""Starting the product's programs beside a test, waiting for them, and finding what they left."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WAIT_SECONDS = 120


def environment(url: str | None, state: Path | None = None) -> dict[str, str]:
    """Our environment with another database, or with a state folder and no database named."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    chosen = {"DATABASE_URL": url} if url else {}
    return kept | chosen | ({"SAGGAR_STATE": str(state)} if state else {})


def finished(
    module: Sequence[str], url: str | None = None, state: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """A Python module run to its end, with what it printed."""
    return subprocess.run(
        [sys.executable, "-m", *module],
        cwd=ROOT,
        env=environment(url, state),
        capture_output=True,
        text=True,
        check=False,
        timeout=WAIT_SECONDS,
    )


@contextmanager
def running(
    module: Sequence[str], url: str | None = None, state: Path | None = None
) -> Iterator["subprocess.Popen[str]"]:
    """A Python module running for the length of the block; killed at its end if need be."""
    process = subprocess.Popen(
        [sys.executable, "-m", *module],
        cwd=ROOT,
        env=environment(url, state),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def read_until(process: "subprocess.Popen[str]", sign: str) -> list[str]:
    """The lines a program prints up to the first with `sign` in it; fails when it ends before."""
    assert process.stdout is not None
    lines: list[str] = []
    for line in process.stdout:
        lines.append(line)
        if sign in line:
            return lines
    raise AssertionError(f"ended without saying {sign!r}: {lines}")


def descendants(pid: int) -> set[int]:
    """Process ids of everything a process started, and what those started."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    direct = {int(each) for each in children.read_text().split()} if children.exists() else set()
    return direct.union(*(descendants(child) for child in direct))


def watch(pids: set[int]) -> list[int]:
    """Descriptors that become readable when each of the processes ends."""
    return [os.pidfd_open(pid) for pid in pids]


def wait_for_the_end(descriptors: list[int]) -> None:
    """Return when all watched processes have ended."""
    for descriptor in descriptors:
        ended, _, _ = select.select([descriptor], [], [], WAIT_SECONDS)
        os.close(descriptor)
        assert ended, "a process still runs"


def kill(process: "subprocess.Popen[str]") -> None:
    """kill -9, and wait for the end of the process itself."""
    process.send_signal(signal.SIGKILL)
    process.wait()
