"""Conflict checks between partners' counsel: a question sealed to each, an answer by a person, never a name back (decision 29)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Organisation
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.casework.models import ConflictAsked, ConflictRequest
from seereya.casework.rules import Refused, conflicts
from seereya.casework.rules.conflicts import Conclusion, ConflictAnswer, ConflictQuestion, State
from seereya.casework.services.own_vault import home_vault
from seereya.casework.services.storing import NotThere
from seereya.foundation import clock, walls
from seereya.foundation.identifiers import new_id
from seereya.reference import terms
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import Vault
from seereya.vault.rules import Group, VaultKind

REQUEST, ASKED = "conflictrequest", "conflictasked"


@dataclass
class OpenedRequest:
    """A request of one's own organisation, with each partner's answer."""

    row: ConflictRequest
    question: ConflictQuestion
    answers: list[tuple[ConflictAsked, ConflictAnswer]]
    conclusion: Conclusion | None

    @property
    def state(self) -> State:
        """Where it stands."""
        return conflicts.state([one.answer for _row, one in self.answers], concluded=self.conclusion is not None)


def partners_of(by: Actor) -> list[tuple[Organisation, Vault]]:
    """The partners whose counsel can be asked: other organisations that have a casework vault."""
    found: dict[UUID, tuple[Organisation, Vault]] = {}
    rows = Vault.objects.filter(kind=VaultKind.CASEWORK).exclude(organisation_id=by.organisation_id)
    for vault in rows.select_related("organisation").order_by("marked", "made_at"):
        found.setdefault(vault.organisation_id, (vault.organisation, vault))
    return sorted(found.values(), key=lambda pair: pair[0].code)


@transaction.atomic
def ask_partners(
    *, by: Actor, question: ConflictQuestion, partners: list[UUID], request_id: UUID | None = None
) -> ConflictRequest:
    """Puts a question to partners' counsel, sealed to the casework vault of each. The same form sent twice asks once.

    A partner receives five questions a day from one organisation at the most; more wait their turn.
    Raises `Refused`: `conflict_about_needed`, `conflict_partner_needed`, `conflict_queue_full`.
    """
    conflicts.check_question(question, len(partners))
    if request_id and (sent := ConflictRequest.objects.filter(id=request_id, made_by=by.member).first()):
        return sent
    known = {organisation.id: (organisation, vault) for organisation, vault in partners_of(by)}
    if any(one not in known for one in partners):
        raise Refused("conflict_partner_needed")
    vault, now = home_vault(by), clock.now()
    Organisation.objects.select_for_update().get(id=by.organisation_id)  # questions are counted one after the other
    row = ConflictRequest(
        id=request_id or new_id(), organisation_id=by.organisation_id, vault=vault, made_by=by.member, made_at=now
    )
    keys = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    row.content = keys.seal(REQUEST, Group.CONTENT, 1, question.to_json())
    row.save(force_insert=True)
    for partner in dict.fromkeys(partners):
        _put(by, row, question, vault, *known[partner])
    facts: dict[str, object] = {"partners": len(set(partners))}
    record(tag=Tag.CONFLICT_ASKED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return row


def _put(by: Actor, row: ConflictRequest, question: ConflictQuestion, own: Vault, partner: Organisation, vault: Vault) -> None:
    before = ConflictAsked.objects.filter(asker_id=by.organisation_id, organisation=partner)
    asked = ConflictAsked(
        id=new_id(),
        request=row,
        organisation=partner,
        asker_id=by.organisation_id,
        made_at=row.made_at,
        delivered_at=conflicts.delivery(before.values_list("delivered_at", flat=True), row.made_at),
    )
    with walls.system("a question is sealed to the partner asked"):
        keys = vaults.make_record(by=by, record_id=asked.id, into={own: None, vault: None})
        asked.content = keys.seal(ASKED, Group.CONTENT, 1, question.to_json())
        asked.save(force_insert=True)


def open_request(*, by: Actor, request_id: UUID) -> OpenedRequest:
    """One's own organisation's request, with what was answered; the opening is written down before. Raises `NotThere`."""
    row = ConflictRequest.objects.filter(id=request_id, organisation_id=by.organisation_id).select_related("made_by").first()
    asked = (
        list(ConflictAsked.objects.filter(request=row).select_related("organisation").order_by("organisation__code"))
        if row
        else []
    )
    keys = vaults.open_records(by=by, records=[request_id, *(one.id for one in asked)], group=Group.CONTENT)
    if row is None or request_id not in keys:
        raise NotThere
    return _opened(row, asked, keys)


def _opened(row: ConflictRequest, asked: list[ConflictAsked], keys: dict[UUID, RecordKeys]) -> OpenedRequest:
    own = keys[row.id]
    question = ConflictQuestion.from_json(own.open(REQUEST, Group.CONTENT, 1, row.content))
    conclusion = (
        Conclusion.from_json(own.open(f"{REQUEST}:conclusion", Group.CONTENT, 1, row.conclusion)) if row.conclusion else None
    )
    answers = [
        (
            one,
            ConflictAnswer.from_json(keys[one.id].open(f"{ASKED}:answer", Group.CONTENT, 1, one.answer))
            if one.answer
            else ConflictAnswer(),
        )
        for one in asked
    ]
    return OpenedRequest(row, question, answers, conclusion)


def open_asked(*, by: Actor, asked_id: UUID) -> tuple[ConflictAsked, ConflictQuestion]:
    """A question that a partner put to one's organisation and that waits for an answer. Raises `NotThere`."""
    row = _to_answer(by).filter(id=asked_id).select_related("asker").first()
    keys = vaults.open_records(by=by, records=[asked_id], group=Group.CONTENT).get(asked_id)
    if row is None or keys is None:
        raise NotThere
    return row, ConflictQuestion.from_json(keys.open(ASKED, Group.CONTENT, 1, row.content))


