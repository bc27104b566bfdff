"""A sealed field opens only for its key, in its place, whole; and its length says little."""

import uuid

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import example, given
from hypothesis import strategies as st

from seereya.foundation import seal
from seereya.foundation.seal import Broken, boxes, context

KEY, CTX = bytes(range(32)), context("actor", 1, "identity")
PARTS = st.lists(st.one_of(st.text(), st.binary(), st.integers(), st.uuids()), max_size=4)


@given(st.binary(max_size=300), st.binary(max_size=40))
def test_what_is_sealed_opens_and_is_not_in_the_box(data, ctx):
    blob = seal.box(KEY, data, ctx)
    assert seal.unbox(KEY, blob, ctx) == data
    assert blob[0] == 0x01
    assert len(blob) == len(data) + 46
    assert len(data) < 8 or data not in blob
    assert seal.box(KEY, data, ctx) != blob


def test_a_chacha_box_opens_by_its_suite_byte():
    blob = seal.boxes.box(KEY, b"name", CTX, suite=boxes.CHACHA20_POLY1305)
    assert blob[0] == 0x02
    assert seal.unbox(KEY, blob, CTX) == b"name"
    with pytest.raises(Broken):
        seal.unbox(KEY, b"\x01" + blob[1:], CTX)


@pytest.mark.parametrize("other", [context("actor", 2, "identity"), context("actor", 1), b"", CTX + b"\0"])
def test_a_box_does_not_open_in_another_place(other):
    with pytest.raises(Broken):
        seal.unbox(KEY, seal.box(KEY, b"name", CTX), other)


@pytest.mark.parametrize("key", [bytes(32), b"", KEY[:16], KEY + b"\0"])
def test_a_box_does_not_open_with_another_key(key):
    with pytest.raises(Broken):
        seal.unbox(key, seal.box(KEY, b"name", CTX), CTX)


def test_a_box_is_not_made_with_a_short_key_or_an_unknown_suite():
    with pytest.raises(ValueError, match="32 bytes"):
        seal.box(KEY[:16], b"", CTX)
    with pytest.raises(ValueError, match="known suite"):
        boxes.box(KEY, b"", CTX, suite=9)


def test_the_commitment_refuses_a_box_before_its_tag_is_even_looked_at():
    """A box whose ciphertext is right under our key, but which carries the commitment to another, stays shut."""
    blob, other = seal.box(KEY, b"name", CTX), seal.box(bytes(32), b"name", CTX)
    with pytest.raises(Broken):
        seal.unbox(KEY, blob[:2] + other[2:18] + blob[18:], CTX)
    with pytest.raises(Broken):
        seal.unbox(bytes(32), blob[:2] + other[2:18] + blob[18:], CTX)


def test_the_key_of_a_box_is_not_the_key_given():
    blob = seal.box(KEY, b"name", CTX)
    from cryptography.exceptions import InvalidTag

    with pytest.raises(InvalidTag):
        AESGCM(KEY).decrypt(blob[18:30], blob[30:], blob[:2] + CTX)


@given(st.binary(max_size=5000))
@example(b"")
@example(b"\x80")
@example(b"\x00" * 31)
@example(b"\x80" + b"\x00" * 63)
def test_padding_comes_off_exactly_and_adds_at_most_twelve_percent(data):
    padded = seal.pad(data)
    assert seal.unpad(padded) == data
    assert len(padded) >= 32
    assert len(padded) <= max(32, (len(data) + 1) * 1.12)


@pytest.mark.parametrize(("plain", "padded"), [(0, 32), (5, 32), (31, 32), (60, 64), (1000, 1024), (50_000, 51_200)])
def test_padded_lengths_are_the_ones_measured(plain, padded):
    assert len(seal.pad(bytes(plain))) == padded


@given(st.binary(max_size=100))
@example(b"")
@example(bytes(32))
@example(b"\x80")
@example(b"\x80" + bytes(63))
@example(b"Awa\x80" + bytes(29))
def test_bytes_that_padding_cannot_have_made_are_refused(data):
    try:
        plain = seal.unpad(data)
    except Broken:
        return
    assert seal.pad(plain) == data


def test_a_padded_box_hides_whether_the_name_is_short_or_long():
    short, long = seal.box_padded(KEY, b"Awa", CTX), seal.box_padded(KEY, b"Mahamadou Coulibaly", CTX)
    assert len(short) == len(long)
    assert seal.unbox_padded(KEY, long, CTX) == b"Mahamadou Coulibaly"
    with pytest.raises(Broken):
        seal.unbox_padded(KEY, seal.box(KEY, b"not padded", CTX), CTX)


def _written(part):
    return ("b", part) if isinstance(part, bytes) else ("t", str(part))


@given(PARTS, PARTS)
def test_two_lists_of_parts_never_give_the_same_context(one, other):
    same = [_written(p) for p in one] == [_written(p) for p in other]
    assert (context(*one) == context(*other)) == same


def test_an_id_and_its_text_are_the_same_part():
    made = uuid.uuid4()
    assert context(made, 7) == context(str(made), "7")
    assert context(b"7") != context("7")
    assert context("a", "bc") != context("ab", "c")


def test_new_keys_differ():
    assert len({seal.new_key() for _ in range(100)}) == 100
    assert len(seal.new_key()) == 32
