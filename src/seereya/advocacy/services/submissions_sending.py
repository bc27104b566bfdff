"""A form leaves through the vault's gate: everybody in it is judged, the ledger is written, what left is frozen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.advocacy.content_submissions import (
    Attached,
    CopyNote,
    Followed,
    IdentityPart,
    SubmissionContent,
    answer,
    answered,
    history,
)
from seereya.advocacy.models import SubmissionCopy, SubmissionKey
from seereya.advocacy.queries.submission_questions import asked
from seereya.advocacy.rules import submissions as rules
from seereya.advocacy.rules.submissions import Question, Refused, Step
from seereya.advocacy.services.submissions import may_open_identity
from seereya.advocacy.services.submissions_identity import check_names, open_identity, open_keys
from seereya.advocacy.services.submissions_manifest import copy_name, manifest_of
from seereya.advocacy.services.submissions_storing import Held, NotThere, hold, note, open_submission, store
from seereya.audit.tags import Tag
from seereya.evidence.manifest import line_of
from seereya.evidence.rules import SHOWING
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys
from seereya.vault.models import Disclosure
from seereya.vault.rules import Group
from seereya.vault.rules_exits import PICTURE as PICTURE_SCOPE
from seereya.vault.rules_exits import ExitKind, Leaving
from seereya.vault.services import Verdict

DOCX, HTML = "docx", "html"
FAMILY, PICTURE = "W7.06", "W1.18"
# The chosen items of evidence with their hashes, for the version that will have left.
Attach = Callable[[Actor, SubmissionContent, Sequence[UUID], int], list[Attached]]
# Writes the form as it will stand: the open part, the sealed part, the language; bytes by form of file.
Write = Callable[[Held, IdentityPart, str], Mapping[str, bytes]]


@dataclass(frozen=True)
class Sending:
    """To whom a form goes, what for, in which languages, over which version; why it cannot wait for a basis."""

    version: int
    recipient: str
    purpose: str
    languages: tuple[str, ...] = ("fr",)
    urgent: str = ""
    items: tuple[UUID, ...] = ()


def lacking(content: SubmissionContent) -> list[Question]:
    """Required questions without an answer; of the sealed part only whether there is one."""
    filled = [*answered(content.entries), *content.identity_filled]
    return rules.missing([*asked("content"), *asked("identity")], filled, steps=len(content.steps))


def leavings_of(
    content: SubmissionContent, submission_id: UUID, recipient: str, purpose: str, attached: Sequence[Attached] = ()
) -> list[Leaving]:
    """What leaves about whom: whose name the State is told, and apart from them whose name stays with the Working Group.

    Where a picture, a film or a voice goes along, those told to the State must have agreed to that too.
    """
    told = [UUID(content.person), *(UUID(one.person) for one in content.named if one.told)]
    kept = [UUID(one.person) for one in content.named if not one.told]
    shown = PICTURE in content.identity_filled or any(one.kind in SHOWING for one in attached)
    also = (PICTURE_SCOPE,) if shown else ()
    things = (submission_id, *(UUID(one.item) for one in attached))
    found = []
    if kept:
        found.append(_leaving(rules.KEPT_SCOPE, rules.KEPT_LEVEL, kept, things, recipient, purpose, ()))
    return [_leaving(rules.TOLD_SCOPE, rules.TOLD_LEVEL, told, things, recipient, purpose, also), *found]


def _leaving(
    scope: str, level: str, persons: list[UUID], things: tuple[UUID, ...], recipient: str, purpose: str, also: tuple[str, ...]
) -> Leaving:
    return Leaving(ExitKind.SUBMISSION, scope, recipient, level, tuple(persons), things, purpose, also)


def assess(*, by: Actor, content: SubmissionContent, submission_id: UUID) -> list[Verdict]:
    """Who in the form may be named to whom; reads only, so that it can be looked at before anything is said of a recipient."""
    leavings = leavings_of(content, submission_id, "–", "–")
    return [verdict for leaving in leavings for verdict in vaults.assess_exit(by=by, leaving=leaving)]


def send(*, by: Actor, submission_id: UUID, sending: Sending, write: Write, attach: Attach | None = None) -> list[SubmissionCopy]:
    """Lets the form out. The papers are made first and handed over last: between the two stands the gate, which judges anew.

    So a consent withdrawn meanwhile refuses it (`no_basis`), and nothing is lost. Raises `NotThere`; `Refused`: what `check_ready`
    and the gate raise, `changed_meanwhile`, `names_not_looked_for`, `person_not_declared`, `language_needed`.
    """
    if not sending.languages:
        raise Refused("language_needed")
    held, part = open_identity(by=by, submission_id=submission_id, purpose=sending.purpose)
    if held.row.version != sending.version:
        raise Refused("changed_meanwhile")
    check_ready(held.content)
    if may_open_identity(by, submission_id):
        check_names(by, held, part, purpose=sending.purpose)
    elif not held.content.scanned_by:
        raise Refused("names_not_looked_for")
    files = {language: write(held, part, language) for language in sending.languages}
    attached = attach(by, held.content, sending.items, held.row.version + 1) if attach and sending.items else []
    leavings = leavings_of(held.content, submission_id, sending.recipient, sending.purpose, attached)
    lines = vaults.let_out_together(by=by, leavings=leavings, urgent=sending.urgent)
    copies = _freeze(by, held, files, lines[0], sending, attached)
    _note_digest(by, held.row.reference, copies[0].number, files, attached, lines)
    return copies


def _note_digest(
    by: Actor,
    reference: str,
    number: int,
    files: Mapping[str, Mapping[str, bytes]],
    attached: list[Attached],
    lines: Sequence[Disclosure],
) -> None:
    """Every line of the ledger gets the digest of the manifest, which lists each copy and each attachment with its hash."""
    copies = [
        line_of(copy_name(reference, number, language, form), data)
        for language, papers in files.items()
        for form, data in papers.items()
    ]
    listed, count = manifest_of(copies, attached)
    digest = hashlib.sha256(listed).digest()
    for line in lines:
        vaults.note_digest(by=by, disclosure_id=line.id, sha256=digest, size=len(listed), title=reference, files=count)


def check_ready(content: SubmissionContent) -> None:
    """Refuses a form that cannot leave yet. Raises `Refused`."""
    family = answer(content.entries, FAMILY)
    stood = history(content)
    rules.check_ready(
        lacking=lacking(content),
        declared=content.declared,
        family=family.text if family else "",
        over_and_done=rules.standing(stood) in rules.ENDS,
    )


@transaction.atomic
def _freeze(
    by: Actor, held: Held, files: Mapping[str, Mapping[str, bytes]], line: Disclosure, sending: Sending, attached: list[Attached]
) -> list[SubmissionCopy]:
    """Keeps what left as it left, and starts the clock. What the ledger has is kept even where somebody saved meanwhile."""
    locked = hold(by, held.row.id)
    now, today = clock.now(), clock.today()
    locked.content.followed.append(Followed(Step.SENT, today.isoformat(), sending.recipient, by.member.handle, now.isoformat()))
    locked.content.attached += [replace(one, number=locked.row.version + 1) for one in attached]
    locked.row.sent_on = locked.row.sent_on or today
    store(by, locked)
    SubmissionKey.objects.filter(submission=locked.row, sent_at=None).update(sent_at=now)
    copies = []
    for language, papers in files.items():
        for form, data in papers.items():
            row = SubmissionCopy(
                id=new_id(), organisation_id=by.organisation_id, submission=locked.row, number=locked.row.version,
                language=language, form=form, disclosure=line, made_by=by.member, made_at=now,
            )  # fmt: skip
            words = CopyNote(hashlib.sha256(data).hexdigest(), len(data), sending.recipient)
            row.note = held.keys.seal(_table(row.id), Group.CONTENT, 1, words.to_json())
            row.body = held.keys.seal(_table(row.id), Group.IDENTITY, 1, data)
            row.save(force_insert=True)
            copies.append(row)
    note(by, Tag.SUBMISSION_SENT, locked.row, count=len(copies))
    return copies


def _table(copy_id: UUID) -> str:
    return f"submission-copy:{copy_id}"


def copies_of(held: Held) -> list[tuple[SubmissionCopy, CopyNote]]:
    """The frozen copies of a form already opened, newest first, with their digests; not what stands in them."""
    rows = SubmissionCopy.objects.filter(submission=held.row).select_related("made_by").defer("body")
    return [
        (row, CopyNote.from_json(held.keys.open(_table(row.id), Group.CONTENT, 1, row.note)))
        for row in rows.order_by("-number", "language", "form")
    ]


def open_copy(*, by: Actor, submission_id: UUID, copy_id: UUID, purpose: str = "") -> tuple[SubmissionCopy, bytes]:
    """A frozen copy as it left, for a purpose. Raises `NotThere`, `Refused` as the sealed part does."""
    open_submission(by=by, submission_id=submission_id)
    row = SubmissionCopy.objects.filter(submission_id=submission_id, id=copy_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    held = open_keys(by=by, submission_id=submission_id, purpose=purpose)
    return row, body_of(held.keys, row)


def body_of(keys: RecordKeys, row: SubmissionCopy) -> bytes:
    """What stands in a frozen copy."""
    return keys.open(_table(row.id), Group.IDENTITY, 1, row.body)
