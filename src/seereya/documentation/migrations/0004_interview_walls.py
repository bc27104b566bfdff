"""Row-level security on PostgreSQL for missions and interviews; a question to a partner is read and answered by both sides."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import belongs, run_policies

_PARTNER = belongs("to_organisation_id")

TABLES = [
    {"table": "documentation_mission", "column": "organisation_id"},
    {"table": "documentation_interview", "column": "organisation_id"},
    {"table": "documentation_heardquestion", "column": "organisation_id", "also": _PARTNER, "everybody_changes": True},
]


class Migration(migrations.Migration):
    dependencies = [("documentation", "0003_interviews")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
