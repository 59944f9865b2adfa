"""A command on a database without the product's tables says so in two lines, and ends with its own code."""

import pytest

from tests.faults.programs import finished


@pytest.mark.parametrize(
    "command",
    [["verify"], ["worker", "--once"], ["import", "standards", "README.md"], ["backup", "no.saggar"]],
)
def test_an_empty_database_is_named(scratch_database: str, command: list[str]) -> None:
    """No traceback: what is missing, and what to do."""
    done = finished(["saggar.cli", *command], scratch_database)
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        23,
        "The database is empty: the product's tables are not there yet.",
    )
