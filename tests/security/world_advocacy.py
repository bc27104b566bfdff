"""The advocacy of A, for the world of the access matrix: public facts that all read, and what is sealed or A's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seereya.accounts.rules import Role
from seereya.advocacy import services
from seereya.advocacy.content import ActionContent, StakeholderContact, StanceEntry
from seereya.advocacy.models import (
    Action,
    ActionAsk,
    Archive,
    Ask,
    Assessment,
    CaseLink,
    Commitment,
    CommitmentEntry,
    ContextEvent,
    IncidentLink,
    ProposalAnswer,
    Recommendation,
    StagedImport,
    Stakeholder,
)
from seereya.casework.models import CaseFile
from seereya.documentation.models import Incident
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from tests.factories import advocacy as made

if TYPE_CHECKING:
    from tests.security.world import World

# Sealed, on pages of those who do the advocacy of A and on no others.
ADVOCACY = {
    "stakeholder": "Zstakeholderqk",
    "stance-why": "Zstancewhyqk",
    "action-subject": "Zactionsubjectqk",
    "action-notes": "Zactionnotesqk",
    "sheet": "Zsheetlineqk",
}


# Not sealed, and A's own all the same.
ASK = "Zaskwhatqk"


def _advocacy(world: World) -> None:
    """A commitment with a passed deadline, tied to A's private incident; an ask, an action, a stakeholder, a spreadsheet."""
    by = world.people["AAAA", Role.ADVOCACY]
    by.keyring = None
    commitment = made.commitment(by=by)
    reference = Incident.objects.get(id=world.private["incident_id"]).reference
    link = services.link_incident(by=by, incident=reference, commitment_id=commitment.id)
    counsel = world.people["AAAA", Role.COUNSEL]
    counsel.keyring = None
    case = CaseFile.objects.get(id=world.private["case_id"])
    laid = services.link_case(by=counsel, case=case.reference, commitment_id=commitment.id)
    recommendation = made.recommendation(by=by)
    ask = made.ask(by=by, what=ASK)
    person = made.stakeholder(by=by, called=ADVOCACY["stakeholder"], contact=StakeholderContact("Zstakeholdernameqk"))
    stance = StanceEntry(clock.today().isoformat(), 3, "SS-NEU", ADVOCACY["stance-why"])
    services.record_stance(by=by, stakeholder_id=person.id, entry=stance)
    content = ActionContent(ADVOCACY["action-subject"], notes=ADVOCACY["action-notes"], stakeholder=str(person.id))
    action = made.action(by=by, asks=(ask,), content=content, follow_up=clock.today())
    values = {"kind": "summit", "on": clock.today(), "title": "Zeventtitleqk", "source": "x"}
    fact = services.save_fact(by=by, kind="events", values=values)
    staged = StagedImport.objects.create(
        id=new_id(),
        organisation_id=by.organisation_id,
        sha256="0" * 64,
        rows=[
            {
                "line": 2,
                "fate": "new",
                "faults": [],
                "values": {"document": "X/2", "paragraph": "1", "text_fr": ADVOCACY["sheet"]},
            }
        ],
        counts={"read": 1, "new": 1},
        made_by=by.member,
        made_at=clock.now(),
    )
    parts = {"commitment_id": commitment.id, "recommendation_id": recommendation.id, "fact_id": fact.pk, "staged_id": staged.id}
    parts |= {"public_commitment": commitment.id, "public_recommendation": recommendation.id, "public_fact": fact.pk}
    parts |= {"ask_id": ask.id, "action_id": action.id, "stakeholder_id": person.id, "incident_link": link.id}
    parts |= {"case_link": laid.id}
    parts |= {"facts": "events", "body": "NAT-MJ"}
    world.private |= parts
    world.shared |= parts
    world.references += [ASK, ask.reference, action.reference, person.reference]


def _theirs(mine: dict[str, str]) -> list[Any]:
    """What A has in this room, for the fingerprint."""
    versioned = (Commitment, Recommendation, ContextEvent, Ask, Action, Stakeholder)
    rows: list[Any] = [model.objects.filter(**mine).order_by("pk").values_list("pk", "version") for model in versioned]
    others = (CommitmentEntry, Archive, Assessment, IncidentLink, CaseLink, ProposalAnswer, ActionAsk)
    rows += [model.objects.filter(**mine).order_by("pk").values_list("pk") for model in others]
    rows.append(StagedImport.objects.filter(**mine).order_by("pk").values_list("pk", "taken_over_at"))
    rows.append(Action.objects.filter(**mine).order_by("pk").values_list("pk", "followed_up_on"))
    return rows
