"""Row-level security on PostgreSQL: an organisation sees its own jobs; those of nobody are the operator's."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import run_policies

TABLES = [{"table": "jobs_job", "column": "organisation"}]


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_jobs")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