def _to_answer(by: Actor):  # type: ignore[no-untyped-def] # noqa: ANN202 - a query set
    return ConflictAsked.objects.filter(organisation_id=by.organisation_id, answered_at=None, delivered_at__lte=clock.now())


@transaction.atomic
def answer_partner(*, by: Actor, asked_id: UUID, answer: ConflictAnswer) -> ConflictAsked:
    """Counsel answers after looking in the organisation's own records. Nothing is answered by machine. Raises `Refused`, `NotThere`."""
    row = ConflictAsked.objects.select_for_update().filter(id=asked_id, organisation_id=by.organisation_id).first()
    keys = record_keys(keyring_of(by), [asked_id]).get(asked_id)
    if row is None or keys is None:
        raise NotThere
    conflicts.check_answer(answer, now=clock.now(), delivered=row.delivered_at, answered=row.answered_at is not None)
    answer.by = by.member.handle
    row.answer = keys.seal(f"{ASKED}:answer", Group.CONTENT, 1, answer.to_json())
    row.answered_at = clock.now()
    row.save(update_fields=["answer", "answered_at"])
    with walls.system("an answer is written in both organisations' logs"):
        for organisation in (row.organisation_id, row.asker_id):
            record(tag=Tag.CONFLICT_ANSWERED, actor=by.id, organisation=organisation, subject=row.request_id)
    return row


@transaction.atomic
def conclude(*, by: Actor, request_id: UUID, conclusion: Conclusion) -> ConflictRequest:
    """The asking counsel concludes, after the telephone call where there was one. Raises `Refused`, `NotThere`."""
    row = ConflictRequest.objects.select_for_update().filter(id=request_id, organisation_id=by.organisation_id).first()
    keys = record_keys(keyring_of(by), [request_id]).get(request_id)
    if row is None or keys is None:
        raise NotThere
    if row.concluded_at is not None:
        raise Refused("conflict_concluded")
    conflicts.check_conclusion(conclusion, terms.vocabulary("conflict_checks"))
    conclusion.by = by.member.handle
    row.conclusion = keys.seal(f"{REQUEST}:conclusion", Group.CONTENT, 1, conclusion.to_json())
    row.concluded_at = clock.now()
    row.save(update_fields=["conclusion", "concluded_at"])
    record(tag=Tag.CONFLICT_CONCLUDED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


def check_before_opening(*, by: Actor, request_id: UUID | None, reason: str) -> None:
    """Whether a file may be opened: every partner asked said no conflict, counsel concluded, or there is a reason.

    Where no partner can be asked there is nothing to wait for. Raises `Refused`: `conflict_not_asked`, `conflict_open_reason`.
    """
    if not partners_of(by):
        return
    stands = open_request_state(by, request_id) if request_id else None
    conflicts.check_may_open(stands, reason)


def open_request_state(by: Actor, request_id: UUID) -> State:
    """Where a request of one's own stands, inside a change. Raises `NotThere`."""
    row = ConflictRequest.objects.filter(id=request_id, organisation_id=by.organisation_id).first()
    asked = list(ConflictAsked.objects.filter(request=row)) if row else []
    keys = record_keys(keyring_of(by), [request_id, *(one.id for one in asked)])
    if row is None or request_id not in keys:
        raise NotThere
    return _opened(row, asked, keys).state
