"""Sealed files of any size, in constant memory: STREAM (Hoang, Reyhanitabar, Rogaway, Vizar, 2015) over AES-256-GCM.

File: header, then chunks of 64 KiB of plaintext, each followed by its 16-byte tag.
Header (58 bytes): suite (1) | version (1) | log2 of the chunk size (1) | salt (32) | key commitment (16) | nonce prefix (7).
The nonce of a chunk is prefix | counter (4) | final flag (1); header and context are bound to every chunk. Every file
has exactly one final chunk, so that a file cut short, even between two chunks, does not open.
"""

import hashlib
import hmac
import os
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from .errors import Broken
from .primitives import KEY_SIZE, derive_salted

STREAM_AES_256_GCM: Final = 0x21
VERSION: Final = 0x01
CHUNK: Final = 1 << 16
TAG: Final = 16
SEALED_CHUNK: Final = CHUNK + TAG

_FIXED = bytes((STREAM_AES_256_GCM, VERSION, 16))
_SALT, _COMMITMENT, _PREFIX = 32, 16, 7
_APART: Final = 1 << 18  # from here on it pays to hash on another core while this one seals
HEADER: Final = len(_FIXED) + _SALT + _COMMITMENT + _PREFIX


class Readable(Protocol):
    """Anything with `read(n)`; it may give less than asked before the end."""

    def read(self, size: int = ..., /) -> bytes: ...


class Writable(Protocol):
    """Anything with `write(data)` that takes all of it."""

    def write(self, data: bytes, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Digest:
    """SHA-256 and size in bytes of a whole file."""

    sha256: bytes
    size: int


class ChunkCipher:
    """The cipher of one file: seals and opens its chunks by position."""

    def __init__(self, key: bytes, header: bytes, ctx: bytes) -> None:
        """`header` as read or written. Raises Broken unless it is a header made under this key."""
        fixed, rest = header[: len(_FIXED)], header[len(_FIXED) :]
        if len(key) != KEY_SIZE or len(header) != HEADER or fixed != _FIXED:
            raise Broken
        material = _material(key, rest[:_SALT])
        if not hmac.compare_digest(rest[_SALT : _SALT + _COMMITMENT], material[KEY_SIZE:]):
            raise Broken
        self._prefix = rest[_SALT + _COMMITMENT :]
        self._bound = header + ctx
        self._cipher = AESGCM(material[:KEY_SIZE])

    def _nonce(self, number: int, *, final: bool) -> bytes:
        return self._prefix + struct.pack(">IB", number, final)

    def seal(self, number: int, chunk: bytes, *, final: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(number, final=final), chunk, self._bound)

    def open(self, number: int, sealed: bytes, *, final: bool) -> bytes:
        """Raises Broken unless this is chunk `number` of the file, and final if and only if so said."""
        try:
            return self._cipher.decrypt(self._nonce(number, final=final), sealed, self._bound)
        except InvalidTag:
            raise Broken from None


def _material(key: bytes, salt: bytes) -> bytes:
    return derive_salted(key, salt, b"stream/" + _FIXED, KEY_SIZE + _COMMITMENT)


def _new_header(key: bytes) -> bytes:
    if len(key) != KEY_SIZE:
        raise ValueError("a file is sealed under a key of 32 bytes")
    salt = os.urandom(_SALT)
    return _FIXED + salt + _material(key, salt)[KEY_SIZE:] + os.urandom(_PREFIX)


class StreamSealer:
    """Seals what is written to it into `target`, piece by piece: for uploads, whose plaintext never touches the disk.

    Nothing counts as sealed before `finish`, which writes the final chunk; `target` stays open.
    """

    def __init__(self, target: Writable, key: bytes, ctx: bytes) -> None:
        """Writes the header at once. Raises ValueError when the key is not 32 bytes long."""
        self._target = target
        self._waiting = bytearray()
        self._number = self._size = self._sealed_size = 0
        self._plain, self._sealed = hashlib.sha256(), hashlib.sha256()
        self._finished = False
        header = _new_header(key)
        self._cipher = ChunkCipher(key, header, ctx)
        self._put(header)

    def _put(self, data: bytes) -> None:
        self._target.write(data)
        self._sealed.update(data)
        self._sealed_size += len(data)

    def write(self, data: bytes) -> None:
        """Take in more plaintext, of any length. Raises ValueError after `finish`."""
        if self._finished:
            raise ValueError("this stream is finished")
        self._size += len(data)
        if len(data) < _APART:
            self._plain.update(data)
            self._take(data)
            return
        beside = threading.Thread(target=self._plain.update, args=(data,))
        beside.start()
        try:
            whole = memoryview(data)
            for start in range(0, len(data), CHUNK):
                self._take(whole[start : start + CHUNK])
        finally:
            beside.join()

    def _take(self, data: bytes | memoryview) -> None:
        self._waiting += data
        start = 0
        while len(self._waiting) - start > CHUNK:
            chunk = bytes(memoryview(self._waiting)[start : start + CHUNK])
            self._put(self._cipher.seal(self._number, chunk, final=False))
            self._number, start = self._number + 1, start + CHUNK
        del self._waiting[:start]

    def finish(self) -> Digest:
        """Write the final chunk; digest of the plaintext. Raises ValueError the second time."""
        if self._finished:
            raise ValueError("this stream is finished")
        self._finished = True
        self._put(self._cipher.seal(self._number, bytes(self._waiting), final=True))
        self._waiting.clear()
        return Digest(self._plain.digest(), self._size)

    @property
    def sealed(self) -> Digest:
        """Digest of the sealed bytes, for sweeps that hold no key. Raises ValueError before `finish`."""
        if not self._finished:
            raise ValueError("this stream is not finished")
        return Digest(self._sealed.digest(), self._sealed_size)


def read_exactly(source: Readable, size: int) -> bytes:
    """`size` bytes, or fewer only at the end of the source."""
    data = source.read(size)
    if len(data) == size or not data:
        return data
    parts, missing = [data], size - len(data)
    while missing and (data := source.read(missing)):
        parts.append(data)
        missing -= len(data)
    return b"".join(parts)


def seal_stream(source: Readable, target: Writable, key: bytes, ctx: bytes) -> Digest:
    """Seal all of `source` into `target` under a 32-byte key; digest of the plaintext."""
    sealer = StreamSealer(target, key, ctx)
    while data := source.read(CHUNK):
        sealer.write(data)
    return sealer.finish()


def iter_stream(source: Readable, key: bytes, ctx: bytes) -> Iterator[bytes]:
    """Plaintext of a sealed file, chunk by chunk, each authentic and in its place.

    Raises Broken at the first byte that is not, and at the end when the file was cut short: whoever acts on the chunks
    must be able to undo it until the iterator is exhausted.
    """
    cipher = ChunkCipher(key, read_exactly(source, HEADER), ctx)
    number, sealed = 0, read_exactly(source, SEALED_CHUNK)
    while following := read_exactly(source, SEALED_CHUNK):
        yield cipher.open(number, sealed, final=False)
        number, sealed = number + 1, following
    chunk = cipher.open(number, sealed, final=True)
    if chunk or not number:
        yield chunk
        return
    raise Broken


def open_stream(source: Readable, target: Writable, key: bytes, ctx: bytes) -> Digest:
    """Write the plaintext of a sealed file into `target`; digest of the plaintext.

    Raises Broken like `iter_stream`; what `target` then holds must be thrown away.
    """
    plain, size = hashlib.sha256(), 0
    for chunk in iter_stream(source, key, ctx):
        target.write(chunk)
        plain.update(chunk)
        size += len(chunk)
    return Digest(plain.digest(), size)
