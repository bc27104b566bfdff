"""Row-level security on PostgreSQL: the budget is its grant's; a partner's ledger is its own, and read by the grant's coordinator."""

from django.db import migrations

from seereya.foundation.migrating import Guard
from seereya.foundation.walls import belongs, run_policies

_SHARED = f"(SELECT grant_id FROM programme_grantpartner WHERE {belongs('organisation_id')})"
_LED = f"(SELECT id FROM programme_grant WHERE {belongs('organisation_id')})"
_VERSIONS = f"(SELECT id FROM programme_budgetversion WHERE grant_id IN {_SHARED})"
_PARTNERS = f"(SELECT organisation_id FROM programme_grantpartner WHERE grant_id IN {_LED})"
_EXPENSES = f"(SELECT id FROM programme_expense WHERE grant_id IN {_LED})"


def _of_grant(table: str, also: str, *, removes: bool = False) -> dict[str, object]:
    return {
        "table": f"programme_{table}", "column": "NULL", "also": also, "also_adds": True, "also_removes": removes,
        "everybody_changes": True,
    }  # fmt: skip


def _of_partner(table: str, also: str, *, changes: bool = False) -> dict[str, object]:
    """Its own organisation's; the coordinator reads it, and decides on a cost where `changes`."""
    return {"table": f"programme_{table}", "column": "organisation_id", "also": also, "everybody_changes": changes}


TABLES = [
    _of_grant("budgetversion", f"grant_id IN {_SHARED}"),
    _of_grant("budgetline", f"version_id IN {_VERSIONS}", removes=True),
    _of_grant("transfer", f"grant_id IN {_SHARED}"),
    _of_grant("rate", f"grant_id IN {_SHARED}"),
    _of_partner("payee", f"organisation_id IN {_PARTNERS}"),
    _of_partner("expense", f"grant_id IN {_LED}", changes=True),
    _of_partner("expenseshare", f"grant_id IN {_LED}", changes=True),
    _of_partner("expensepiece", f"expense_id IN {_EXPENSES}"),
    _of_partner("payment", f"expense_id IN {_EXPENSES}"),
    _of_partner("supportreceipt", f"grant_id IN {_LED}"),
    _of_partner("ledgerexport", f"grant_id IN {_LED}"),
    _of_partner("ledgersample", f"grant_id IN {_LED}"),
]


class Migration(migrations.Migration):
    dependencies = [("programme", "0005_money")]
    operations = [Guard(run_policies(TABLES), run_policies(TABLES, backward=True))]
