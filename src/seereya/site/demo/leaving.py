"""What leaves the house in the story: something sent urgently that waits to be ratified, an export that waits for an approver."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.documentation.models import Incident
from seereya.documentation.services import leaving as exports
from seereya.vault import services as vaults
from seereya.vault.rules_exits import ExitKind, Leaving


def tell(told: dict[str, Any], people: dict[str, Actor], incident: Incident, persons: dict[str, UUID]) -> None:
    """Both through the gate: whoever said no stays out, and the ledger is written before anything leaves."""
    one = told["urgent"]
    leaving = Leaving(
        ExitKind.DOSSIER,
        one["scope"],
        one["recipient"],
        one["level"],
        tuple(persons[key] for key in one["persons"]),
        items=(incident.id,),
        purpose=one["purpose"],
    )
    vaults.let_out(by=people[one["by"]], leaving=leaving, urgent=one["why"])
    wanted = told["export"]
    by = people[wanted["by"]]
    chosen = exports.choose(by=by, incident_ids=[incident.id])
    asked = {name: wanted[name] for name in ("scope", "recipient", "level", "purpose")}
    exports.ask_export(by=by, chosen=chosen, named=[], **asked)
