"""Row-level security on PostgreSQL: an organisation's own rows; a conflict question is read by the asker and by the partner asked."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import belongs, run_policies

TABLES = [
    {"table": "casework_conflictrequest", "column": "organisation_id"},
    {"table": "casework_conflictasked", "column": "organisation_id", "also": belongs("asker_id"), "also_adds": True},
    {"table": "casework_counselnote", "column": "organisation_id"},
    {"table": "casework_costceiling", "column": "organisation_id"},
    {"table": "casework_casestep", "column": "organisation_id"},
    {"table": "casework_funnelfile", "column": "organisation_id"},
]


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_clients_and_funnel")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
