"""Complaints about our own staff, outside the hierarchy: filed, read by whoever holds the key, carried to an answer.

No line of the log says who complains: filing, and the complainant's own reading, stand there without a member. No line is about
anybody but the complaint itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock, walls
from seereya.foundation.identifiers import new_code, new_id
from seereya.protection import rules_complaints as rules
from seereya.protection.content import ComplaintContent, ComplaintNote, ComplaintNotes, ComplaintStep
from seereya.protection.models import Complaint, ComplaintKey
from seereya.protection.queries import complaints as queries
from seereya.protection.queries.complaints import Recipient, accused_of
from seereya.protection.rules import Refused
from seereya.protection.rules_complaints import Move, Status
from seereya.protection.sealing import NotThere
from seereya.protection.sealing_complaints import OWN, RECIPIENT, hand_key, keys_from, read_content, read_notes, seal_complaint
from seereya.vault.keyring import RecordKeys

CODE, LENGTH = "PL", 8


@dataclass
class OpenedComplaint:
    """A complaint opened by one of its holders."""

    row: Complaint
    content: ComplaintContent
    notes: ComplaintNotes
    is_recipient: bool


@transaction.atomic
def file_complaint(
    *, by: Actor, content: ComplaintContent, recipients: Iterable[str], anonymous: bool = False, token: UUID | None = None
) -> Complaint:
    """A member complains, for themselves or on behalf of somebody; only the recipients chosen read it.

    Raises `Refused` (`complaint_needed`, `accused_needed`, `recipient_needed`, `recipient_not_outside`).
    """
    if token and (sent := Complaint.objects.filter(id=token, keys__member=by.member).first()):
        return sent
    chosen = _chosen(content, recipients)
    if str(by.id) in {str(one.member.id) for one in chosen}:
        raise Refused("recipient_not_outside")
    content.code, content.paper = new_code(CODE, LENGTH), False
    content.filed_by = "" if anonymous else f"{by.member.organisation.code} · {by.member.handle}"
    return _file(by, content, chosen, token=token, own=True)


@transaction.atomic
def enter_paper(*, by: Actor, content: ComplaintContent, recipients: Iterable[str] = (), token: UUID | None = None) -> Complaint:
    """A recipient enters a complaint received on paper, under the code of its slip.

    Raises `NotThere` for who receives no complaints, `Refused` as `file_complaint`, and `slip_code_needed`.
    """
    if not rules.may_hold(by.roles):
        raise NotThere
    if token and (sent := Complaint.objects.filter(id=token, keys__member=by.member).first()):
        return sent
    content.code, content.paper, content.filed_by = content.code.strip().upper(), True, ""
    if not content.code:
        raise Refused("slip_code_needed")
    return _file(by, content, _chosen(content, [str(by.id), *recipients]), token=token, own=False)


def _chosen(content: ComplaintContent, wanted: Iterable[str]) -> list[Recipient]:
    """The recipients by their ids, each outside the accused's line."""
    if not content.words.strip():
        raise Refused("complaint_needed")
    if not content.accused_id and not content.accused.strip():
        raise Refused("accused_needed")
    ids = list(dict.fromkeys(wanted))
    if not ids:
        raise Refused("recipient_needed")
    known = queries.recipients()
    found = [known[one] for one in ids if one in known]
    if len(found) < len(ids) or not all(one.is_outside(accused_of(content)) for one in found):
        raise Refused("recipient_not_outside")
    return found


def _file(by: Actor, content: ComplaintContent, chosen: list[Recipient], *, token: UUID | None, own: bool) -> Complaint:
    today = clock.today()
    row = Complaint(id=token or new_id(), filed_on=today, received_on=today, changed_at=clock.now())
    content.recipients = [str(one.member.id) for one in chosen]
    keys = RecordKeys.new(row.id)
    seal_complaint(row, keys, content, ComplaintNotes())
    row.save(force_insert=True)
    handed = [hand_key(keys, one.member, RECIPIENT) for one in chosen] + ([hand_key(keys, by.member, OWN)] if own else [])
    ComplaintKey.objects.bulk_create(handed)
    record(tag=Tag.COMPLAINT_FILED, actor=None if own else by.id, organisation=by.organisation_id, subject=row.id)
    return row


