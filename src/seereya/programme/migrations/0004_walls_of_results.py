"""Row-level security on PostgreSQL: what hangs on a grant is read and written by its partners. What is frozen is not removed."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import belongs, run_policies

_SHARED = f"(SELECT grant_id FROM programme_grantpartner WHERE {belongs('organisation_id')})"
_VERSIONS = f"(SELECT id FROM programme_logframeversion WHERE grant_id IN {_SHARED})"
_RISKS = f"(SELECT id FROM programme_risk WHERE grant_id IN {_SHARED})"
_PERIODS = f"(SELECT id FROM programme_reportperiod WHERE grant_id IN {_SHARED})"
_REPORTS = f"(SELECT id FROM programme_report WHERE grant_id IN {_SHARED})"
_FIGURES = f"(SELECT id FROM programme_reportfigure WHERE report_id IN {_REPORTS})"


def _walled(table: str, also: str, *, removes: bool = False, changes: bool = True) -> dict[str, object]:
    return {
        "table": f"programme_{table}", "column": "NULL", "also": also, "also_adds": True, "also_removes": removes,
        "everybody_changes": changes,
    }  # fmt: skip


TABLES = [
    _walled("logframeversion", f"grant_id IN {_SHARED}"),
    _walled("result", f"version_id IN {_VERSIONS}", removes=True),
    _walled("indicator", f"version_id IN {_VERSIONS}", removes=True),
    _walled("indicatorvalue", f"grant_id IN {_SHARED}"),
    _walled("activity", f"grant_id IN {_SHARED}"),
    _walled("risk", f"grant_id IN {_SHARED}"),
    _walled("riskmove", f"risk_id IN {_RISKS}", changes=False),
    _walled("decision", f"grant_id IN {_SHARED}"),
    _walled("partnerreport", f"period_id IN {_PERIODS}"),
    _walled("report", f"grant_id IN {_SHARED}"),
    _walled("reportfigure", f"report_id IN {_REPORTS}", changes=False),
    _walled("correction", f"figure_id IN {_FIGURES}", changes=False),
]


class Migration(migrations.Migration):
    dependencies = [("programme", "0003_results")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
