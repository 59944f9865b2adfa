"""Runs every gate, one line each with its time, then the tests; the last line counts both.

Gates that only read run two at a time. The exit code is 0 only when everything passed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
COUNTED = re.compile(r"(\d+) (passed|failed|errors?)\b")


@dataclass(frozen=True, slots=True)
class Gate:
    """A command that must end with 0, and the name it is reported by."""

    name: str
    command: tuple[str | Path, ...]

    def passes(self) -> bool:
        """Run it and print one line, and all it said when it failed."""
        started = time.monotonic()
        done = subprocess.run(
            self.command, cwd=CHECKOUT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        verdict = "passed" if done.returncode == 0 else "FAILED"
        said = "" if done.returncode == 0 else done.stdout + done.stderr
        say(f"{self.name:<12} {verdict} {time.monotonic() - started:7.1f} s\n{said}")
        return done.returncode == 0


GATES = (
    Gate("types", (BIN / "mypy",)),
    Gate("format", (BIN / "ruff", "format", "--check", ".")),
    Gate("lint", (BIN / "ruff", "check", ".")),
    Gate("imports", (BIN / "lint-imports",)),
    Gate("migrations", (sys.executable, "scripts/check_migrations.py")),
)


def say(text: str) -> None:
    """Print at once, so that a log shows how far it came."""
    sys.stdout.write(text)
    sys.stdout.flush()


def run_tests() -> tuple[int, int]:
    """Run pytest on both cores, showing its output; (passed, failed), an error counting as failed."""
    workers = str(min(4, os.cpu_count() or 1))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        workers,
        "--dist",
        "worksteal",
        "--durations",
        "10",
    ]
    with subprocess.Popen(
        command, cwd=CHECKOUT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as process:
        last = ""
        for line in process.stdout or ():
            say(line)
            last = line if COUNTED.search(line) else last
    counts = dict.fromkeys(("passed", "failed"), 0)
    for number, word in COUNTED.findall(last):
        counts["passed" if word == "passed" else "failed"] += int(number)
    if process.returncode != 0 and counts["failed"] == 0:
        counts["failed"] = 1  # pytest itself gave up, for example on a file it cannot read
    return counts["passed"], counts["failed"]


def main(arguments: Sequence[str]) -> int:
    """Run the gates and, unless told otherwise, the tests."""
    with ThreadPoolExecutor(2) as pool:
        verdicts = list(pool.map(Gate.passes, GATES))
    failed = [gate.name for gate, passed in zip(GATES, verdicts, strict=True) if not passed]
    tests_passed, tests_failed = (0, 0) if "--without-tests" in arguments else run_tests()
    if failed:
        say(f"Gates that failed: {', '.join(failed)}\n")
    all_failed = len(failed) + tests_failed
    say(f"{verdicts.count(True) + tests_passed} passed, {all_failed} failed\n")
    return 1 if all_failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
