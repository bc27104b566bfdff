"""“Was this person heard already?”: a question to people of a partner, answered by a person after looking (decision 29)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation.models import HeardQuestion
from seereya.documentation.rules import Refused
from seereya.documentation.rules_interviews import ASKED_A_DAY
from seereya.documentation.services.incidents import home_vault
from seereya.documentation.services.people import identities_vault
from seereya.documentation.services.storing import NotThere
from seereya.foundation import clock, walls
from seereya.foundation.identifiers import new_id
from seereya.foundation.sealable import Sealable
from seereya.vault import services as vaults
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.models import Vault
from seereya.vault.rules import Group, VaultKind
from seereya.vault.services.references import open_code

TABLE = "heard-question"


@dataclass
class Answer(Sealable):
    """What somebody of the partner says after looking: yes, no or not known; and whom to call."""

    answer: str = ""
    whom: str = ""


@transaction.atomic
def ask_partner(*, by: Actor, organisation_id: UUID, words: str) -> HeardQuestion:
    """Asks one partner; the question carries only what was typed, sealed to the two identities vaults.

    Raises `Refused`: `question_needed`, `asked_too_often`, `no_such_partner`.
    """
    if not words.strip():
        raise Refused("question_needed")
    Member.objects.select_for_update().get(id=by.id)  # two forms sent at once count one after the other
    midnight = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    if HeardQuestion.objects.filter(asked_by=by.id, asked_at__gte=midnight).count() >= ASKED_A_DAY:
        raise Refused("asked_too_often", most=ASKED_A_DAY)
    theirs = Vault.objects.filter(organisation_id=organisation_id, kind=VaultKind.IDENTITIES).order_by("made_at").first()
    if theirs is None or organisation_id == by.organisation_id:
        raise Refused("no_such_partner")
    row = HeardQuestion(
        id=new_id(),
        organisation_id=by.organisation_id,
        to_organisation_id=organisation_id,
        code=open_code("Q"),
        asked_by=by.id,
        asked_at=clock.now(),
    )
    into = {theirs: None, identities_vault(by): None, home_vault(by): frozenset({Group.CONTENT})}
    keys = vaults.make_record(by=by, record_id=row.id, into=into)
    row.question = keys.seal(TABLE, Group.IDENTITY, 1, words.strip().encode())
    row.save(force_insert=True)
    with walls.system("a question stands in both organisations' logs"):
        for organisation in (by.organisation_id, organisation_id):
            record(tag=Tag.HEARD_ASKED, actor=by.id, organisation=organisation, subject=row.id)
    return row


def find_question(*, by: Actor, question_id: UUID) -> HeardQuestion:
    """A question put to the member's organisation that she could open, still closed. Raises `NotThere`."""
    row = HeardQuestion.objects.filter(id=question_id, to_organisation_id=by.organisation_id).first()
    if row is None or row.id not in record_keys(keyring_of(by), [row.id]):
        raise NotThere
    return row


def open_question(*, by: Actor, question_id: UUID, purpose: str) -> tuple[HeardQuestion, str]:
    """A question put to the member's organisation, with its words; for a purpose. Raises `NotThere`."""
    row = HeardQuestion.objects.filter(id=question_id, to_organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    keys = vaults.open_records(by=by, records=[row.id], group=Group.IDENTITY, purpose=purpose).get(row.id)
    if keys is None:
        raise NotThere
    return row, keys.open(TABLE, Group.IDENTITY, 1, row.question).decode()


@transaction.atomic
def answer_question(*, by: Actor, question_id: UUID, answer: Answer) -> HeardQuestion:
    """Answers once, as a person who looked. Raises `NotThere`, `Refused`: `answer_needed`, `answered_already`."""
    keys = record_keys(keyring_of(by), [question_id]).get(question_id)
    row = HeardQuestion.objects.select_for_update().filter(id=question_id, to_organisation_id=by.organisation_id).first()
    if keys is None or row is None:
        raise NotThere
    if answer.answer not in {"yes", "no", "unknown"}:
        raise Refused("answer_needed")
    if row.answered_at is not None:
        raise Refused("answered_already")
    row.answer = keys.seal(TABLE, Group.CONTENT, 1, answer.to_json())
    row.answered_by, row.answered_at = by.id, clock.now()
    row.save()
    with walls.system("an answer stands in both organisations' logs"):
        for organisation in (row.organisation_id, by.organisation_id):
            record(tag=Tag.HEARD_ANSWERED, actor=by.id, organisation=organisation, subject=row.id)
    return row


def answers_of(*, by: Actor, most: int = 100) -> list[tuple[HeardQuestion, Answer | None]]:
    """The questions the member's organisation asked, the newest first, with the answers she can open. One audit row."""
    rows = list(HeardQuestion.objects.filter(organisation_id=by.organisation_id).order_by("-asked_at")[:most])
    keys = vaults.open_records(by=by, records=[row.id for row in rows])
    return [
        (row, Answer.from_json(keys[row.id].open(TABLE, Group.CONTENT, 1, row.answer)) if row.answer and row.id in keys else None)
        for row in rows
    ]
