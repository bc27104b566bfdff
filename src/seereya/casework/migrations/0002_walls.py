"""Row-level security on PostgreSQL: an organisation's own case files and holidays, and nobody else's."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import belongs, run_policies

_CASE = (
    "EXISTS (SELECT 1 FROM casework_casefile c "
    f"WHERE c.id = casework_caserevision.case_id AND {belongs('c.organisation_id')})"
)

TABLES = [
    {"table": "casework_casefile", "column": "organisation_id"},
    {"table": "casework_holidayoverride", "column": "organisation_id"},
    {"table": "casework_caserevision", "column": "NULL", "also": _CASE, "also_adds": True},
]


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_case_files"), ("vault", "0002_walls")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
