"""Walls of submissions on PostgreSQL; and on both engines: what was frozen is not changed, whoever holds the database's role."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import belongs, run_policies

_MINE = f"submission_id IN (SELECT id FROM advocacy_submission WHERE {belongs('organisation_id')})"
_COPY = "advocacy_submissioncopy"
_WORDS = "a frozen copy is not changed"

TABLES = [
    {"table": "advocacy_submission", "column": "organisation_id"},
    {"table": "advocacy_submissionkey", "column": "organisation_id"},
    {"table": _COPY, "column": "organisation_id"},
    {"table": "advocacy_submissionrevision", "column": "NULL", "also": _MINE, "also_adds": True},
]


def freeze(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A trigger that refuses UPDATE on frozen copies."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER {_COPY}_no_update BEFORE UPDATE ON {_COPY} BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        )
        return
    schema_editor.execute(
        "CREATE OR REPLACE FUNCTION submission_copy_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {_COPY}_no_update BEFORE UPDATE ON {_COPY} FOR EACH ROW EXECUTE FUNCTION submission_copy_refuse()"
    )


def thaw(_apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Takes the trigger away."""
    on = "" if schema_editor.connection.vendor == "sqlite" else f" ON {_COPY}"
    schema_editor.execute(f"DROP TRIGGER IF EXISTS {_COPY}_no_update{on}")


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0004_submissions")]
    operations = [
        Guard(run_policies(TABLES), run_policies(TABLES, backward=True)),
        Guard(freeze, thaw),
    ]
