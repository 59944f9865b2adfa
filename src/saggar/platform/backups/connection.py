"""How pg_dump and pg_restore reach the database, and which tables count as the product's."""

from __future__ import annotations

import psycopg
from psycopg.conninfo import conninfo_to_dict

from saggar.platform.postgres import Programs, find_programs
from saggar.platform.postgres.server import environment

# The names under which libpq reads its settings from the environment, where `ps` shows no password.
VARIABLES = {
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "options": "PGOPTIONS",
}
ENCRYPTED = ("require", "verify-ca", "verify-full")


def environment_for(url: str) -> dict[str, str]:
    """The environment in which PostgreSQL's programs connect to the database at `url`."""
    parts = conninfo_to_dict(url)
    return environment() | {VARIABLES[name]: str(value) for name, value in parts.items() if name in VARIABLES}


def programs_for(url: str) -> Programs:
    """The programs that can reach `url`: the wheel's have no encryption, the system's do."""
    return find_programs(encrypted=conninfo_to_dict(url).get("sslmode") in ENCRYPTED)


def tables(connection: psycopg.Connection[tuple[object, ...]]) -> list[tuple[str, str]]:
    """Schema and name of every table that is not PostgreSQL's own, in order."""
    found = connection.execute(
        "SELECT schemaname, tablename FROM pg_tables "
        "WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2"
    )
    return [(str(schema), str(table)) for schema, table in found]
