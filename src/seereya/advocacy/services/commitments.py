"""Commitments: written down, moved, paused, their source archived."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.advocacy import keeping
from seereya.advocacy.models import Archive, Commitment, CommitmentEntry, CommitmentPause
from seereya.advocacy.rules import commitments as rules
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.evidence import services as evidence
from seereya.evidence.content import ItemContent
from seereya.foundation import clock
from seereya.reference import terms
from seereya.vault.uploads import SealedFile


@dataclass
class Promise:
    """What is written down of a commitment."""

    kind: str
    announced_on: date
    office: str
    words: str
    source: str
    kept_if: str
    person: str = ""
    body: str = ""
    theme: str = ""
    source_url: str = ""
    deadline: date | None = None
    deadline_basis: str = ""
    recommendation_id: UUID | None = None


def _check(promise: Promise) -> None:
    if promise.kind not in terms.vocabulary("commitment_types"):
        raise Refused("unknown_commitment_type")
    if promise.announced_on > clock.today():
        raise Refused("not_in_the_future")
    if promise.deadline is not None and promise.deadline < promise.announced_on:
        raise Refused("deadline_before_announcement")
    if not all(part.strip() for part in (promise.office, promise.words, promise.source, promise.kept_if)):
        raise Refused("commitment_incomplete")


@transaction.atomic
def save_commitment(
    *, by: Actor, promise: Promise, commitment_id: UUID | None = None, version: int | None = None, token: UUID | None = None
) -> Commitment:
    """Writes a commitment of the State, or corrects one of the own organisation.

    Raises `NotThere`, `Refused` (`unknown_commitment_type`, `commitment_incomplete`, `not_in_the_future`,
    `deadline_before_announcement`, `changed_meanwhile`).
    """
    _check(promise)
    if commitment_id is None:
        row, sent = keeping.begin(Commitment, by, token, status_on=promise.announced_on)
        if sent:
            return row
        row.reference = keeping.reference(by, "COM")
    else:
        row = keeping.own(Commitment, by, commitment_id)
        keeping.change(row, version)
    for name, value in asdict(promise).items():
        setattr(row, name, value)
    _stand(row)
    row.save(force_insert=commitment_id is None)
    facts: dict[str, object] = {"version": row.version}
    record(tag=Tag.COMMITMENT_SAVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return row


def _stand(row: Commitment) -> None:
    """Repeats in the row what its dated entries say."""
    entries = row.entries.order_by("made_at", "id").values_list("status", "on")
    found = rules.standing(row.announced_on, [rules.Moved(rules.Status(status), on) for status, on in entries])
    row.status, row.status_on, row.first_act_on = found.status, found.since, found.first_act
    row.has_text, row.has_budget = found.has_text, found.has_budget


@transaction.atomic
def move_commitment(
    *,
    by: Actor,
    commitment_id: UUID,
    status: str,
    on: date,
    words: str,
    source: str = "",
    source_url: str = "",
    token: UUID | None = None,
) -> Commitment:
    """Adds a dated entry: what the commitment became, what happened, who says so.

    Raises `NotThere`, `Refused` (`unknown_commitment_status`, `moved_before_announced`, `not_in_the_future`, `say_what_happened`).
    """
    row = keeping.own(Commitment, by, commitment_id)
    rules.check_move(status=status, on=on, announced=row.announced_on, today=clock.today(), words=words)
    values = {"status": status, "on": on, "words": words.strip(), "source": source.strip(), "source_url": source_url.strip()}
    entry, sent = keeping.begin(CommitmentEntry, by, token, commitment=row, **values)
    if sent:
        return row
    entry.save(force_insert=True)
    _stand(row)
    row.version += 1
    row.changed_at = clock.now()
    row.save()
    facts: dict[str, object] = {"status": status}
    record(tag=Tag.COMMITMENT_MOVED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return row


@transaction.atomic
def pause_commitment(*, by: Actor, commitment_id: UUID, paused: str) -> Commitment:
    """Nothing is asked about a commitment, and no indicator counts it, while a person is in danger or wishes it; or goes on again.

    Raises `NotThere`, `Refused("unknown_pause")`.
    """
    row = keeping.own(Commitment, by, commitment_id)
    if paused not in {"", *rules.Pause}:
        raise Refused("unknown_pause")
    _spell(row, paused)
    row.paused, row.paused_on = paused, clock.today() if paused else None
    row.version += 1
    row.changed_at = clock.now()
    row.save()
    facts: dict[str, object] = {"paused": paused or "no"}
    record(tag=Tag.COMMITMENT_PAUSED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return row


def _spell(row: Commitment, paused: str) -> None:
    """Begins or ends the stretch of days that no gap counts; another reason for the same pause changes no day."""
    if paused and not row.paused:
        CommitmentPause.objects.create(organisation_id=row.organisation_id, commitment=row, since=clock.today())
    elif row.paused and not paused:
        row.pauses.filter(until=None).update(until=clock.today())


@transaction.atomic
def archive_text(*, by: Actor, commitment_id: UUID, text: str, token: UUID | None = None) -> Archive:
    """Keeps the text of a source as it stood today, with its SHA-256. Raises `NotThere`, `Refused("nothing_to_archive")`."""
    row = keeping.own(Commitment, by, commitment_id)
    if not text.strip():
        raise Refused("nothing_to_archive")
    data = text.encode()
    return _archive(by, row, token, text=text, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def archive_file(*, by: Actor, commitment_id: UUID, file: SealedFile, token: UUID | None = None) -> Archive:
    """Keeps a file of a source among the evidence of the organisation: sealed, with a receipt and a place in the log.

    Raises `NotThere`, and `Refused` as `evidence.services.receive_item` does.
    """
    with transaction.atomic():
        row = keeping.own(Commitment, by, commitment_id)
    content = ItemContent(title=f"{row.reference} · {row.source}"[:200], origin=row.source)
    item = evidence.receive_item(by=by, file=file, content=content, item_id=token)
    with transaction.atomic():
        row = keeping.own(Commitment, by, commitment_id)
        if sent := row.archives.filter(item=item.id).first():
            return sent
        digest = file.plain
        kept = {"item": item.id, "item_reference": item.reference, "sha256": digest.sha256.hex(), "size": digest.size}
        return _archive(by, row, None, **kept)


def _archive(by: Actor, row: Commitment, token: UUID | None, **kept: object) -> Archive:
    now = clock.now()
    if token and (sent := Archive.objects.filter(id=token, organisation_id=by.organisation_id).first()):
        return sent
    archive = Archive(organisation_id=by.organisation_id, commitment=row, archived_at=now, made_by=by.member, **kept)
    if token:
        archive.id = token
    archive.save(force_insert=True)
    facts: dict[str, object] = {"sha256": archive.sha256}
    record(tag=Tag.ARCHIVE_KEPT, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return archive
