"""Keeps the funnel's coarse rows true to the file they stand for."""

from __future__ import annotations

from uuid import UUID

from seereya.casework.content import CaseContent
from seereya.casework.models import CaseFile, CaseStep, FunnelFile
from seereya.casework.steps import steps_of
from seereya.documentation.models import Incident
from seereya.reference import terms

VICTIM_ROLES = frozenset({"victim", "civil_party", "heir"})
SUSPECT_ROLES = frozenset({"suspect", "accused", "alleged_perpetrator", "convicted"})


def step_of(vocabulary: str) -> dict[str, str]:
    """The step of the funnel that each term of a vocabulary stands for (the pack says it in the column `funnel`)."""
    return {code: step for code, word in terms.vocabulary(vocabulary).items() if (step := word.extra.get("funnel", ""))}


def keep(row: CaseFile, content: CaseContent) -> None:
    """Writes the coarse rows of a file anew, inside the change that stores it. None in a marked vault (decision 1)."""
    CaseStep.objects.filter(case=row).delete()
    if row.vault.marked:
        FunnelFile.objects.filter(case=row).delete()
        return
    steps, facts = coarse(row, content)
    CaseStep.objects.bulk_create(steps)
    FunnelFile.objects.update_or_create(case=row, defaults=facts | {"organisation_id": row.organisation_id})


def coarse(row: CaseFile, content: CaseContent) -> tuple[list[CaseStep], dict[str, object]]:
    """The rows a file stands for in the funnel, not yet written."""
    ids = [UUID(one) for one in content.incidents]
    known = list(Incident.objects.filter(id__in=ids).order_by("made_at").values_list("made_at", "region")) if ids else []
    documented = known[0][0].date().isoformat() if known else ""
    found = steps_of(content, documented=documented, stages=step_of("procedure_stages"), acts=step_of("procedural_acts"))
    steps = [
        CaseStep(organisation_id=row.organisation_id, case=row, position=number, step=step, month=month)
        for number, (month, step) in enumerate(found)
    ]
    return steps, {
        "victims": len({one.person for one in content.parties if one.role in VICTIM_ROLES}),
        "suspects": len({one.person for one in content.parties if one.role in SUSPECT_ROLES}),
        "incidents": len(ids),
        "proceedings": len(content.proceedings),
        "region": next((region for _at, region in known if region), ""),
        "perpetrators": content.perpetrators,
        "paused": bool(content.paused),
    }
