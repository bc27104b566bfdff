"""Row-level security on PostgreSQL: own records, and those whose key was wrapped to one of the reader's vaults."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import belongs, run_policies


def _shared(table: str) -> str:
    # EXISTS, bound to the row: `IN (SELECT …)` reads every key of the organisation before the first row is shown.
    return f"EXISTS (SELECT 1 FROM vault_wrap w WHERE w.record = {table}.id AND {belongs('w.organisation_id')})"


def _of_an_incident(table: str) -> str:
    readable = f"{belongs('i.organisation_id')} OR {_shared('i')}"
    return f"EXISTS (SELECT 1 FROM documentation_incident i WHERE i.id = {table}.incident_id AND ({readable}))"


SHARED = ("documentation_incident", "documentation_person", "documentation_source")
PARTS = ("documentation_revision", "documentation_comment")
TABLES = [
    *({"table": table, "column": "organisation_id", "also": _shared(table)} for table in SHARED),
    *({"table": table, "column": "NULL", "also": _of_an_incident(table), "also_adds": True} for table in PARTS),
]


class Migration(migrations.Migration):
    dependencies = [("documentation", "0001_records_and_events"), ("vault", "0002_walls")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
