"""Building the demonstration at the first start, and anew when the building was cut off."""

from __future__ import annotations

import psycopg

# A table that is there only while the demonstration is being built.
MARK = "demonstration_unfinished"


def clear_unfinished(url: str) -> bool:
    """Empty the database at `url` when an earlier start was cut off while building; whether it was so.

    Only a database that was without users when the building began ever carries the mark.
    """
    with psycopg.connect(url) as connection:
        [mark] = connection.execute("SELECT to_regclass(%s)", [f"public.{MARK}"]).fetchone() or [None]
        if mark is None:
            return False
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")
        return True


def mark_unfinished(url: str) -> bool:
    """Mark the database as being built when it has no users yet; whether it is to be built."""
    with psycopg.connect(url) as connection:
        if connection.execute("SELECT 1 FROM people_user LIMIT 1").fetchone() is not None:
            return False
        connection.execute(f"CREATE TABLE {MARK} ()")
        return True


def mark_finished(url: str) -> None:
    """Take the mark away: the demonstration is complete."""
    with psycopg.connect(url) as connection:
        connection.execute(f"DROP TABLE {MARK}")
