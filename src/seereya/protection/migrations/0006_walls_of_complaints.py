"""Row-level security on PostgreSQL for complaints: an organisation's members see those somebody of theirs holds a key of.

A complaint belongs to no organisation. Its keys are written for recipients of other organisations, and passed on.
"""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import belongs, run_policies

_HELD = (
    "EXISTS (SELECT 1 FROM protection_complaintkey k WHERE k.complaint_id = protection_complaint.id "
    f"AND {belongs('k.organisation_id')})"
)

TABLES = [
    {
        "table": "protection_complaint",
        "column": "organisation_id",
        "also": _HELD,
        "everybody_adds": True,
        "everybody_changes": True,
    },
    {"table": "protection_complaintkey", "column": "organisation_id", "everybody_adds": True},
]


class Migration(migrations.Migration):
    dependencies = [("protection", "0005_complaints")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
