"""A conversation that came as a zip with its media: the zip waits sealed, its key in its reader's draft; files are taken out one by one.

No clear byte is written to disk: the zip is read in memory where it lies, and what is taken out is sealed while it is read.
"""

from __future__ import annotations

import errno
import mimetypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.documentation.archives import FAULTS, Archive, Readable, found_in
from seereya.documentation.messages import Message, NotMessages
from seereya.documentation.rules import Refused
from seereya.evidence.models import EvidenceItem
from seereya.evidence.services import open_item, receive_item
from seereya.foundation import seal
from seereya.vault.uploads import SealedFile, path_of, recall, seal_stream, stream_context

ZIP = "application/zip"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}
TAKEN_AT_ONCE = 512 << 20  # bytes of media for one account


@contextmanager
def look_into(kept: list[str]) -> Iterator[Archive]:
    """The zip of an upload that waits. Raises `Refused` in words for what is no conversation, or could lead astray."""
    try:
        with path_of(kept).open("rb") as file:
            size = path_of(kept).stat().st_size
            yield _archive(seal.SealedFile(file, size, bytes.fromhex(kept[1]), stream_context(UUID(kept[0]))))
    except (FileNotFoundError, seal.Broken):
        raise Refused("messages_zip_gone") from None


def _archive(source: Readable) -> Archive:
    try:
        return Archive(source)
    except NotMessages as refused:
        raise Refused(f"messages_{refused.code}") from None


def receive_zip(*, by: Actor, kept: list[str], name: str, item_id: UUID) -> EvidenceItem:
    """The whole zip as one item of evidence, once. Raises `Refused("messages_zip_gone")`."""
    if (sent := EvidenceItem.objects.filter(id=item_id, made_by=by.member).first()) is not None:
        return sent
    try:
        upload = recall(kept, name, ZIP)
    except (OSError, seal.Broken):
        raise Refused("messages_zip_gone") from None
    return receive_item(by=by, file=upload, declared=ZIP, item_id=item_id)


def take_out(
    *, by: Actor, kept: list[str], item_id: UUID, picked: Sequence[Message], media: dict[str, int], but: set[str]
) -> list[SealedFile]:
    """The files that messages name, out of the zip, each sealed while it is read; not those that were sent along (`but`).

    Raises `Refused`: `messages_zip_gone`, `messages_zip_much`, `messages_zip_damaged`, `disk_refused`.
    """
    names = [name for one in picked for name in named_by(one) if name not in but and found_in(media, name)]
    wanted = list(dict.fromkeys(names))
    if not wanted:
        return []
    if sum(media[found_in(media, name)] for name in wanted) > TAKEN_AT_ONCE:
        raise Refused("messages_zip_much")
    made: list[SealedFile] = []
    try:
        with _opened(by, kept, item_id) as archive:
            for name in wanted:
                with archive.open(archive.find(name)) as file:
                    made.append(seal_stream(file, name, mimetypes.guess_type(name)[0] or ""))
    except FAULTS as fault:
        _let_go(made)
        full = isinstance(fault, OSError) and fault.errno in _FULL
        raise Refused("disk_refused" if full else "messages_zip_damaged") from fault
    except BaseException:  # a fault of ours is not the zip's
        _let_go(made)
        raise
    return made


def named_by(one: Message) -> list[str]:
    """The names of files that a message carries."""
    return [name.strip() for name in one.attachment.split(", ") if name.strip()]


@contextmanager
def _opened(by: Actor, kept: list[str], item_id: UUID) -> Iterator[Archive]:
    """The zip, where it waits; or where it is kept as evidence since the first account, opened on the record."""
    if path_of(kept).exists():
        with look_into(kept) as archive:
            yield archive
        return
    if not EvidenceItem.objects.filter(id=item_id, made_by=by.member).exists():
        raise Refused("messages_zip_gone")
    opened = open_item(by=by, item_id=item_id, purpose=_("files of further messages taken out of the export"))
    try:
        yield _archive(opened)
    finally:
        opened.close()


def _let_go(made: list[SealedFile]) -> None:
    for one in made:
        one.remove()
