"""k people together open; fewer learn nothing; a wrong sheet of paper is named before harm is done."""

import itertools
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.seal import (
    Broken,
    MistypedShare,
    MixedShares,
    NotEnoughShares,
    Share,
    join,
    join_two,
    shares,
    split,
    split_in_two,
)

SECRET = bytes(range(32))


def test_A12_every_three_of_five_open_and_no_two_do():  # noqa: N802
    parts = split(SECRET, 3, 5)
    opened = [join(chosen) for chosen in itertools.combinations(parts, 3)]
    assert opened == [SECRET] * 10
    refused = 0
    for chosen in itertools.combinations(parts, 2):
        with pytest.raises(NotEnoughShares) as told:
            join(chosen)
        assert (told.value.present, told.value.needed) == (2, 3)
        refused += 1
    assert refused == 10
    for count in (4, 5):
        assert all(join(chosen) == SECRET for chosen in itertools.permutations(parts, count))


def test_two_of_three_shares_fit_any_secret_whatever():
    """Perfect secrecy, by counting: whatever two shares say, every value of a byte is equally possible."""
    two = split(b"\x2a", 3, 3)[:2]
    points = [(share.index, share.data[0]) for share in two]
    possible = set()
    for third in range(256):
        total = 0
        for x, y in [*points, (3, third)]:
            weight = 1
            for other in {1, 2, 3} - {x}:
                weight = shares._times(weight, shares._times(other, shares._inverse(other ^ x)))
            total ^= shares._times(y, weight)
        possible.add(total)
    assert possible == set(range(256))


def test_the_field_is_the_one_of_aes():
    assert shares._times(0x57, 0x83) == 0xC1
    assert shares._times(0x57, 0x13) == 0xFE
    assert all(shares._times(a, shares._inverse(a)) == 1 for a in range(1, 256))
    assert [a for a in range(256) if shares._times(a, 3) == 0] == [0]


@given(st.binary(min_size=1, max_size=70), st.data())
def test_any_secret_between_any_number_of_people_survives_paper(secret, data):
    n = data.draw(st.integers(2, 9))
    k = data.draw(st.integers(2, n))
    papers = [share.to_text() for share in split(secret, k, n)]
    chosen = data.draw(st.permutations(papers))[: data.draw(st.integers(k, n))]
    assert join([Share.from_text(text.lower().replace("-", " ")) for text in chosen]) == secret


def test_shares_of_two_splits_are_not_mixed_even_of_the_same_secret():
    one, two = split(SECRET, 2, 3), split(SECRET, 2, 3)
    with pytest.raises(MixedShares):
        join([one[0], two[1]])
    altered = Share(one[0].index, bytes(len(one[0].data)), one[0].threshold, one[0].set_id)
    with pytest.raises(MixedShares):
        join([one[0], altered, one[1]])


def test_the_same_share_twice_counts_once():
    parts = split(SECRET, 2, 3)
    with pytest.raises(NotEnoughShares):
        join([parts[0], parts[0]])
    assert join([parts[0], parts[0], parts[2]]) == SECRET
    with pytest.raises(NotEnoughShares):
        join([])


@given(st.integers(0, 2), st.integers(0, 39), st.integers(1, 255))
def test_a_forged_share_never_yields_a_wrong_secret(which, position, flip):
    parts = split(SECRET, 3, 4)
    data = bytearray(parts[which].data)
    data[position] ^= flip
    parts[which] = Share(parts[which].index, bytes(data), 3, parts[which].set_id)
    for chosen in (parts, parts[:3]):
        with pytest.raises(Broken):
            join(chosen)


@given(st.integers(0, 10_000), st.integers(1, 31))
def test_one_mistyped_character_is_noticed(where, shift):
    """What is drawn does not depend on the share, which is another one each time."""
    text = split(SECRET, 3, 5)[2].to_text()
    positions = [i for i, c in enumerate(text) if c != "-"]
    position = positions[where % len(positions)]
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    typed = alphabet[(alphabet.index(text[position]) + shift) % 32]
    with pytest.raises(MistypedShare):
        Share.from_text(text[:position] + typed + text[position + 1 :])


@given(st.text(max_size=120))
def test_anything_typed_is_a_share_or_refused(text):
    with pytest.raises(MistypedShare):
        Share.from_text(text)


@pytest.mark.parametrize(("secret", "k", "n"), [(b"x", 1, 3), (b"x", 4, 3), (b"x", 2, 256), (b"", 2, 3), (b"x", 0, 0)])
def test_a_split_that_protects_nothing_is_refused(secret, k, n):
    with pytest.raises(ValueError, match="n people"):
        split(secret, k, n)


def test_a_share_does_not_show_its_data():
    assert "data" not in repr(split(SECRET, 2, 2)[0])


@given(st.binary(max_size=64))
def test_two_halves_give_the_secret_and_neither_is_the_secret(secret):
    a, b = split_in_two(secret)
    assert join_two(a, b) == join_two(b, a) == secret
    with pytest.raises(Broken):
        join_two(a, b + b"\0")


def test_a_half_is_fresh_noise():
    secret = os.urandom(32)
    assert len({half for _ in range(50) for half in split_in_two(secret)} | {secret}) == 101
