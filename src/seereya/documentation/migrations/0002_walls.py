"""Row-level security on PostgreSQL: own records, and those whose key was wrapped to one of the reader's vaults."""

from django.db import migrations

from seereya.foundation.walls import run_policies

_VIEW = "current_setting('seereya.view', true)"


def _shared(record: str) -> str:
    return f"{record} IN (SELECT record FROM vault_wrap WHERE organisation_id::text = {_VIEW})"


_INCIDENT = f"incident_id IN (SELECT id FROM documentation_incident WHERE organisation_id::text = {_VIEW} OR {_shared('id')})"

TABLES = [
    {"table": "documentation_incident", "column": "organisation_id", "also": _shared("id")},
    {"table": "documentation_person", "column": "organisation_id", "also": _shared("id")},
    {"table": "documentation_source", "column": "organisation_id", "also": _shared("id")},
    {"table": "documentation_revision", "column": "NULL", "also": _INCIDENT, "also_adds": True},
    {"table": "documentation_comment", "column": "NULL", "also": _INCIDENT, "also_adds": True},
]


class Migration(migrations.Migration):
    dependencies = [("documentation", "0001_records_and_events"), ("vault", "0002_walls")]
    operations = [migrations.RunPython(run_policies(TABLES), run_policies(TABLES, backward=True))]
