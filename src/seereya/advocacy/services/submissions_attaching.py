"""Copies of evidence that go along with a form: chosen by who opens files, judged at the gate with it, taken away as one package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.advocacy.content_submissions import Attached, SubmissionContent
from seereya.advocacy.rules.submissions import Refused
from seereya.advocacy.services.submissions_identity import open_keys
from seereya.advocacy.services.submissions_sending import body_of, copies_of
from seereya.advocacy.services.submissions_storing import Held, NotThere, note, open_submission
from seereya.audit.tags import Tag
from seereya.evidence import permissions as evidence_permissions
from seereya.evidence import services as evidence
from seereya.evidence.queries.lists import items_linked_to
from seereya.evidence.services import OpenedFile
from seereya.evidence.serving import PIECE, neutral_name
from seereya.foundation.zipstream import Entry, stream
from seereya.vault import services as vaults

SUMS = "SHA256SUMS.txt"
MOST = 40


@dataclass(frozen=True)
class Offered:
    """An item of evidence of the incident or the person that may go along: its reference and what kind of file it is."""

    id: UUID
    reference: str
    kind: str


def offered(by: Actor, content: SubmissionContent) -> list[Offered]:
    """The items that belong to the incident or the person, for who opens files; nothing is opened to list them."""
    if not evidence_permissions.may_open(by):
        return []
    targets = [one for one in (content.incident, content.person) if one]
    found = {row.id: row.card for target in targets for row in items_linked_to(by=by, target=target)}
    return [Offered(key, str(card.get("ref", "")), str(card.get("kind", ""))) for key, card in found.items()]


def attach(by: Actor, content: SubmissionContent, items: Sequence[UUID], number: int) -> list[Attached]:
    """The chosen items with the hash each has now.

    Raises `Refused` (`attachments_not_yours`, `attachment_not_there`, `too_many_attachments`).
    """
    if not items:
        return []
    if not evidence_permissions.may_open(by):
        raise Refused("attachments_not_yours")
    if len(items) > MOST:
        raise Refused("too_many_attachments", most=MOST)
    known = {one.id: one for one in offered(by, content)}
    chosen = []
    for item in dict.fromkeys(items):
        if item not in known or not evidence.may_read(by, item):
            raise Refused("attachment_not_there")
        opened = evidence.read_item(by=by, item_id=item)
        chosen.append(Attached(number, str(item), opened.row.reference, opened.content.sha256, opened.row.kind))
    return chosen


@dataclass(frozen=True)
class Package:
    """One archive on its way: its name and its pieces."""

    name: str
    pieces: Iterator[bytes]


def take_package(*, by: Actor, submission_id: UUID, number: int) -> Package:
    """What left as one version, as one ZIP: the frozen copies, the attachments and a list of hashes.

    Every attachment is opened and exported in the evidence room first, with an event of its custody each; only then does the first
    byte leave. A purpose must have been stated. Raises `NotThere`, `Refused` (`purpose_needed`, `attachments_not_yours`,
    `attachment_altered`, and as the sealed part does).
    """
    held = open_submission(by=by, submission_id=submission_id)
    rows = [row for row, _note in copies_of(held) if row.number == number]
    if not rows:
        raise NotThere
    attached = [one for one in held.content.attached if one.number == number]
    if attached and not evidence_permissions.may_open(by):
        raise Refused("attachments_not_yours")
    keys = open_keys(by=by, submission_id=submission_id)
    name = f"{held.row.reference}-v{number}"
    papers: list[Entry] = [(f"{name}-{row.language}.{row.form}", [body_of(keys.keys, row)]) for row in rows]
    files = _exported(by, held, attached)
    note(by, Tag.SUBMISSION_PACKED, held.row, number=number, count=len(attached))
    entries = [*papers, *((f"{place:02d}-{neutral_name(file)}", _read(file)) for place, file in enumerate(files, start=1))]
    return Package(f"{name}.zip", _closing(stream(entries, sums=SUMS), files))


def _exported(by: Actor, held: Held, attached: list[Attached]) -> list[OpenedFile]:
    purpose, files = vaults.purpose_of(by, held.row.id), list[OpenedFile]()
    try:
        for one in attached:
            files.append(evidence.open_item(by=by, item_id=UUID(one.item), purpose=purpose, export=True))
            _check_same(files[-1], one)
    except (evidence.NotThere, Refused) as fault:
        _close(files)
        raise (Refused("attachment_not_there") if isinstance(fault, evidence.NotThere) else fault) from None
    return files


def _check_same(file: OpenedFile, one: Attached) -> None:
    if file.content.sha256 != one.sha256:
        raise Refused("attachment_altered", item=one.reference)


def _close(files: list[OpenedFile]) -> None:
    for file in files:
        file.close()


def _read(file: OpenedFile) -> Iterator[bytes]:
    place = 0
    while place < file.size:
        piece = file.read_at(place, min(PIECE, file.size - place))
        place += len(piece)
        yield piece


def _closing(pieces: Iterator[bytes], files: list[OpenedFile]) -> Iterator[bytes]:
    try:
        yield from pieces
    finally:
        _close(files)
