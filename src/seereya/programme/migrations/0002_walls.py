"""Row-level security on PostgreSQL: a grant and what hangs on it is read and written by its partners.

Who shares a grant is a directory that the policies of the other tables read, so that everybody reads it; funders publish it, ceilings too.
"""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import belongs, run_policies

_SHARED = f"(SELECT grant_id FROM programme_grantpartner WHERE {belongs('organisation_id')})"

TABLES = [
    {"table": "programme_grantpartner", "column": "organisation_id", "everybody_reads": True, "everybody_adds": True, "everybody_changes": True},
    {"table": "programme_grant", "column": "organisation_id", "also": f"id IN {_SHARED}"},
    {"table": "programme_reportperiod", "column": "NULL", "also": f"grant_id IN {_SHARED}", "also_adds": True, "also_removes": True, "everybody_changes": True},
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_grants")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
