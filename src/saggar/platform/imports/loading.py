"""Loading rows in sets: COPY into a staging table, then one UPDATE and one INSERT for all that differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

from saggar.platform.imports.report import Counts
from saggar.platform.work import Work

STAGING = "saggar_staging"
Field: TypeAlias = "models.Field[Any, Any]"


class RepeatedKeyError(ValueError):
    """Two rows to load have the same key: name the key in the layout, so that the report says where."""


def upsert(
    work: Work,
    model: type[models.Model],
    rows: Iterable[Mapping[str, Any]],
    *,
    key: Sequence[str],
    columns: Sequence[str],
    fixed: Mapping[str, Any] | None = None,
) -> Counts:
    """Put `rows` into the table of `model`: new keys are inserted, rows that differ updated, others left.

    key: fields of a unique constraint of the model. columns: the other fields each row holds; both by the
    name of the model's attribute ("organisation_id"). fixed: fields with one value for all rows, which may
    be part of the key. Fields named nowhere take the model's default in new rows and stay in old ones.
    Two loads of one table wait for one another. Raises RepeatedKeyError, and BusyError from the unit of work.
    """
    given = dict(fixed or {})
    load = _Load(model, [*key], [*key, *columns, *given], work.now)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"load {load.table}"])
        total = load.stage(cursor, rows, given)
        changed = load.update(cursor)
        new = load.insert(cursor)
        cursor.execute(f"DROP TABLE {STAGING}")
    return Counts(new, changed, total - new - changed)


class _Load:
    """One load: the statements for one model and its fields."""

    def __init__(self, model: type[models.Model], key: list[str], names: list[str], now: datetime) -> None:
        self.model, self.now = model, now
        self.table = model._meta.db_table
        by_name = {field.attname: field for field in model._meta.concrete_fields}
        self.fields = [by_name[name] for name in dict.fromkeys(names)]
        self.key = [by_name[name] for name in key]
        self.others = [field for field in self.fields if field not in self.key]

    def stage(self, cursor: Any, rows: Iterable[Mapping[str, Any]], given: Mapping[str, Any]) -> int:
        """Copy all rows into the staging table and return their number."""
        columns = _columns(self.fields)
        cursor.execute(
            sql.SQL("CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {} FROM {} LIMIT 0").format(
                sql.Identifier(STAGING), columns, sql.Identifier(self.table)
            )
        )
        names = [field.attname for field in self.fields]
        json = {field.attname for field in self.fields if isinstance(field, models.JSONField)}
        total = 0
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(STAGING), columns)
        with cursor.copy(into) as copy:
            for row in rows:
                total += 1
                values = [given[name] if name in given else row[name] for name in names]
                if json:
                    values = [Jsonb(v) if n in json else v for n, v in zip(names, values, strict=True)]
                copy.write_row(values)
        self._refuse_repeated_keys(cursor)
        cursor.execute(f"ANALYZE {STAGING}")
        return total

    def _refuse_repeated_keys(self, cursor: Any) -> None:
        cursor.execute(
            sql.SQL("SELECT {key} FROM {staging} GROUP BY {key} HAVING count(*) > 1 LIMIT 1").format(
                key=_columns(self.key), staging=sql.Identifier(STAGING)
            )
        )
        repeated = cursor.fetchone()
        if repeated:
            raise RepeatedKeyError(f"{self.table}: two rows have the key {repeated}")

    def update(self, cursor: Any) -> int:
        """Update the rows that are there and differ; their number."""
        if not self.others:
            return 0
        cursor.execute(
            sql.SQL(
                "UPDATE {table} AS old SET {sets} FROM {staging} AS new "
                "WHERE {same} AND ({old}) IS DISTINCT FROM ({new})"
            ).format(
                table=sql.Identifier(self.table),
                sets=_each("{0} = new.{0}", self.others, ", "),
                staging=sql.Identifier(STAGING),
                same=self._same_key(),
                old=_columns(self.others, "old"),
                new=_columns(self.others, "new"),
            )
        )
        return int(cursor.rowcount)

    def insert(self, cursor: Any) -> int:
        """Insert the rows whose key is not there, in the order of the key; their number."""
        defaults = self._defaults()
        values = sql.Composed([_columns(self.fields, "new"), *[sql.SQL("%s")] * len(defaults)])
        cursor.execute(
            sql.SQL(
                "INSERT INTO {table} ({columns}) SELECT {values} FROM {staging} AS new "
                "WHERE NOT EXISTS (SELECT FROM {table} AS old WHERE {same}) ORDER BY {key} "
                "ON CONFLICT ({conflict}) DO NOTHING"
            ).format(
                table=sql.Identifier(self.table),
                columns=_columns([*self.fields, *defaults]),
                values=values.join(", "),
                staging=sql.Identifier(STAGING),
                same=self._same_key(),
                key=_columns(self.key, "new"),
                conflict=_columns(self.key),
            ),
            list(defaults.values()),
        )
        return int(cursor.rowcount)

    def _same_key(self) -> sql.Composed:
        """Rows of the same key; only fields that may be empty need the slower comparison."""
        needed = [field for field in self.key if not field.null]
        maybe = [field for field in self.key if field.null]
        parts = [_each("old.{0} = new.{0}", needed, " AND ")] if needed else []
        parts += [_each("old.{0} IS NOT DISTINCT FROM new.{0}", maybe, " AND ")] if maybe else []
        return sql.Composed(parts).join(" AND ")

    def _defaults(self) -> dict[Field, Any]:
        """What Django would put into the fields that no row names: the database knows no such defaults."""
        blank = self.model()
        return {
            field: self.now
            if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False)
            else field.get_db_prep_save(field.pre_save(blank, add=True), connection)
            for field in self.model._meta.concrete_fields
            if field not in self.fields and not field.primary_key and not field.generated
        }


def _columns(fields: Iterable[Field], table: str = "") -> sql.Composed:
    return _each(f"{table}.{{0}}" if table else "{0}", fields, ", ")


def _each(form: str, fields: Iterable[Field], between: str) -> sql.Composed:
    """`form` for each field, {0} being its column."""
    parts = [sql.SQL(form).format(sql.Identifier(str(field.column))) for field in fields]
    return sql.Composed(parts).join(between)
