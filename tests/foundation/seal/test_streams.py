"""Files of any size are sealed in constant memory, open whole or not at all, and can be read anywhere."""

import hashlib
import io
import os
import random
import tracemalloc

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.seal import (
    Broken,
    Digest,
    SealedFile,
    StreamSealer,
    iter_stream,
    open_stream,
    seal_stream,
    streams,
)
from seereya.foundation.seal.streams import CHUNK, HEADER, SEALED_CHUNK, ChunkCipher

KEY, CTX = bytes(range(32)), b"evidence"
EDGES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK - 7]


class Trickle(io.RawIOBase):
    """A source that gives less than asked, as sockets and pipes do."""

    def __init__(self, data):
        self._data = io.BytesIO(data)

    def read(self, size=-1):
        return self._data.read(min(size, 1009))


def sealed(data, ctx=CTX):
    target = io.BytesIO()
    seal_stream(io.BytesIO(data), target, KEY, ctx)
    return target.getvalue()


def opened(blob, ctx=CTX, key=KEY):
    target = io.BytesIO()
    open_stream(io.BytesIO(blob), target, key, ctx)
    return target.getvalue()


@pytest.mark.parametrize("size", EDGES)
def test_files_around_every_chunk_boundary_come_back_with_their_digest(size):
    data = os.urandom(size)
    target, back = io.BytesIO(), io.BytesIO()
    digest = seal_stream(Trickle(data), target, KEY, CTX)
    assert digest == Digest(hashlib.sha256(data).digest(), size)
    assert target.getvalue()[0] == 0x21
    assert open_stream(Trickle(target.getvalue()), back, KEY, CTX) == digest
    assert back.getvalue() == data
    chunks = max(1, -(-size // CHUNK))
    assert len(target.getvalue()) == HEADER + size + 16 * chunks


@given(st.lists(st.integers(0, 3 * CHUNK), max_size=5))
def test_an_upload_in_pieces_is_the_same_file_whatever_the_pieces(sizes):
    pieces = [os.urandom(size) for size in sizes]
    target = io.BytesIO()
    sealer = StreamSealer(target, KEY, CTX)
    for piece in pieces:
        sealer.write(piece)
    digest = sealer.finish()
    whole = b"".join(pieces)
    assert digest == Digest(hashlib.sha256(whole).digest(), len(whole))
    assert opened(target.getvalue()) == whole
    raw = target.getvalue()
    assert sealer.sealed == Digest(hashlib.sha256(raw).digest(), len(raw))


def test_an_unfinished_upload_does_not_open():
    target = io.BytesIO()
    sealer = StreamSealer(target, KEY, CTX)
    sealer.write(bytes(3 * CHUNK))
    with pytest.raises(ValueError, match="not finished"):
        _ = sealer.sealed
    with pytest.raises(Broken):
        opened(target.getvalue())
    sealer.finish()
    for again in (sealer.finish, lambda: sealer.write(b"more")):
        with pytest.raises(ValueError, match="is finished"):
            again()


@pytest.mark.parametrize("kept", [0, 1, 2, 3])
def test_a_file_cut_between_two_chunks_is_refused_by_every_reader(kept):
    blob = sealed(os.urandom(4 * CHUNK))[: HEADER + kept * SEALED_CHUNK]
    with pytest.raises(Broken):
        opened(blob)
    with pytest.raises(Broken):
        SealedFile(io.BytesIO(blob), len(blob), KEY, CTX)


def test_every_chunk_that_comes_out_is_authentic_even_when_the_end_is_not():
    data = os.urandom(3 * CHUNK)
    blob = bytearray(sealed(data))
    blob[-1] ^= 1
    chunks = iter_stream(io.BytesIO(blob), KEY, CTX)
    assert next(chunks) + next(chunks) == data[: 2 * CHUNK]
    with pytest.raises(Broken):
        next(chunks)


def test_another_key_or_context_opens_nothing():
    blob = sealed(b"video")
    for key, ctx in ((bytes(32), CTX), (KEY, b"other"), (b"", CTX), (KEY[:16], CTX)):
        with pytest.raises(Broken):
            opened(blob, ctx, key)
        with pytest.raises(Broken):
            SealedFile(io.BytesIO(blob), len(blob), key, ctx)
    with pytest.raises(ValueError, match="32 bytes"):
        StreamSealer(io.BytesIO(), b"short", CTX)


def test_chunks_of_two_files_under_one_key_cannot_be_exchanged():
    one, two = sealed(os.urandom(2 * CHUNK)), sealed(os.urandom(2 * CHUNK))
    middle = HEADER + SEALED_CHUNK
    for mixed in (one[:middle] + two[middle:], one[:HEADER] + two[HEADER:], two[:3] + one[3:35] + two[35:]):
        with pytest.raises(Broken):
            opened(mixed)


def forged(header, *chunks):
    """A file made by someone who has the key, but not by our sealer."""
    cipher = object.__new__(ChunkCipher)
    material = streams._material(KEY, header[3:35])
    cipher._prefix, cipher._bound, cipher._cipher = header[51:], header + CTX, AESGCM(material[:32])
    last = len(chunks) - 1
    return header + b"".join(cipher.seal(n, chunk, final=n == last) for n, chunk in enumerate(chunks))


def test_even_with_the_key_a_file_is_made_in_one_way_only():
    header = sealed(b"")[:HEADER]
    assert opened(forged(header, b"Awa")) == b"Awa"
    uncommitted = forged(header[:35] + bytes(16) + header[51:], b"Awa")
    empty_end, short_middle = forged(header, bytes(CHUNK), b""), forged(header, b"Awa", b"end")
    for blob in (uncommitted, empty_end, short_middle):
        with pytest.raises(Broken):
            opened(blob)
        with pytest.raises(Broken):
            SealedFile(io.BytesIO(blob), len(blob), KEY, CTX)


@pytest.mark.parametrize("size", EDGES)
def test_any_part_of_a_file_can_be_read_alone(size):
    data = os.urandom(size)
    blob = sealed(data)
    file = SealedFile(io.BytesIO(blob), len(blob), KEY, CTX)
    assert file.size == size
    rng = random.Random(size)
    for _ in range(60):
        offset, count = rng.randrange(size + 100), rng.choice([0, 1, 100, CHUNK, 2 * CHUNK + 1])
        assert file.read_at(offset, count) == data[offset : offset + count]
    for offset, count in ((-1, 1), (0, -1)):
        with pytest.raises(ValueError, match="not negative"):
            file.read_at(offset, count)


def test_reading_a_part_refuses_an_altered_chunk_and_still_reads_the_others():
    data = os.urandom(4 * CHUNK)
    blob = bytearray(sealed(data))
    blob[HEADER + SEALED_CHUNK + 5] ^= 1
    file = SealedFile(io.BytesIO(blob), len(blob), KEY, CTX)
    assert file.read_at(2 * CHUNK, 10) == data[2 * CHUNK : 2 * CHUNK + 10]
    for _ in range(2):
        with pytest.raises(Broken):
            file.read_at(CHUNK + 1, 1)
    assert file.read_at(0, CHUNK) == data[:CHUNK]


def test_memory_does_not_grow_with_the_file():
    class Zeros:
        left = 64 * 1024 * 1024

        def read(self, size=-1):
            given = min(size, self.left)
            self.left -= given
            return bytes(given)

    class Nowhere:
        def write(self, data):
            return len(data)

    tracemalloc.start()
    try:
        assert seal_stream(Zeros(), Nowhere(), KEY, CTX).size == 64 * 1024 * 1024
        assert tracemalloc.get_traced_memory()[1] < 2 * 1024 * 1024
    finally:
        tracemalloc.stop()
