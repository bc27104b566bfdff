"""Plants strings in what a case file says of its clients, in counsel's notes and in conflict checks: through the services."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.casework import services
from seereya.casework.content import CaseContent
from seereya.casework.models import ConflictAsked, ConflictRequest
from seereya.casework.rules.conflicts import QUESTIONS_A_WINDOW, Conclusion, ConflictAnswer, ConflictQuestion
from seereya.casework.rules.costs import CostContent
from seereya.casework.rules.mandates import MandateContent
from seereya.casework.rules.updates import UpdateContent
from seereya.casework.services.conflicts import answer_partner, ask_partners, conclude
from seereya.casework.services.costs import add_cost, decide_cost
from seereya.casework.services.funnel import record_step
from seereya.casework.services.mandates import revoke_mandate, save_mandate
from seereya.casework.services.notes import write_note
from seereya.casework.services.updates import record_update
from seereya.documentation.content import Identity, PersonContent
from seereya.documentation.services import create_person
from seereya.foundation import clock

Take = Callable[[str], str]


def plant(by: Actor, colleague: Actor, partner: Actor, take: Take) -> None:
    """A case file with one of each, and a string in each of its fields; a question to a partner. `colleague`, `partner`: other counsel."""
    giver = create_person(by=by, content=PersonContent(), identity=Identity()).code
    content = CaseContent(title="–", conflict_reason="–", perpetrators="PC-STA")
    _file(by, colleague, services.open_case_file(by=by, content=content).id, giver, take)
    if ConflictRequest.objects.filter(made_by=by.member).count() < QUESTIONS_A_WINDOW:
        _conflict(by, partner, take)


def _file(by: Actor, colleague: Actor, case: UUID, giver: str, take: Take) -> None:
    today = clock.today()
    mandate = MandateContent(
        kind="M-PC", forum="P-NAT", givers=[giver], given_to=take("who receives a mandate"), scope=take("scope of a mandate") or "–",
        signing="thumbprint", witness=take("witness of a thumbprint") or "–", signed_on=str(today), association=take("association"),
        assent=take("assent of a child"), guardian_tie=take("tie of a guardian"), heir_tie=take("tie of an heir"), scan=take("scan"),
    )  # fmt: skip
    save_mandate(by=by, case_id=case, mandate=mandate)
    update = UpdateContent(
        client=giver, told_on=str(today), how="call", said=take("what a client was told"), asked=take("what a client wishes")
    )
    record_update(by=by, case_id=case, update=update)
    spent = CostContent("", "travel", "10", "EUR", str(today), take("what a cost was for") or "–", take("receipt"))
    cost = add_cost(by=by, case_id=case, cost=spent)
    decide_cost(by=colleague, case_id=case, cost_id=cost.id, approve=True, why=take("why a cost was approved") or "–")
    record_step(by=by, case_id=case, step="F2", month=str(today)[:7], why=take("note on a step"))
    write_note(by=by, case_id=case, words=take("note of counsel") or "–")
    opened = services.open_case(by=by, case_id=case)
    revoke_mandate(
        by=by,
        case_id=case,
        version=opened.row.version,
        mandate_id=mandate.id,
        on=today,
        why=take("why a mandate was revoked") or "–",
    )


def _conflict(by: Actor, partner: Actor, take: Take) -> None:
    question = ConflictQuestion(take("who a conflict check is about") or "–", take("matter of a conflict check"))
    request = ask_partners(by=by, question=question, partners=[partner.organisation_id])
    asked = ConflictAsked.objects.get(request=request)
    looked = take("where a partner looked") or "–"
    answer_partner(by=partner, asked_id=asked.id, answer=ConflictAnswer("none", looked_in=looked))
    conclude(by=by, request_id=request.id, conclusion=Conclusion("CF-CLR", take("why no conflict") or "–"))
