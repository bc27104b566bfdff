"""Triggers that refuse UPDATE, DELETE and TRUNCATE on the custody journal, for whoever holds the application's database role."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "evidence_custodyevent"
_WORDS = "the custody journal is append-only"


def statements(vendor: str) -> list[str]:
    """SQL that makes the triggers."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {TABLE}_no_{what} BEFORE {what.upper()} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
            for what in ("update", "delete")
        ]
    return [
        (
            "CREATE OR REPLACE FUNCTION custody_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$"
        ),
        f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION custody_refuse()",
        f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION custody_refuse()",
    ]


def removals(vendor: str) -> list[str]:
    """SQL that takes the triggers away: for the owner's role, and for emptying test databases."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {TABLE}_no_{what}" for what in ("update", "delete")]
    return [f"DROP TRIGGER IF EXISTS {TABLE}_no_{what} ON {TABLE}" for what in ("change", "truncate")]


def install(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step: protect the journal."""
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def remove(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Migration step backwards."""
    for statement in removals(schema_editor.connection.vendor):
        schema_editor.execute(statement)
