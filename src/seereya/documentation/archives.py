"""Reading an exported conversation that comes as a zip with its media: WhatsApp, Signal's tools, Telegram's JSON. No Django.

Nothing is written anywhere: the zip is read where it lies, part by part. What could make a reader fetch too much, write elsewhere or
be led astray is refused as a whole, with a code that has words.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import IO, Protocol, cast

from seereya.documentation import messages
from seereya.documentation.messages import Conversation, NotMessages
from seereya.foundation.seal import Broken

LONGEST = 1_200_000  # bytes of the conversation itself
MOST = 2000  # entries
LARGEST = 4 << 30  # bytes of everything, unpacked
_RATIO, _FREE = 100, 1 << 20
_AT_ONCE = 8 << 20
_TRIED = 20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
FAULTS = (
    zipfile.BadZipFile,
    NotImplementedError,
    ValueError,
    KeyError,
    EOFError,
    OSError,
    RuntimeError,
    struct.error,
    zlib.error,
    Broken,
)


class Readable(Protocol):
    """A file that can be read at any place, such as a sealed one that is open."""

    @property
    def size(self) -> int: ...
    def read_at(self, offset: int, n: int) -> bytes: ...


class _Clear:
    """The file as the zip reader asks for it; a zip whose directory alone is huge is not taken into memory."""

    def __init__(self, source: Readable) -> None:
        self._source, self._at = source, 0

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        start = {0: 0, 1: self._at, 2: self._source.size}[whence]
        if start + offset < 0:
            raise OSError("before the beginning")  # as a file on the disk says it
        self._at = start + offset
        return self._at

    def read(self, n: int | None = -1) -> bytes:
        wanted = self._source.size - self._at if n is None or n < 0 else min(n, self._source.size - self._at)
        if wanted > _AT_ONCE:
            raise NotMessages("zip_many")
        data = self._source.read_at(self._at, max(0, wanted))
        self._at += len(data)
        return data

    def close(self) -> None:
        """The caller closes what it opened."""


class Archive:
    """A zip that was looked through: the conversation in it, and its other files by the name under which messages call them."""

    def __init__(self, source: Readable) -> None:
        """Raises `NotMessages`: `zip_damaged`, `zip_encrypted`, `zip_paths`, `zip_many`, `zip_bomb`, `zip_method`, `zip_no_chat`,
        `zip_several`, `too_long`, and what reading a conversation refuses.
        """
        try:
            self._zip = zipfile.ZipFile(cast("IO[bytes]", _Clear(source)))
            entries = [one for one in self._zip.infolist() if not _is_dust(one)]
        except NotMessages:
            raise
        except FAULTS as fault:
            raise NotMessages("zip_damaged") from fault
        _check(entries, source.size)
        self.member, self.text, self.conversation = self._chat(entries)
        folder = PurePosixPath(self.member).parent
        self._members = {_below(one.filename, folder): one for one in entries if one.filename != self.member}

    @property
    def media(self) -> dict[str, int]:
        """The other files, with their sizes."""
        return {name: one.file_size for name, one in self._members.items()}

    def find(self, name: str) -> str:
        """Which file a message means; nothing where none, or more than one, can be meant."""
        return found_in(self._members, name)

    def open(self, name: str) -> IO[bytes]:
        """A file of the zip, to be read in parts."""
        return self._zip.open(self._members[name])

    def _chat(self, entries: list[zipfile.ZipInfo]) -> tuple[str, bytes, Conversation]:
        written = [one for one in entries if one.filename.lower().endswith((".txt", ".json"))]
        named = [one for one in written if _is_chat(one.filename)]
        if any(one.file_size > LONGEST for one in named):
            raise NotMessages("too_long")
        found = [(one.filename, *self._read(one)) for one in named]
        if not named:
            found = self._tried([one for one in written if one.file_size <= LONGEST][:_TRIED])
        if not found:
            raise NotMessages("zip_no_chat")
        if len(found) > 1:
            raise NotMessages("zip_several")
        return found[0]

    def _tried(self, entries: list[zipfile.ZipInfo]) -> list[tuple[str, bytes, Conversation]]:
        found = []
        for one in entries:
            try:
                found.append((one.filename, *self._read(one)))
            except NotMessages as refused:
                if refused.code.startswith("zip_"):
                    raise
        return found

    def _read(self, entry: zipfile.ZipInfo) -> tuple[bytes, Conversation]:
        try:
            with self._zip.open(entry) as file:
                data = file.read(LONGEST + 1)
        except NotMessages:
            raise
        except FAULTS as fault:
            raise NotMessages("zip_damaged") from fault
        if len(data) > LONGEST:
            raise NotMessages("too_long")
        return data, messages.read(data)


def is_zip(head: bytes) -> bool:
    """Whether a file begins as a zip does."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def found_in(members: dict[str, zipfile.ZipInfo] | dict[str, int], name: str) -> str:
    """Which of these files a message means by a name: the path itself, or the one file that is called so."""
    wanted = name.strip().removeprefix("./")
    if wanted in members:
        return wanted
    same = [one for one in members if PurePosixPath(one).name == PurePosixPath(wanted).name]
    return same[0] if wanted and len(same) == 1 else ""


def _is_dust(entry: zipfile.ZipInfo) -> bool:
    return entry.is_dir() or entry.filename.startswith("__MACOSX/") or PurePosixPath(entry.filename).name == ".DS_Store"


def _is_chat(name: str) -> bool:
    base = PurePosixPath(name).name.lower()
    return base in {"_chat.txt", "result.json"} or (base.endswith(".txt") and "whatsapp" in base)


def _below(name: str, folder: PurePosixPath) -> str:
    path = PurePosixPath(name)
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def _check(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Refuses what could lead a reader astray, before anything is unpacked."""
    names = [one.filename for one in entries]
    if len(entries) > MOST:
        raise NotMessages("zip_many")
    if any(_leads_away(one) for one in entries) or len({name.casefold() for name in names}) != len(names):
        raise NotMessages("zip_paths")
    if any(one.flag_bits & 0x1 for one in entries):
        raise NotMessages("zip_encrypted")
    if any(one.compress_type not in _METHODS for one in entries):
        raise NotMessages("zip_method")
    swollen = any(one.file_size > _FREE + _RATIO * one.compress_size for one in entries)
    if swollen or sum(one.file_size for one in entries) > LARGEST or sum(one.compress_size for one in entries) > size:
        raise NotMessages("zip_bomb")


def _leads_away(entry: zipfile.ZipInfo) -> bool:
    """A name that would be written elsewhere, or that is a link to elsewhere."""
    name = entry.orig_filename
    odd = any(ord(letter) < 32 or letter in "\\\x7f" for letter in name)  # noqa: PLR2004 - control characters
    parts = name.split("/")
    return odd or name.startswith("/") or ".." in parts or name[1:2] == ":" or stat.S_ISLNK(entry.external_attr >> 16)
