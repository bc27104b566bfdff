"""Acceptance cases A6 and A7: whatever is altered or moved is refused, always with the same error."""

import io
import itertools
import os
import random
import uuid

import pytest

from seereya.foundation import seal
from seereya.foundation.seal import Broken, SealedFile, box, context, keypair, open_stream, open_with, seal_to, unbox
from seereya.foundation.seal.streams import CHUNK, HEADER, SEALED_CHUNK

KEY, CTX = os.urandom(32), context("evidence", 1)
PAIR = keypair()


class Nowhere:
    def write(self, data):
        return len(data)


def refused(open_it, blob):
    """True when refused with exactly our error; anything else fails the test by itself."""
    try:
        open_it(blob)
    except Broken as error:
        return type(error) is Broken and not error.args
    return False


def flipped(blob, bit):
    changed = bytearray(blob)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def file_mutations(blob, flips, rng):
    """Bit flips everywhere, cuts at boundaries and elsewhere, chunks swapped, dropped, repeated, appended."""
    head = range(HEADER * 8)
    yield from (flipped(blob, bit) for bit in head)
    yield from (flipped(blob, rng.randrange(len(blob) * 8)) for _ in range(flips - len(head)))
    cuts = {HEADER + n * SEALED_CHUNK + d for n in range(5) for d in (-16, -1, 0, 1, 15, 16, 17)}
    cuts |= set(range(0, len(blob), max(7, len(blob) * 20 // flips)))
    yield from (blob[:cut] for cut in sorted(cuts) if 0 <= cut < len(blob))
    body = [blob[at : at + SEALED_CHUNK] for at in range(HEADER, len(blob), SEALED_CHUNK)]
    for order in itertools.permutations(body):
        if list(order) != body:
            yield blob[:HEADER] + b"".join(order)
    for n in range(len(body)):
        yield blob[:HEADER] + b"".join(body[:n] + body[n + 1 :])
        yield blob[:HEADER] + b"".join(body[: n + 1] + body[n:])
    yield from (blob + extra for extra in (b"\0", bytes(16), body[-1], body[0], os.urandom(17), blob))


def open_file(blob):
    open_stream(io.BytesIO(blob), Nowhere(), KEY, CTX)


def read_file_anywhere(blob):
    file = SealedFile(io.BytesIO(blob), len(blob), KEY, CTX)
    file.read_at(0, file.size)


def run_files(flips):
    target = io.BytesIO()
    seal.seal_stream(io.BytesIO(os.urandom(3 * CHUNK + 1000)), target, KEY, CTX)
    count = 0
    for blob in file_mutations(target.getvalue(), flips, random.Random(6)):
        assert refused(open_file, blob), f"mutation {count} opened as a stream"
        assert refused(read_file_anywhere, blob), f"mutation {count} opened at random"
        count += 1
    return count


def test_A6_altered_files_are_refused_with_one_error():  # noqa: N802
    assert run_files(1500) >= 1500


@pytest.mark.heavy
def test_A6_twenty_three_thousand_altered_files_are_refused_with_one_error():  # noqa: N802
    assert run_files(23_000) >= 23_000


def envelope_mutations(blob, count, rng):
    """Flips, cuts, extensions, overwritten runs, wrong heads, noise of the right and of the wrong length."""
    for n in range(count):
        kind = n % 8
        at = rng.randrange(len(blob))
        if kind < 3:
            yield flipped(blob, rng.randrange(len(blob) * 8))
        elif kind == 3:
            yield blob[:at]
        elif kind == 4:
            yield blob + rng.randbytes(rng.randint(1, 64))
        elif kind == 5:
            run = rng.randint(1, 64)
            yield blob[:at] + bytes(b ^ 0x55 for b in blob[at : at + run]) + blob[at + run :]
        elif kind == 6:
            yield blob[: rng.randint(0, 3)] + rng.randbytes(len(blob))
        else:
            yield rng.randbytes(rng.randrange(2 * len(blob)))


def run_envelopes(count):
    envelope, symmetric = seal_to(PAIR.public, os.urandom(32), CTX), box(KEY, os.urandom(40), CTX)
    rng, seen = random.Random(66), 0
    for blob in envelope_mutations(envelope, count // 2, rng):
        assert refused(lambda b: open_with(PAIR.private, b, CTX), blob)
        seen += 1
    for blob in envelope_mutations(symmetric, count // 2, rng):
        assert refused(lambda b: unbox(KEY, b, CTX), blob)
        assert refused(lambda b: seal.unbox_padded(KEY, b, CTX), blob)
        seen += 1
    return seen


def test_A6_altered_envelopes_are_refused_with_one_error():  # noqa: N802
    assert run_envelopes(6000) == 6000


@pytest.mark.heavy
def test_A6_a_hundred_thousand_altered_envelopes_are_refused_with_one_error():  # noqa: N802
    assert run_envelopes(120_000) == 120_000


def test_A7_a_sealed_value_moved_elsewhere_is_refused():  # noqa: N802
    """Every place differs from every other in table, organisation, row, group or version: none opens another's value."""
    rows = [uuid.uuid4() for _ in range(3)]
    places = list(itertools.product(("actor", "account"), ("amdh", "partner"), rows, ("identity", "contact"), (1, 2)))
    contexts = [context(*place) for place in places]
    boxes = [seal.box_padded(KEY, b"Awa", ctx) for ctx in contexts]
    grants = [seal_to(PAIR.public, b"key", ctx) for ctx in contexts]
    moved = 0
    for (here, ctx), (there, (boxed, granted)) in itertools.product(
        enumerate(contexts), enumerate(zip(boxes, grants, strict=True))
    ):
        if here == there:
            assert seal.unbox_padded(KEY, boxed, ctx) == b"Awa"
            assert open_with(PAIR.private, granted, ctx) == b"key"
            continue
        assert refused(lambda b, c=ctx: seal.unbox_padded(KEY, b, c), boxed)
        assert refused(lambda b, c=ctx: open_with(PAIR.private, b, c), granted)
        moved += 2
    assert moved == 2 * 48 * 47


def test_A7_a_value_sealed_as_one_thing_does_not_open_as_another():  # noqa: N802
    target = io.BytesIO()
    seal.seal_stream(io.BytesIO(b"Awa"), target, KEY, CTX)
    boxed, granted, file = box(KEY, b"Awa", CTX), seal_to(PAIR.public, b"Awa", CTX), target.getvalue()
    for blob in (granted, file):
        assert refused(lambda b: unbox(KEY, b, CTX), blob)
    for blob in (boxed, file):
        assert refused(lambda b: open_with(PAIR.private, b, CTX), blob)
    for blob in (boxed, granted):
        assert refused(open_file, blob)
