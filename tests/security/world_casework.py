"""A case file of A's counsel, in every part of it, for the world of the access matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seereya.accounts.rules import Role
from seereya.casework.content import Act as CaseAct
from seereya.casework.content import CaseContent, Deadline, Exhibit, Party, Proceeding, Qualification, StageMove
from seereya.casework.models import CaseFile, ConflictAsked
from seereya.casework.rules.conflicts import ConflictQuestion
from seereya.casework.rules.costs import CostContent, CostState
from seereya.casework.rules.mandates import MandateContent
from seereya.casework.rules.updates import UpdateContent
from seereya.casework.services.conflicts import ask_partners
from seereya.casework.services.notes import write_note
from tests.factories.accounts import Person
from tests.factories.casework import case_file

if TYPE_CHECKING:
    from tests.security.world import World

# Privileged: on pages of those who may hold the casework vault, and on no others.
CASEWORK = {
    "case-title": "Zcasetitleqk",
    "case-summary": "Zcasesummaryqk",
    "case-act": "Zcaseactqk",
    "case-basis": "Zcasebasisqk",
    "case-exhibit": "Zcaseexhibitqk",
    "case-reason": "Zcasereasonqk",
    "mandate-scope": "Zmandatescopeqk",
    "client-said": "Zclientsaidqk",
    "cost-what": "Zcostwhatqk",
    "counsel-note": "Zcounselnoteqk",
    "conflict-about": "Zconflictaboutqk",
    "conflict-asked": "Zconflictaskedqk",
}


def _casework(world: World) -> None:
    """A case file of A with something in each of its parts."""
    by = world.people["AAAA", Role.COUNSEL]
    by.keyring = None
    content = CaseContent(
        title=CASEWORK["case-title"],
        summary=CASEWORK["case-summary"],
        parties=[Party("PA1", str(world.private["person_id"]), "P-AAAAAA", "suspect", CASEWORK["case-basis"])],
        qualifications=[Qualification("Q1", "ML01-209", "", ["PA1"])],
        proceedings=[Proceeding("PR1", "P-NAT-PCPC", "NAT-DJI", "RP 1", "", "2025-01-10", [StageMove("S-N-02", "2025-01-10")])],
        acts=[CaseAct("C1", "A-IN-REL", "2025-02-10", "PR1", words=CASEWORK["case-act"])],
        deadlines=[Deadline("D1", "D-POU", "2026-11-20", "2026-11-23", amount=3, unit="day", reason=CASEWORK["case-reason"])],
        exhibits=[Exhibit(1, CASEWORK["case-exhibit"], "remise")],
    )
    content.conflict_reason = "–"
    _clients(content)
    row = case_file(by=by, **vars(content))
    world.references.append(row.reference)
    parts = {"proceeding_id": "PR1", "deadline_id": "D1", "party_id": "PA1", "qualification_id": "Q1", "case_id": row.id}
    parts |= {"mandate_id": "M1", "cost_id": "E1", **_privileged(world, by, row)}
    world.private |= parts
    world.shared |= parts


def _clients(content: CaseContent) -> None:
    """A mandate, what its giver was told, and a cost that waits."""
    mandate = {"scope": CASEWORK["mandate-scope"], "signed_on": "2024-09-01", "given_to": "Me T."}
    content.mandates = [MandateContent("M1", "M-PC", "P-NAT-PCPC", ["P-AAAAAA"], **mandate)]
    content.updates = [UpdateContent("U1", "P-AAAAAA", "2024-10-01", "call", "", CASEWORK["client-said"])]
    cost = CostContent("E1", "travel", "10", "EUR", "2024-10-01", CASEWORK["cost-what"], state=CostState.WAITING)
    content.costs = [cost]


def _privileged(world: World, by: Person, row: CaseFile) -> dict[str, object]:
    """Counsel's note, a question A put to B, and one C put to A."""
    write_note(by=by, case_id=row.id, words=CASEWORK["counsel-note"])
    partner, stranger = world.offices["BBBB"].organisation, world.people["CCCC", Role.COUNSEL]
    request = ask_partners(by=by, question=ConflictQuestion(CASEWORK["conflict-about"]), partners=[partner.id])
    stranger.keyring = None
    theirs = ask_partners(by=stranger, question=ConflictQuestion(CASEWORK["conflict-asked"]), partners=[by.organisation_id])
    return {"request_id": request.id, "asked_id": ConflictAsked.objects.get(request=theirs).id}
