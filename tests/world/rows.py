"""Every row of every table by a checksum, to tell which rows are whose and which have changed."""

from __future__ import annotations

from django.apps import apps
from django.db import connection
from psycopg import sql

from tests.world.places import Row

Checksums = dict[Row, str]


def checksums() -> Checksums:
    """Checksum of each row, by table and primary key; one statement for all tables."""
    with connection.cursor() as cursor:
        cursor.execute(_every_row())
        return {(table, key): checksum for table, key, checksum in cursor.fetchall()}


def _every_row() -> str:
    models = [model for model in apps.get_models() if model._meta.managed]
    parts = [
        sql.SQL("SELECT {}, {}::text, md5(t::text) FROM {} t").format(
            sql.Literal(model._meta.db_table),
            sql.Identifier("t", str(model._meta.pk.column)),
            sql.Identifier(model._meta.db_table),
        )
        for model in models
    ]
    return sql.SQL(" UNION ALL ").join(parts).as_string(connection.connection)
