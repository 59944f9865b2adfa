"""PostgreSQL's programs are found, and copied where the server's account can run them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from saggar.platform.faults import NoServerProgramsError
from saggar.platform.postgres import Account, Programs, find_programs, programs

STRANGER = Account("stranger", uid=54321, gid=54321, switch=True)
SAME = Account("same", uid=54321, gid=54321, switch=False)


def test_programs_of_the_wheel_come_first() -> None:
    """Every machine with the locked packages runs the same PostgreSQL, whatever the system has."""
    found = find_programs()
    assert (found.major, found.from_wheel) == (18, True)
    assert found.path("pg_dump").exists()


def test_system_programs_serve_when_the_wheel_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Without the wheel the newest system version is taken, an old one never."""
    for major, folder in ((14, "14"), (16, "16"), (17, "17")):
        bin_folder = tmp_path / folder / "bin"
        bin_folder.mkdir(parents=True)
        for name in ("postgres", "initdb"):
            program = bin_folder / name
            program.write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {major}.2'\n")
            program.chmod(0o755)
    monkeypatch.setattr(programs, "PACKAGE", "no_such_package")
    monkeypatch.setattr(programs, "SYSTEM_FOLDERS", (tmp_path,))
    found = find_programs()
    assert (found.folder, found.major, found.from_wheel) == (tmp_path / "17" / "bin", 17, False)


def test_machine_without_postgresql_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A processor the wheel does not fit gives the two ways out, not a traceback."""
    monkeypatch.setattr(programs, "PACKAGE", "no_such_package")
    monkeypatch.setattr(programs, "SYSTEM_FOLDERS", (tmp_path,))
    with pytest.raises(NoServerProgramsError, match="apt-get install postgresql"):
        find_programs()


def test_program_of_another_processor_is_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file that is there but does not run on this machine does not count as PostgreSQL."""
    broken = tmp_path / "18" / "bin" / "postgres"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"\x7fELF not for here")
    broken.chmod(0o755)
    monkeypatch.setattr(programs, "PACKAGE", "no_such_package")
    monkeypatch.setattr(programs, "SYSTEM_FOLDERS", (tmp_path,))
    with pytest.raises(NoServerProgramsError):
        find_programs()


def test_reachable_programs_are_used_in_place() -> None:
    """Nothing is copied for an account that can run the programs where they are."""
    found = find_programs()
    assert found.reachable_by(SAME) == found


def test_unreachable_programs_are_copied_and_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """For a virtual environment under a closed folder the programs are copied once, complete."""
    monkeypatch.setattr(programs, "COPIES", tmp_path / "programs")
    package = find_programs().folder.parent.parent
    closed = tmp_path / "closed"
    for folder in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(folder, closed / folder.name)
    closed.chmod(0o700)
    found = Programs(closed / package.name / "pginstall" / "bin", 18, from_wheel=True)
    copied = found.reachable_by(STRANGER)
    assert copied.folder.is_relative_to(tmp_path / "programs")
    for name in ("postgres", "initdb", "pg_dump", "pg_restore"):
        assert subprocess.run([copied.path(name), "--version"], check=False).returncode == 0
    assert found.reachable_by(STRANGER) == copied
