"""The demonstration is built once, whole, and never over what somebody entered."""

import psycopg
import pytest

from saggar.commands import first_start


@pytest.fixture
def migrated(scratch_database: str) -> str:
    """Address of a database with the table of users, and a row that must not survive a cut-off start."""
    with psycopg.connect(scratch_database) as connection:
        connection.execute("CREATE TABLE people_user (name text)")
        connection.execute("CREATE TABLE half AS SELECT 1 AS built")
    return scratch_database


def tables(url: str) -> set[str]:
    """The tables of the database."""
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return {name for (name,) in found}


def test_system_without_users_is_built(migrated: str) -> None:
    """The first start builds, and the mark is gone when it is complete."""
    assert first_start.mark_unfinished(migrated)
    first_start.mark_finished(migrated)
    assert not first_start.clear_unfinished(migrated)
    assert tables(migrated) == {"people_user", "half"}


def test_system_with_users_is_left_alone(migrated: str) -> None:
    """A database somebody works in is neither built over nor emptied."""
    with psycopg.connect(migrated) as connection:
        connection.execute("INSERT INTO people_user VALUES ('Amber Bottleoven')")
    assert not first_start.mark_unfinished(migrated)
    assert not first_start.clear_unfinished(migrated)
    assert tables(migrated) == {"people_user", "half"}


def test_half_built_demonstration_is_begun_anew(migrated: str) -> None:
    """A start that was cut off leaves nothing half-built to the next one."""
    first_start.mark_unfinished(migrated)
    assert first_start.clear_unfinished(migrated)
    assert tables(migrated) == set()


def test_empty_database_needs_no_clearing(scratch_database: str) -> None:
    """A brand-new database is not taken for a half-built one."""
    assert not first_start.clear_unfinished(scratch_database)
