"""Row-level security on PostgreSQL: an organisation reads its own sessions only; counts for a report run as the system."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import run_policies

TABLES = [
    {"table": f"education_{name}", "column": "organisation_id"}
    for name in ("session", "headcount", "measure", "multiplier", "giving", "privatetalk")
]


class Migration(migrations.Migration):
    dependencies = [("education", "0003_sessions")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
