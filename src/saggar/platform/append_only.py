"""SQL that makes a table append-only: UPDATE, DELETE and TRUNCATE are refused by the database itself."""

from __future__ import annotations

from django.db import migrations

_FUNCTION = """
CREATE OR REPLACE FUNCTION saggar_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""


def append_only(table: str) -> migrations.RunSQL:
    """The migration step that puts the trigger on `table`."""
    trigger = f"""
    {_FUNCTION}
    CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION saggar_append_only();
    """
    return migrations.RunSQL(trigger, reverse_sql=f"DROP TRIGGER {table}_append_only ON {table}")
