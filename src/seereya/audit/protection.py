"""Triggers that refuse UPDATE, DELETE and TRUNCATE on the log, for whoever holds the application's database role."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = ("audit_auditentry", "audit_auditsubject", "audit_auditleaf", "audit_auditnode")
_WORDS = "the audit log is append-only"


def statements(vendor: str) -> list[str]:
    """SQL that makes the triggers."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{what} BEFORE {what.upper()} ON {table} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
            for table in TABLES
            for what in ("update", "delete")
        ]
    function = (
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$"
    )
    rows = [
        f"CREATE TRIGGER {t}_no_change BEFORE UPDATE OR DELETE ON {t} FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        for t in TABLES
    ]
    whole = [
        f"CREATE TRIGGER {t}_no_truncate BEFORE TRUNCATE ON {t} FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        for t in TABLES
    ]
    return [function, *rows, *whole]


def removals(vendor: str) -> list[str]:
    """SQL that takes the triggers away: for the owner's role, when a migration must touch the log, and for emptying test databases."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_{what}" for table in TABLES for what in ("update", "delete")]
    return [f"DROP TRIGGER IF EXISTS {t}_no_{what} ON {t}" for t in TABLES for what in ("change", "truncate")]


def run(connection: BaseDatabaseWrapper, sql: list[str]) -> None:
    """Executes statements one by one."""
    with connection.cursor() as cursor:
        for statement in sql:
            cursor.execute(statement)


def install(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step: protect the log."""
    run(schema_editor.connection, statements(schema_editor.connection.vendor))


def remove(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step backwards."""
    run(schema_editor.connection, removals(schema_editor.connection.vendor))
