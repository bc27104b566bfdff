"""The data-protection officer's work: requests of persons, legal holds, erasure by two, breaches, retention, processing."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.protection import erasing
from seereya.protection import rules_dataprotection as rules
from seereya.protection.content import BreachContent, HoldContent, Part, RequestContent
from seereya.protection.models import (
    Breach,
    LegalHold,
    PersonRequest,
    Processing,
    RetentionDays,
)
from seereya.protection.queries.dataprotection import is_held
from seereya.protection.queries.erasing import closed_vaults, holdings
from seereya.protection.rules import Refused
from seereya.protection.rules_dataprotection import RequestKind, RequestStatus
from seereya.protection.sealing import NotThere, check_subject, home_vault, new_tag
from seereya.reference import terms
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.rules import Group, VaultKind
from seereya.vault.services.erasing import destroy_wraps
from seereya.vault.services.references import next_reference

HOLD, REQUEST, BREACH = "legal_hold", "person_request", "breach"


@transaction.atomic
def receive_request(*, by: Actor, subject: UUID, kind: str, received_on: date, words: str, identified: str) -> PersonRequest:
    """A person asks; the month begins on the day it was received. Raises `NotThere`, `Refused("request_kind_needed")`."""
    check_subject(by, subject)
    if kind not in set(RequestKind) or received_on > clock.today():
        raise Refused("request_kind_needed")
    vault = home_vault(by.organisation_id)
    row = PersonRequest(
        id=new_id(),
        organisation_id=by.organisation_id,
        reference=next_reference(by.member.organisation, "DPR", vault),
        kind=kind,
        received_on=received_on,
        made_by=by.member,
        made_at=clock.now(),
    )
    keys = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    content = RequestContent(str(subject), words.strip(), identified.strip())
    row.content = keys.seal(REQUEST, Group.CONTENT, 1, content.to_json())
    row.save(force_insert=True)
    record(tag=Tag.REQUEST_RECEIVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"kind": kind})
    return row


def _hold_request(by: Actor, request_id: UUID) -> tuple[PersonRequest, RecordKeys, RequestContent]:
    keys = record_keys(keyring_of(by), [request_id]).get(request_id)
    row = PersonRequest.objects.select_for_update().filter(id=request_id, organisation_id=by.organisation_id).first()
    if keys is None or row is None:
        raise NotThere
    return row, keys, RequestContent.from_json(keys.open(REQUEST, Group.CONTENT, row.version, row.content))


def _store_request(row: PersonRequest, keys: RecordKeys, content: RequestContent) -> None:
    row.version += 1
    row.content = keys.seal(REQUEST, Group.CONTENT, row.version, content.to_json())
    row.save()


@transaction.atomic
def answer_request(*, by: Actor, request_id: UUID, version: int, granted: bool, answer: str, done: str) -> PersonRequest:
    """Answers a request; an erasure that is granted is proposed to a second person, and refused under legal hold.

    Raises `NotThere`, `Refused` (`changed_meanwhile`, `request_answered`, `answer_needed`, `legal_hold`).
    """
    row, keys, content = _hold_request(by, request_id)
    if row.version != version:
        raise Refused("changed_meanwhile")
    rules.check_answer(status=row.status, words=answer)
    content.answer, content.done = answer.strip(), done.strip()
    if granted and row.kind == RequestKind.ERASURE:
        if is_held(by, UUID(content.subject)):
            raise Refused("legal_hold")
        row.status, row.proposed_by = RequestStatus.PROPOSED, by.member
    else:
        row.status = RequestStatus.GRANTED if granted else RequestStatus.REFUSED
        row.ended_at = clock.now()
    _store_request(row, keys, content)
    facts: dict[str, object] = {"status": str(row.status)}
    record(tag=Tag.REQUEST_ANSWERED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return row


@transaction.atomic
def agree_to_erasure(*, by: Actor, request_id: UUID) -> PersonRequest:
    """The second person agrees: every room takes the person out, and the keys of what goes are destroyed; what stays is written down.

    The one who agrees holds the identities vault and every documentation vault, so that nothing is left because it was not seen.
    What partners or people have read cannot be unread. Raises `NotThere`, `Refused` (`erasure_not_proposed`, `second_person_needed`,
    `legal_hold`, `identity_holder_needed`, `erasure_vault_closed`).
    """
    row, keys, content = _hold_request(by, request_id)
    subject = UUID(content.subject)
    held = is_held(by, subject)
    rules.check_agree(status=row.status, proposed_by=row.proposed_by_id, agreed_by=by.id, held=held)
    if not keyring_of(by).of_kind(VaultKind.IDENTITIES) or row.proposed_by_id is None:
        raise Refused("identity_holder_needed")
    if closed := closed_vaults(by):
        raise Refused("erasure_vault_closed", count=len(closed))
    found = holdings(by, subject)
    erasing.erase_elsewhere(erasing.Erasure(by, subject, row.proposed_by_id, row.reference))
    records = [one for part in found if not part.stays for one in part.records]
    destroy_wraps(by=by, records=records, proposed_by=row.proposed_by_id)
    content.outcome = [Part(one.what, one.count, one.stays) for one in found]
    row.status, row.agreed_by, row.ended_at = RequestStatus.GRANTED, by.member, clock.now()
    _store_request(row, keys, content)
    record(tag=Tag.REQUEST_ANSWERED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"status": "erased"})
    return row


@transaction.atomic
def place_hold(*, by: Actor, subject: UUID, reason: str) -> LegalHold:
    """What concerns this person is kept, whatever expires or is asked. Raises `NotThere`, `Refused("reason_needed")`."""
    check_subject(by, subject)
    if not reason.strip():
        raise Refused("reason_needed")
    row = LegalHold(
        id=new_id(), organisation_id=by.organisation_id, subject_tag=new_tag(by, subject), made_by=by.member, made_at=clock.now()
    )
    keys = vaults.make_record(by=by, record_id=row.id, into={home_vault(by.organisation_id): None})
    row.content = keys.seal(HOLD, Group.CONTENT, 1, HoldContent(str(subject), reason.strip()).to_json())
    row.save(force_insert=True)
    record(tag=Tag.HOLD_PLACED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


@transaction.atomic
def lift_hold(*, by: Actor, hold_id: UUID) -> None:
    """The case needs it no more. Raises `NotThere`."""
    row = LegalHold.objects.select_for_update().filter(id=hold_id, organisation_id=by.organisation_id, lifted_at=None).first()
    if row is None or hold_id not in record_keys(keyring_of(by), [hold_id]):
        raise NotThere
    row.lifted_at = clock.now()
    row.save(update_fields=["lifted_at"])
    record(tag=Tag.HOLD_LIFTED, actor=by.id, organisation=by.organisation_id, subject=row.id)


@transaction.atomic
def save_breach(
    *,
    by: Actor,
    content: BreachContent,
    known_at: datetime,
    authority_told_at: datetime | None,
    breach_id: UUID | None = None,
    version: int = 0,
) -> Breach:
    """Writes a breach, or what became of it. Raises `NotThere`, `Refused` (`breach_needed`, `breach_in_future`, `changed_meanwhile`)."""
    if not content.what.strip():
        raise Refused("breach_needed")
    rules.check_known(known_at, now=clock.now())
    if breach_id is None:
        vault = home_vault(by.organisation_id)
        reference = next_reference(by.member.organisation, "BRE", vault)
        row = Breach(
            id=new_id(),
            organisation_id=by.organisation_id,
            reference=reference,
            version=0,
            made_by=by.member,
            made_at=clock.now(),
        )
        keys = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    else:
        found = record_keys(keyring_of(by), [breach_id]).get(breach_id)
        kept = Breach.objects.select_for_update().filter(id=breach_id, organisation_id=by.organisation_id).first()
        if found is None or kept is None:
            raise NotThere
        if kept.version != version:
            raise Refused("changed_meanwhile")
        row, keys = kept, found
    row.known_at, row.authority_told_at, row.version = known_at, authority_told_at, row.version + 1
    row.content = keys.seal(BREACH, Group.CONTENT, row.version, content.to_json())
    row.save(force_insert=breach_id is None)
    record(tag=Tag.BREACH_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row


@transaction.atomic
def set_retention(*, by: Actor, rule: str, days: int | None) -> None:
    """How long the organisation keeps a class; nothing: without limit. Raises `NotThere` for an unknown rule."""
    if rule not in terms.vocabulary("retention_rules"):
        raise NotThere
    RetentionDays.objects.update_or_create(
        organisation_id=by.organisation_id,
        rule=rule,
        defaults={"days": days, "changed_by": by.member, "changed_at": clock.now()},
    )
    record(tag=Tag.RETENTION_SET, actor=by.id, organisation=by.organisation_id, facts={"rule": rule, "days": days})


@transaction.atomic
def save_processing(*, by: Actor, values: dict[str, str], processing_id: UUID | None = None) -> Processing:
    """A line of the register of processing. Raises `NotThere`, `Refused("processing_needed")`."""
    if not all(values.get(name, "").strip() for name in ("name", "purpose", "basis")):
        raise Refused("processing_needed")
    row = Processing(id=new_id(), organisation_id=by.organisation_id)
    if processing_id is not None:
        kept = Processing.objects.filter(id=processing_id, organisation_id=by.organisation_id).first()
        if kept is None:
            raise NotThere
        row = kept
    for name, value in values.items():
        setattr(row, name, value.strip())
    row.changed_at = clock.now()
    row.save(force_insert=processing_id is None)
    record(tag=Tag.PROCESSING_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row
