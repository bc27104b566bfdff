"""Copies of items that leave together: chosen, checked whole, an export in each journal, then read bit by bit.

Used by whoever lets something out with evidence: the form of a submission, the package for a court. Nothing lies in clear on a disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.evidence import objects, wording
from seereya.evidence.manifest import Line
from seereya.evidence.models import EvidenceItem
from seereya.evidence.queries.offered import Offered
from seereya.evidence.rules import Custody, ItemStatus, Refused, file_ending
from seereya.evidence.services.custody import Said, write_event
from seereya.evidence.services.opening import OpenedFile, unsealed
from seereya.evidence.services.storing import NotThere, hold, read_content
from seereya.foundation.zipstream import Entry
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys
from seereya.vault.rules import Group

MOST = 40
_READ = 1 << 18


@dataclass(frozen=True)
class Attachment:
    """A copy that is to leave: its place, the name it leaves under, and the hashes of the file and of the sealed file."""

    item: UUID
    reference: str
    kind: str
    sha256: str
    number: int = 0
    name: str = ""
    size: int = 0
    sealed: str = ""

    @property
    def line(self) -> Line:
        """Its line of the manifest."""
        return Line(self.name, self.size, self.sha256, self.number, self.sealed)


def check_wanted(offered: Sequence[Offered], wanted: Mapping[UUID, int | None]) -> None:
    """Refuses a choice that does not stand: each item by its id, with the version that was shown where one was.

    Raises `Refused` (`too_many_attachments`, `attachment_not_there`, `attachment_stays`, `attachment_changed`). Nothing is opened.
    """
    if len(wanted) > MOST:
        raise Refused("too_many_attachments", most=MOST)
    known = {one.id: one for one in offered}
    for item, version in wanted.items():
        one = known.get(item)
        if one is None:
            raise Refused("attachment_not_there")
        if one.stays:
            raise Refused("attachment_stays", item=one.reference, why=wording.STAYS[one.stays])
        if version not in {None, one.version}:
            raise Refused("attachment_changed", item=one.reference)


def choose(*, by: Actor, offered: Sequence[Offered], wanted: Mapping[UUID, int | None]) -> list[Attachment]:
    """The chosen items in the order in which they were offered, with the hashes they have. They open for reading, on the record.

    Raises what `check_wanted` raises.
    """
    check_wanted(offered, wanted)
    if not wanted:
        return []
    keys = vaults.open_records(by=by, records=list(wanted))
    rows = EvidenceItem.objects.in_bulk(list(keys))
    if set(rows) != set(wanted):
        raise Refused("attachment_not_there")
    order = [one.id for one in offered if one.id in rows]
    return [_attachment(place, rows[one], keys[one]) for place, one in enumerate(order, start=1)]


def _attachment(place: int, row: EvidenceItem, keys: RecordKeys) -> Attachment:
    content = read_content(row, keys)
    name = file_name(place, row.reference, content.detected)
    return Attachment(row.id, row.reference, row.kind, content.sha256, place, name, content.size, row.object)


def file_name(place: int, reference: str, detected: str) -> str:
    """The name a copy leaves under: its place and the number of its receipt, never what it was called."""
    return f"{place:02d}-{reference}{file_ending(detected)}"


def prepare(*, by: Actor, attachments: Sequence[Attachment], purpose: str) -> list[OpenedFile]:
    """Opens the files for a purpose, each looked at whole; no journal says anything yet, and nothing was handed over.

    So what cannot leave refuses all before the ledger is written. Raises `NotThere`; `Refused` (`purpose_needed`, `item_erased`,
    `attachment_altered`, `attachment_not_whole`).
    """
    if not attachments:
        return []
    if not purpose.strip():
        raise Refused("purpose_needed")
    keys = vaults.open_records(by=by, records=[one.item for one in attachments], group=Group.FILE, purpose=purpose)
    if any(one.item not in keys for one in attachments):
        raise NotThere
    files: list[OpenedFile] = []
    try:
        files.extend(_whole(one, keys[one.item]) for one in attachments)  # those before a refusal are in it already
    except BaseException:
        let_go(files)
        raise
    return files


def _whole(attachment: Attachment, keys: RecordKeys) -> OpenedFile:
    """One file. The sealed bytes are read to their end: half an archive is worse than none."""
    row = EvidenceItem.objects.get(id=attachment.item)
    if row.status == ItemStatus.ERASED:
        raise Refused("item_erased")
    if read_content(row, keys).sha256 != attachment.sha256:
        raise Refused("attachment_altered", item=row.reference)
    try:
        whole = objects.digest(objects.path_of(row.object)) == row.object
    except OSError:
        whole = False
    if not whole:
        raise Refused("attachment_not_whole", item=row.reference)
    return unsealed(row, keys)


@transaction.atomic(durable=True)
def note_exports(*, by: Actor, files: Iterable[OpenedFile], purpose: str) -> None:
    """An export in the journal of each item, all or none, committed before a byte leaves. Raises `Refused("item_erased")`."""
    for file in sorted(files, key=lambda one: one.row.id):  # in one order, so that two exports do not wait for each other
        held = hold(by, file.row.id, own=False)
        if held.row.status == ItemStatus.ERASED:
            raise Refused("item_erased")
        write_event(by=by, row=held.row, keys=held.keys, kind=Custody.EXPORT, said=Said(words=purpose.strip()))


def entries(attachments: Sequence[Attachment], files: Sequence[OpenedFile]) -> list[Entry]:
    """The files for an archive, read as they are sent."""
    return [(one.name, _read(file)) for one, file in zip(attachments, files, strict=True)]


def _read(file: OpenedFile) -> Iterator[bytes]:
    place = 0
    while place < file.size:
        piece = file.read_at(place, min(_READ, file.size - place))
        place += len(piece)
        yield piece


def let_go(files: Iterable[OpenedFile]) -> None:
    """Closes the sealed files."""
    for file in files:
        file.close()


class Outgoing:
    """An archive on its way: its name, its bytes. The sealed files are closed at the end, also where nobody reads to it."""

    def __init__(self, name: str, pieces: Iterator[bytes], files: Sequence[OpenedFile]) -> None:
        self.name, self._pieces, self._files = name, pieces, files

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._pieces
        finally:
            self.close()

    def close(self) -> None:
        """Lets go of the files."""
        let_go(self._files)
