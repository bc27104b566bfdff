"""Reading any part of a sealed file without opening the rest: seeking in a video, HTTP ranges."""

from typing import Protocol

from .errors import Broken
from .streams import CHUNK, HEADER, SEALED_CHUNK, TAG, ChunkCipher, read_exactly


class Seekable(Protocol):
    """A binary file that can be sought and read."""

    def read(self, size: int = ..., /) -> bytes: ...

    def seek(self, offset: int, whence: int = ..., /) -> int: ...


class SealedFile:
    """A sealed file opened for reading at any offset. Not safe for several threads at once."""

    def __init__(self, fileobj: Seekable, size: int, key: bytes, ctx: bytes) -> None:
        """`size` is the length in bytes of the sealed file. The final chunk is checked at once.

        Raises Broken when the key or context is wrong or the file was cut short.
        """
        body = size - HEADER
        self._chunks = -(-body // SEALED_CHUNK)
        last = body - (self._chunks - 1) * SEALED_CHUNK
        if body < TAG or last < TAG or (self._chunks > 1 and last == TAG):
            raise Broken
        self._file = fileobj
        fileobj.seek(0)
        self._cipher = ChunkCipher(key, read_exactly(fileobj, HEADER), ctx)
        self._sizes = (SEALED_CHUNK, last)
        self._held: tuple[int, bytes] = (-1, b"")
        self._chunk(self._chunks - 1)
        #: Length of the plaintext in bytes.
        self.size = body - self._chunks * TAG

    def _chunk(self, number: int) -> bytes:
        if self._held[0] != number:
            final = number == self._chunks - 1
            self._file.seek(HEADER + number * SEALED_CHUNK)
            sealed = read_exactly(self._file, self._sizes[final])
            self._held = (number, self._cipher.open(number, sealed, final=final))
        return self._held[1]

    def read_at(self, offset: int, n: int) -> bytes:
        """`n` bytes of plaintext from `offset`; fewer at the end, none beyond it.

        Raises Broken when a chunk touched was altered, ValueError on a negative offset or length.
        """
        if offset < 0 or n < 0:
            raise ValueError("offset and length are not negative")
        end = min(offset + n, self.size)
        if offset >= end:
            return b""
        first, last = offset // CHUNK, (end - 1) // CHUNK
        data = b"".join(self._chunk(number) for number in range(first, last + 1))
        return data[offset - first * CHUNK : end - first * CHUNK]
