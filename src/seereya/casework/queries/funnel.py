"""The funnel's files, out of the coarse rows alone: two queries, and no file opens."""

from __future__ import annotations

from seereya.accounts.actor import Actor
from seereya.casework.models import CaseStep, FunnelFile
from seereya.casework.rules.funnel import FileSteps, Unit


def files(by: Actor) -> list[FileSteps]:
    """The files of the member's organisation as the funnel counts them. Those of marked vaults have no coarse rows."""
    steps: dict[object, list[tuple[str, str]]] = {}
    mine = CaseStep.objects.filter(organisation_id=by.organisation_id)
    for case, month, step in mine.order_by("case_id", "position").values_list("case_id", "month", "step"):
        steps.setdefault(case, []).append((month, step))
    rows = FunnelFile.objects.filter(organisation_id=by.organisation_id)
    return [
        FileSteps(
            tuple(steps.get(row.case_id, ())),
            {
                Unit.VICTIM: row.victims,
                Unit.INCIDENT: row.incidents,
                Unit.SUSPECT: row.suspects,
                Unit.PROCEEDING: row.proceedings,
            },
            {"region": row.region, "perpetrators": row.perpetrators},
            row.paused,
        )
        for row in rows
    ]
