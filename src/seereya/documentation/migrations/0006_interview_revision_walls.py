"""Row-level security on PostgreSQL for the versions of interviews."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import run_policies

TABLES = [{"table": "documentation_interviewrevision", "column": "organisation_id"}]


class Migration(migrations.Migration):
    dependencies = [("documentation", "0005_interview_revisions")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
