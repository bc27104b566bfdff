"""Row-level security on PostgreSQL: public facts are read by every organisation, asks, actions and stakeholders by their own only.

Whoever wrote a row changes it. An assessment or a link to an incident stands beside a partner's recommendation in rows of its own.
"""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import run_policies

_PUBLIC = (
    "commitment", "commitmententry", "archive", "recommendation", "assessment", "contextevent", "citedfigure", "thirdpartycall",
)  # fmt: skip
_OWN = ("incidentlink", "ask", "proposalanswer", "action", "actionask", "stagedimport", "stakeholder")

TABLES = [{"table": f"advocacy_{name}", "column": "organisation_id", "everybody_reads": True} for name in _PUBLIC]
TABLES += [{"table": f"advocacy_{name}", "column": "organisation_id"} for name in _OWN]


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0001_advocacy"), ("vault", "0002_walls")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
