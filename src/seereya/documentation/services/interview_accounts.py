"""From an interview to an account of an incident in one step, and a statement opened for paper."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.documentation.content import Account, SourceContent
from seereya.documentation.content_interviews import InterviewContent, Present, Said
from seereya.documentation.models import Incident
from seereya.documentation.queries.interviews import source_of
from seereya.documentation.rules import Refused
from seereya.documentation.rules_interviews import State
from seereya.documentation.services.accounts import save_account
from seereya.documentation.services.interviews import HeldInterview, hold_interview, open_interview, open_words, store_interview
from seereya.documentation.services.people import create_source, link_person
from seereya.documentation.services.storing import NotThere
from seereya.foundation.identifiers import new_id
from seereya.vault.keyring import keyring_of, record_keys

SEEN_AS = {"victim": "ST-DIR", "witness": "ST-EYE"}


def account_from_interview(*, by: Actor, interview_id: UUID, reference: str, role: str, purpose: str = "") -> Incident:
    """Makes an account of an incident: its source is the protected source of this person, her words go to the sealed testimony.

    The opening of her words, for the purpose, is on the record before anything is written.
    Raises `NotThere`, `Refused`: `not_complete_yet`, `no_such_incident`, `unknown_role`, `purpose_needed`.
    """
    if role not in SEEN_AS:
        raise Refused("unknown_role")
    incident = Incident.objects.filter(reference=reference.strip().upper(), organisation_id=by.organisation_id).first()
    if incident is None or incident.id not in record_keys(keyring_of(by), [incident.id]):
        raise Refused("no_such_incident")
    said, _present = open_words(by=by, interview_id=interview_id, purpose=purpose)
    with transaction.atomic():
        held = hold_interview(by, interview_id)
        if held.content.state != State.COMPLETE:
            raise Refused("not_complete_yet")
        known = next((one for one in held.content.incidents if one["id"] == str(incident.id)), None)
        if known is None:
            known = {"id": str(incident.id), "ref": incident.reference, "account": new_id().hex}
            held.content.incidents.append(known)
        held.content.source = held.content.source or _source(by, held.content, role)
        account = _account(held, known["account"], role)
        row = save_account(by=by, incident_id=incident.id, account=account, verbatim=_verbatim(said))
        link_person(by=by, incident_id=incident.id, person_id=UUID(held.content.person), role=role)
        store_interview(by, held)
    return row


def _source(by: Actor, content: InterviewContent, role: str) -> str:
    """The protected source made of an earlier interview of the same person, or a new one."""
    found = source_of(by=by, person=content.person)
    if found:
        return found
    kind = SEEN_AS[role]
    return str(create_source(by=by, content=SourceContent(kind=kind, language=content.language, note=content.person_code)).id)


def _account(held: HeldInterview, account_id: str, role: str) -> Account:
    content = held.content
    return Account(
        id=account_id,
        source=content.source,
        source_type=SEEN_AS[role],
        published=content.on,
        says=content.about,
        archived=" ".join(filter(None, (held.row.reference, content.recording))),
    )


def _verbatim(said: Said) -> str:
    return "\n\n".join(filter(None, (said.seen.strip(), said.told.strip())))


def open_statement(*, by: Actor, interview_id: UUID, purpose: str = "") -> tuple[HeldInterview, Said, Present]:
    """A whole statement for paper: that it was printed is committed before anything is opened.

    Raises `NotThere`, `Refused("purpose_needed")`.
    """
    if not record_keys(keyring_of(by), [interview_id]):
        raise NotThere
    said, present = open_words(by=by, interview_id=interview_id, purpose=purpose)
    with transaction.atomic(durable=True):
        record(tag=Tag.INTERVIEW_PRINTED, actor=by.id, organisation=by.organisation_id, subject=interview_id)
    return open_interview(by=by, interview_id=interview_id), said, present
