"""Databases for tests: migrated once into a template, copied in a moment wherever one is needed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

import saggar

PREFIX = "saggar_template_"
LOCK = 7212  # any number: the one all processes of a test run take before they look for the template


def template(server_url: str) -> str:
    """Name of a migrated database on the server, made by the first process that asks for it.

    The name carries a hash of the source, so that a server kept between runs serves no old tables.
    """
    name = PREFIX + _hash_of_source()
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        found = server.execute(r"SELECT datname FROM pg_database WHERE datname LIKE 'saggar\_template\_%'")
        names = [row[0] for row in found]
        if name not in names:
            for old in names:
                drop(server_url, old)
            _migrate(server, name)
    return name


def create(server_url: str, name: str, template: str | None = None) -> None:
    """Create the database `name`, empty or as a copy of `template`."""
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
        sql.Identifier(name), sql.Identifier(template or "template0")
    )
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK + 1])  # copying takes the template for itself
        server.execute(command)


def drop(server_url: str, name: str) -> None:
    """Drop the database `name`, ending what still uses it."""
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Point Django's connection of this process at the database `name` for the length of the block."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def copy(server_url: str, template: str) -> Iterator[str]:
    """Name of a fresh copy of `template`, dropped at the end of the block."""
    name = f"saggar_test_{uuid4().hex[:12]}"
    create(server_url, name, template)
    try:
        yield name
    finally:
        drop(server_url, name)


def _migrate(server: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    part = f"{name}_part"
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(part)))
    server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(part)))
    with connected_to(part):
        call_command("migrate", verbosity=0, interactive=False)
    server.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(part), sql.Identifier(name))
    )


def _hash_of_source() -> str:
    folder = Path(saggar.__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.sql")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
