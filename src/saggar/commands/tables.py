"""Whether the database holds the product's tables: asked before a command looks for something in them."""

from __future__ import annotations

from saggar.platform.postgres import refuse_an_empty_database


def require_tables() -> None:
    """After django.setup(): NotBuiltError where no migration has run yet."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations')")
        refuse_an_empty_database(cursor.fetchone())
