"""Where the bytes of an import come from: a file, or an upload sealed on disk; counted and hashed as they pass."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import RawIOBase
from pathlib import Path
from typing import IO, Final, cast
from uuid import UUID

from django.conf import settings

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.foundation import clock, seal
from seereya.vault.uploads import SealedFile

_STEP: Final = 32 * 1024  # small, so that progress is seen to move
KEPT: Final = timedelta(hours=24)


class Passing(RawIOBase):
    """Bytes on their way to the reader: how many of how many, and their SHA-256."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self._digest = hashlib.sha256()
        self.size = size
        self.passed = 0

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(_STEP if size < 0 else min(size, _STEP))
        self._digest.update(data)
        self.passed += len(data)
        return data

    def finish(self) -> str:
        """SHA-256 of the whole file, in hexadecimal."""
        while self.read():
            pass
        return self._digest.hexdigest()


class _Opened(RawIOBase):
    """The clear bytes of a sealed file, a chunk at a time, in memory only."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def read(self, size: int = -1, /) -> bytes:
        if not self._rest:
            self._rest = next(self._chunks, b"")
        if size < 0:
            size = len(self._rest)
        data, self._rest = self._rest[:size], self._rest[size:]
        return data


@contextmanager
def from_file(path: Path) -> Iterator[Passing]:
    """A file of the operator. Raises OSError."""
    with path.open("rb") as file:
        yield Passing(file, path.stat().st_size)


@contextmanager
def from_upload(upload: UUID, key: bytes) -> Iterator[Passing]:
    """An upload sealed on disk. Raises OSError where it is gone, `seal.Broken` where it was changed."""
    path = _sealed(upload)
    with path.open("rb") as file:
        chunks = seal.iter_stream(file, key, seal.context("upload", upload))
        yield Passing(cast("IO[bytes]", _Opened(chunks)), path.stat().st_size)


def keep(upload: SealedFile, *, by: Actor) -> UUID:
    """Keeps an upload until it is imported, thrown away or a day old: its key stands beside it, sealed to who sent it."""
    blob = seal.seal_to(bytes(by.member.public_key), upload.key, _context(upload.upload_id))
    _key(upload.upload_id).write_bytes(blob)
    found: UUID = upload.upload_id
    return found


def key_of(upload: UUID, *, by: Actor) -> bytes:
    """The key of an upload one sent. Raises `Refused`: `upload_gone`, `upload_of_another`."""
    if not is_kept(upload):
        raise Refused("upload_gone")
    try:
        return seal.open_with(by.private_key, _key(upload).read_bytes(), _context(upload))
    except seal.Broken:
        raise Refused("upload_of_another") from None


def is_kept(upload: UUID) -> bool:
    """Whether an upload is still there."""
    return _key(upload).exists() and _sealed(upload).exists()


def throw_away(upload: UUID) -> None:
    """Removes an upload and its key."""
    _key(upload).unlink(missing_ok=True)
    _sealed(upload).unlink(missing_ok=True)


def throw_old_away() -> int:
    """Removes uploads kept for longer than a day; how many."""
    before = (clock.now() - KEPT).timestamp()
    old = [path for path in _folder().glob("*.key") if path.stat().st_mtime < before]
    for path in old:
        throw_away(UUID(path.stem))
    return len(old)


def _folder() -> Path:
    return Path(settings.HOME) / "uploads"


def _sealed(upload: UUID) -> Path:
    return _folder() / f"{upload}.sealed"


def _key(upload: UUID) -> Path:
    return _folder() / f"{upload}.key"


def _context(upload: UUID) -> bytes:
    return seal.context("event-upload-key", upload)
