"""Row-level security on PostgreSQL: an organisation reads its own rounds only; counts for a report run as the system."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import run_policies

TABLES = [{"table": f"observatory_{name}", "column": "organisation_id"} for name in ("surveyround", "surveygroup")]


class Migration(migrations.Migration):
    dependencies = [("observatory", "0003_perception")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
