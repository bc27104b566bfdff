"""Items of evidence and their custody: kinds, states, gaps, what contradicts what. Pure."""

from __future__ import annotations

import enum
import hashlib
import json
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from seereya.accounts.rules import Refused

__all__ = ["Custody", "Gap", "ItemKind", "ItemStatus", "Refused", "TransferState"]

LATE_AFTER = timedelta(days=7)
LONGEST_WORDS = 4000
# Kinds in which somebody is seen or heard.
SHOWING = frozenset({"image", "video", "audio"})
LINK_KINDS = ("incident", "account", "act", "interview", "case")


class ItemKind(enum.StrEnum):
    """What an item is, coarsely: the only thing the database says of a file."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"
    OTHER = "other"


class ItemStatus(enum.StrEnum):
    """Where an item stands: with the organisation that received it, offered to somebody, in somebody else's custody, or erased."""

    KEPT = "kept"
    OFFERED = "offered"
    HANDED_OVER = "handed"
    ERASED = "erased"


class Custody(enum.StrEnum):
    """One kind of event in the custody journal."""

    COLLECT = "collect"
    RECEIVE = "receive"
    OPEN = "open"
    OFFER = "offer"
    ACCEPT = "accept"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    LINK = "link"
    UNLINK = "unlink"
    EXPORT = "export"
    CORRECT = "correct"
    ERASE = "erase"


class TransferState(enum.StrEnum):
    """Where a transfer of custody stands: it needs the giver's act and the receiver's (Minnesota Protocol 2016)."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def is_late(offered_at: datetime, now: datetime) -> bool:
    """Whether an open transfer has waited for seven days or longer."""
    return now - offered_at >= LATE_AFTER


def kind_of(mime: str) -> ItemKind:
    """The coarse kind of a type."""
    head = mime.split("/", 1)[0]
    if head in {"image", "video", "audio"}:
        return ItemKind(head)
    document = head == "text" or mime in {"application/pdf", "application/msword", "application/rtf"}
    return ItemKind.DOCUMENT if document or "officedocument" in mime or "opendocument" in mime else ItemKind.OTHER


# Types that are the same thing under two names.
_SAME: dict[str, str] = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "audio/wave": "audio/wav",
    "audio/x-wav": "audio/wav",
    "audio/mp3": "audio/mpeg",
    "audio/x-m4a": "audio/mp4",
    "audio/m4a": "audio/mp4",
    "audio/opus": "audio/ogg",
    "audio/x-opus+ogg": "audio/ogg",
    "video/ogg": "audio/ogg",
    "application/ogg": "audio/ogg",
    "application/x-zip-compressed": "application/zip",
    "text/xml": "application/xml",
}
# A container whose first bytes do not say what is inside: audio and video share it, documents are zipped.
_FAMILIES: tuple[frozenset[str], ...] = (
    frozenset({"video/mp4", "audio/mp4", "video/quicktime", "video/3gpp", "audio/3gpp", "image/heic", "image/heif"}),
    frozenset({"video/webm", "audio/webm", "video/x-matroska"}),
)
UNKNOWN = frozenset({"", "application/octet-stream", "binary/octet-stream"})


def plain_type(mime: str) -> str:
    """A type without its parameters, under its usual name."""
    bare = mime.split(";", 1)[0].strip().lower()
    return _SAME.get(bare, bare)


# Endings that the table of types does not know by these names, or knows by one that few machines open.
_ENDINGS: dict[str, str] = {
    "application/rtf": ".rtf",
    "application/xml": ".xml",
    "audio/3gpp": ".3gp",
    "audio/aac": ".aac",
    "audio/mp4": ".m4a",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/webm": ".webm",
    "video/3gpp": ".3gp",
    "video/x-matroska": ".mkv",
}


def file_ending(mime: str) -> str:
    """What the name of a file of this type ends in."""
    bare = plain_type(mime)
    return _ENDINGS.get(bare) or mimetypes.guess_extension(bare) or ".bin"


def _zipped(mime: str) -> bool:
    return mime in {"application/zip", "application/epub+zip", "application/java-archive"} or any(
        part in mime for part in ("officedocument", "opendocument", "android.package")
    )


def agree(one: str, other: str) -> bool:
    """Whether two types can be said of the same bytes; an unknown type contradicts nothing."""
    first, second = plain_type(one), plain_type(other)
    if first in UNKNOWN or second in UNKNOWN or first == second:
        return True
    if first.startswith("text/") and second.startswith(("text/", "application/")) and not _zipped(second):
        return second != "application/pdf"
    if _zipped(first) and _zipped(second):
        return True
    return any(first in family and second in family for family in _FAMILIES)


def contradictions(*, detected: str, declared: str, by_name: str) -> list[str]:
    """What a file's content contradicts: `declared` (what the sender said it is) and `name` (what its name ends in)."""
    said = [("declared", declared), ("name", by_name)]
    return [code for code, mime in said if not agree(mime, detected)]


def canonical(event: Mapping[str, object]) -> bytes:
    """JSON with sorted keys and no blanks: what the commitment of a custody event is computed over."""
    return json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def commit(event: Mapping[str, object], salt: bytes) -> bytes:
    """SHA-256 over salt and canonical JSON; shown alone it tells nothing of the event."""
    return hashlib.sha256(salt + canonical(event)).digest()


def commit_file(sha256: bytes, salt: bytes) -> bytes:
    """The salted commitment to a file's hash: whoever holds a known video cannot learn from it that the house holds it too."""
    return hashlib.sha256(salt + sha256).digest()


@dataclass(frozen=True)
class Step:
    """What the gap rules ask of one event of the journal."""

    number: int
    kind: str
    at: datetime
    transfer: str = ""
    agrees: bool = True
    follows: bool = True


@dataclass(frozen=True)
class Gap:
    """Something that the journal cannot answer: its code, after which event it stands, and figures for the words."""

    code: str
    after: int
    days: int = 0


def gaps(steps: Sequence[Step], *, collected: bool, now: datetime) -> list[Gap]:
    """What is missing in a custody journal, in order; an extract says each in words."""
    found = [] if collected else [Gap("not_collected", 0)]
    answered = {step.transfer for step in steps if step.kind in {Custody.ACCEPT, Custody.REFUSE, Custody.WITHDRAW}}
    before = 0
    for step in steps:
        if step.number != before + 1:
            found.append(Gap("numbers_missing", before, step.number - before - 1))
        if not step.agrees:
            found.append(Gap("altered", step.number))
        elif not step.follows:
            found.append(Gap("does_not_follow", step.number))
        if step.kind == Custody.OFFER and step.transfer not in answered and is_late(step.at, now):
            found.append(Gap("not_answered", step.number, (now - step.at).days))
        before = step.number
    return found


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """First byte and length that a `Range` header asks of a file (RFC 9110, section 14).

    Nothing where there is no single range of bytes to follow: the whole file is the answer then. Raises `ValueError` where the
    range lies outside of the file.
    """
    unit, _, asked = header.partition("=")
    first, dash, last = asked.strip().partition("-")
    first, last = first.strip(), last.strip()
    if unit.strip().lower() != "bytes" or not dash or not _digits(first) or not _digits(last) or not (first or last):
        return None
    if not first:
        length = min(int(last), size)
        if not length:
            raise ValueError(header)
        return size - length, length
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return None
    if start >= size:
        raise ValueError(header)
    return start, end - start + 1


def _digits(words: str) -> bool:
    return not words or (words.isascii() and words.isdigit() and len(words) < 20)  # noqa: PLR2004 - far beyond any file
