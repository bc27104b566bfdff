"""Copies of evidence that go along with a form: chosen by who opens files, judged at the gate with it, taken away as one package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.advocacy.content_submissions import Attached, SubmissionContent
from seereya.advocacy.rules.submissions import Refused
from seereya.advocacy.services.submissions_identity import open_keys
from seereya.advocacy.services.submissions_manifest import copy_name, manifest_of
from seereya.advocacy.services.submissions_sending import body_of, copies_of
from seereya.advocacy.services.submissions_storing import Held, NotThere, note, open_submission
from seereya.audit.tags import Tag
from seereya.evidence import manifest
from seereya.evidence import permissions as evidence_permissions
from seereya.evidence import services as evidence
from seereya.evidence.manifest import Line
from seereya.evidence.queries.offered import Offered, offer
from seereya.evidence.services import taking
from seereya.evidence.services.taking import Attachment, Outgoing
from seereya.foundation.zipstream import Entry, stream
from seereya.vault import services as vaults


def offered(by: Actor, content: SubmissionContent) -> list[Offered]:
    """The items that belong to the incident or the person, for who opens files; nothing is opened to list them."""
    if not evidence_permissions.may_open(by):
        return []
    return offer(by=by, targets=[one for one in (content.incident, content.person) if one]).items


def attach(by: Actor, content: SubmissionContent, items: Sequence[UUID], number: int) -> list[Attached]:
    """The chosen items with the hash each has now.

    Raises `Refused` (`attachments_not_yours`, `attachment_not_there`, `attachment_stays`, `too_many_attachments`).
    """
    if not items:
        return []
    if not evidence_permissions.may_open(by):
        raise Refused("attachments_not_yours")
    attachments = taking.choose(by=by, offered=offered(by, content), wanted=dict.fromkeys(items))
    return [
        Attached(number, str(one.item), one.reference, one.sha256, one.kind, one.number, one.name, one.size, one.sealed)
        for one in attachments
    ]


def take_package(*, by: Actor, submission_id: UUID, number: int) -> Outgoing:
    """What left as one version, as one ZIP: the frozen copies, the attachments, the manifest of which the ledger has the digest.

    Every attachment is opened and exported in the evidence room first, with an event of its custody each; only then does the first
    byte leave. A purpose must have been stated. Raises `NotThere`, `Refused` (`purpose_needed`, `attachments_not_yours`,
    `attachment_altered`, `attachment_not_whole`, and as the sealed part does).
    """
    held = open_submission(by=by, submission_id=submission_id)
    copies = [(row, said) for row, said in copies_of(held) if row.number == number]
    if not copies:
        raise NotThere
    attached = [one for one in held.content.attached if one.number == number]
    if attached and not evidence_permissions.may_open(by):
        raise Refused("attachments_not_yours")
    keys = open_keys(by=by, submission_id=submission_id)
    papers: list[Entry] = []
    lines: list[Line] = []
    for row, said in copies:
        papers.append((copy_name(held.row.reference, number, row.language, row.form), [body_of(keys.keys, row)]))
        lines.append(Line(papers[-1][0], said.size, said.sha256))
    attachments, files = _exported(by, held, attached)
    note(by, Tag.SUBMISSION_PACKED, held.row, number=number, count=len(attached))
    attached = [replace(one, place=same.number, name=same.name) for one, same in zip(attached, attachments, strict=True)]
    listed, _count = manifest_of(lines, attached)
    entries: list[Entry] = [*papers, *taking.entries(attachments, files), (manifest.NAME, [listed])]
    return Outgoing(f"{held.row.reference}-v{number}.zip", stream(entries, sums=manifest.SUMS), files)


def _exported(by: Actor, held: Held, attached: list[Attached]) -> tuple[list[Attachment], list[evidence.OpenedFile]]:
    """The attachments opened, whole and as they were, and their exports written down."""
    purpose = vaults.purpose_of(by, held.row.id)
    attachments = [
        Attachment(UUID(one.item), one.reference, one.kind, one.sha256, one.place or place, one.name)
        for place, one in enumerate(attached, start=1)
    ]
    try:
        files = taking.prepare(by=by, attachments=attachments, purpose=purpose)
    except evidence.NotThere:
        raise Refused("attachment_not_there") from None
    try:
        taking.note_exports(by=by, files=files, purpose=purpose)
    except BaseException:
        taking.let_go(files)
        raise
    return [one if one.name else _named(one, file) for one, file in zip(attachments, files, strict=True)], files


def _named(attachment: Attachment, file: evidence.OpenedFile) -> Attachment:
    """An attachment of before names were kept gets one now."""
    return replace(attachment, name=taking.file_name(attachment.number, attachment.reference, file.content.detected))
