"""A backup taken while people work is one moment of the database, and comes back proved."""

from contextlib import ExitStack
from pathlib import Path

import psycopg

from tests.faults.programs import finished, read_until, running

WRITERS = 4


def test_backup_under_load_restores_into_an_empty_database(
    own_database: str, scratch_database: str, tmp_path: Path
) -> None:
    """Everything committed before the backup began is in it, and `saggar verify` finds nothing wrong."""
    target = str(tmp_path / "saggar.backup")
    with ExitStack() as stack:
        writers = [
            stack.enter_context(running(["tests.faults.writers", f"writer {number}"], own_database))
            for number in range(WRITERS)
        ]
        before = {line.strip() for each in writers for line in read_until(each, " 10\n")}
        taken = finished(["saggar.cli", "backup", target], own_database)
        assert taken.returncode == 0, taken.stderr
    restored = finished(["saggar.cli", "restore", target], scratch_database)
    assert restored.returncode == 0, restored.stderr
    assert "Now run `saggar verify`" in restored.stdout
    with psycopg.connect(scratch_database) as connection:
        kept = {key for (key,) in connection.execute("SELECT key FROM ledger_movement")}
    assert before - kept == set()
    verified = finished(["saggar.cli", "verify"], scratch_database)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_restore_over_a_live_system_is_refused(own_database: str, tmp_path: Path) -> None:
    """A restore typed against the wrong database changes nothing and says so by its exit code."""
    target = str(tmp_path / "saggar.backup")
    assert finished(["saggar.cli", "backup", target], own_database).returncode == 0
    refused = finished(["saggar.cli", "restore", target], own_database)
    assert refused.returncode == 20
    assert "nothing was changed" in refused.stderr


def test_restored_system_can_be_backed_up_again(
    own_database: str, scratch_database: str, tmp_path: Path
) -> None:
    """A restored database is as good as the first: the next backup holds the same rows."""
    first, second = str(tmp_path / "first"), str(tmp_path / "second")
    said = finished(["saggar.cli", "backup", first], own_database).stdout
    assert finished(["saggar.cli", "restore", first], scratch_database).returncode == 0
    again = finished(["saggar.cli", "backup", second], scratch_database).stdout
    assert said.partition(" to ")[0] == again.partition(" to ")[0]
