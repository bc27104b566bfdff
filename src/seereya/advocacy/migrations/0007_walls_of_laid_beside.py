"""Row-level security: that a commitment is paused, and when, every organisation reads; which case file is laid beside it, the own only."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import run_policies

TABLES = [
    {"table": "advocacy_commitmentpause", "column": "organisation_id", "everybody_reads": True},
    {"table": "advocacy_caselink", "column": "organisation_id"},
]


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0006_laid_beside")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
