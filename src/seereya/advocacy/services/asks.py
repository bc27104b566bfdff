"""Asks, and the answers to those that a passed deadline proposes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.advocacy import keeping
from seereya.advocacy.content import DeclineContent
from seereya.advocacy.models import Ask, Commitment, ProposalAnswer
from seereya.advocacy.rules import asks as rules
from seereya.advocacy.rules.commitments import proposes_ask
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock

DECLINED = "proposal_answer"


@dataclass
class Wanted:
    """What is asked: what, of whom, by when, and how it is known to be done."""

    what: str
    of_whom: str
    by_when: date
    indicator: str
    body: str = ""
    theme: str = ""
    commitment_id: UUID | None = None
    recommendation_id: UUID | None = None


@transaction.atomic
def save_ask(
    *, by: Actor, wanted: Wanted, ask_id: UUID | None = None, version: int | None = None, token: UUID | None = None
) -> Ask:
    """Writes an ask, or another wording of one. Raises `NotThere`, `Refused` (`ask_incomplete`, `changed_meanwhile`)."""
    rules.check_ask(what=wanted.what, of_whom=wanted.of_whom, by_when=wanted.by_when, indicator=wanted.indicator)
    if ask_id is None:
        row, sent = keeping.begin(Ask, by, token)
        if sent:
            return row
        row.reference = keeping.reference(by, "ASK")
    else:
        row = keeping.own(Ask, by, ask_id)
        keeping.change(row, version)
    for name, value in asdict(wanted).items():
        setattr(row, name, value)
    row.save(force_insert=ask_id is None)
    record(tag=Tag.ASK_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row


@transaction.atomic
def close_ask(*, by: Actor, ask_id: UUID, result: str) -> Ask:
    """The ask was met, met in part, or is not put forward any more; an empty result opens it again.

    Raises `NotThere`, `Refused("unknown_result")`.
    """
    row = keeping.own(Ask, by, ask_id)
    if result not in set(rules.Result):
        raise Refused("unknown_result")
    row.result, row.closed_on = result, clock.today() if result else None
    keeping.change(row, row.version)
    row.save()
    record(tag=Tag.ASK_CLOSED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"result": result or "open"})
    return row


def _proposed(by: Actor, commitment_id: UUID) -> tuple[Commitment, date]:
    """The commitment of a proposal that still waits, with the deadline that passed. Raises `NotThere`, `Refused("no_proposal")`."""
    row = keeping.own(Commitment, by, commitment_id)
    answered = row.due_on is not None and row.answers.filter(deadline=row.due_on).exists()
    today = clock.today()
    waits = proposes_ask(deadline=row.due_on, status=row.status, paused=row.paused, answered=answered, today=today)
    if not waits or row.due_on is None:
        raise Refused("no_proposal")
    return row, row.due_on


@transaction.atomic
def accept_proposal(*, by: Actor, commitment_id: UUID, wanted: Wanted, token: UUID | None = None) -> Ask:
    """A person makes the proposed ask one, as it stands or in other words (decision 30: never by itself).

    Raises `NotThere`, `Refused` (`no_proposal`, `ask_incomplete`).
    """
    if token and (sent := Ask.objects.filter(id=token, organisation_id=by.organisation_id).first()):
        return sent
    row, deadline = _proposed(by, commitment_id)
    wanted.commitment_id = row.id
    ask = save_ask(by=by, wanted=wanted, token=token)
    answer, _sent = keeping.begin(ProposalAnswer, by, None, commitment=row, deadline=deadline, accepted=True, ask=ask)
    answer.save(force_insert=True)
    facts: dict[str, object] = {"accepted": True}
    record(tag=Tag.PROPOSAL_ANSWERED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return ask


@transaction.atomic
def decline_proposal(*, by: Actor, commitment_id: UUID, reason: str) -> ProposalAnswer:
    """A person declines the proposed ask; why is sealed. A later deadline proposes anew.

    Raises `NotThere`, `Refused` (`no_proposal`, `decline_needs_reason`).
    """
    if not reason.strip():
        raise Refused("decline_needs_reason")
    row, deadline = _proposed(by, commitment_id)
    answer, _sent = keeping.begin(ProposalAnswer, by, None, commitment=row, deadline=deadline, accepted=False)
    keys = keeping.new_keys(by, answer.id)
    answer.content = keeping.sealed(keys, DECLINED, 1, DeclineContent(reason.strip()))
    answer.save(force_insert=True)
    facts: dict[str, object] = {"accepted": False}
    record(tag=Tag.PROPOSAL_ANSWERED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return answer