def open_complaints(*, by: Actor, most: int = 100) -> list[OpenedComplaint]:
    """What somebody filed and received, newest first; one line of the log for each of the two."""
    rows = list(queries.my_keys(by).select_related("complaint").order_by("-complaint__filed_on", "-complaint_id")[:most])
    _note_opening(by, rows)
    return [_opened(by, one) for one in rows]


def open_complaint(*, by: Actor, complaint_id: UUID) -> OpenedComplaint:
    """One complaint. Raises `NotThere` for whoever does not hold its key, as for what does not exist."""
    held = queries.my_keys(by).select_related("complaint").filter(complaint_id=complaint_id).first()
    if held is None:
        raise NotThere
    _note_opening(by, [held])
    return _opened(by, held)


def _note_opening(by: Actor, rows: list[ComplaintKey]) -> None:
    with transaction.atomic(durable=True):
        for part, actor in ((RECIPIENT, by.id), (OWN, None)):
            ids = [row.complaint_id for row in rows if row.part == part]
            one = ids[0] if len(ids) == 1 else None
            if ids:
                several = ids if one is None else ()
                record(tag=Tag.COMPLAINT_OPENED, actor=actor, organisation=by.organisation_id, subject=one, subjects=several)


def _opened(by: Actor, held: ComplaintKey) -> OpenedComplaint:
    keys, row = keys_from(by, held), held.complaint
    return OpenedComplaint(row, read_content(row, keys), read_notes(row, keys), held.part == RECIPIENT)


def _hold(by: Actor, complaint_id: UUID, version: int) -> tuple[Complaint, RecordKeys]:
    """A complaint held for change by one of its recipients."""
    held = queries.my_keys(by).filter(complaint_id=complaint_id, part=RECIPIENT).first()
    row = Complaint.objects.select_for_update().filter(id=complaint_id).first() if held else None
    if held is None or row is None:
        raise NotThere
    if row.version != version:
        raise Refused("changed_meanwhile")
    return row, keys_from(by, held)


@transaction.atomic
def move_complaint(
    *, by: Actor, complaint_id: UUID, version: int, move: Move, words: str = "", note: str = "", to: str = ""
) -> Complaint:
    """A recipient carries a complaint on. `words` are told to the complainant, `note` stays among the recipients.

    Passing it on (`to`) hands the key to another recipient, with a reason, and takes it from the one who passes it.
    Raises `NotThere`, `Refused` (`changed_meanwhile`, `complaint_move_not_possible`, `answer_needed`, `reason_needed`,
    `recipient_needed`, `recipient_not_outside`).
    """
    row, keys = _hold(by, complaint_id, version)
    content, notes, now = read_content(row, keys), read_notes(row, keys), clock.now()
    row.status = rules.check_move(move, status=row.status, words=words)
    step = ComplaintStep(str(move), now.isoformat(), str(by.id), words.strip())
    if move is Move.HAND_ON:
        _pass_on(by, row, keys, content, to)
        step.to = to
    content.steps.append(step)
    if note.strip():
        notes.notes.append(ComplaintNote(now.isoformat(), str(by.id), note.strip()))
    row.version, row.changed_at = row.version + 1, now
    seal_complaint(row, keys, content, notes)
    row.save()
    if move is Move.HAND_ON:
        # Last: behind PostgreSQL's walls an organisation that holds no key any more could not write the row.
        ComplaintKey.objects.filter(complaint=row, member=by.member, part=RECIPIENT).delete()
    record(tag=Tag.COMPLAINT_MOVED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


def _pass_on(by: Actor, row: Complaint, keys: RecordKeys, content: ComplaintContent, to: str) -> None:
    if to in content.recipients:
        raise Refused("recipient_has_it")
    (other,) = _chosen(content, [to] if to else [])
    with walls.system("who complains may be of another organisation, and does not receive the own complaint"):
        holds = ComplaintKey.objects.filter(complaint=row, member=other.member).exists()
    if holds:
        raise Refused("recipient_not_outside")
    hand_key(keys, other.member, RECIPIENT).save(force_insert=True)
    content.recipients = [one for one in content.recipients if one != str(by.id)] + [to]
    row.status, row.received_on = Status.RECEIVED, clock.today()
