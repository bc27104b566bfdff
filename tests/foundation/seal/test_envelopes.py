"""What is sealed to someone opens with his private key only, in its place only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.seal import Broken, KeyPair, context, keypair, open_with, seal_to

OWN, OTHER = keypair(), keypair()
CTX = context("grant", "vault", 1, "member")


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_what_is_sealed_to_a_key_opens_with_it(data, ctx):
    blob = seal_to(OWN.public, data, ctx)
    assert open_with(OWN.private, blob, ctx) == data
    assert blob[0] == 0x11
    assert len(blob) == len(data) + 1138


def test_nobody_else_opens_it_and_nowhere_else():
    blob = seal_to(OWN.public, b"key", CTX)
    for private, ctx in ((OTHER.private, CTX), (OWN.private, b""), (OWN.private, context("grant", "vault", 2, "member"))):
        with pytest.raises(Broken):
            open_with(private, blob, ctx)


def test_either_half_of_the_key_alone_does_not_open_it():
    blob = seal_to(OWN.public, b"key", CTX)
    half_lattice = OWN.private[:65] + OTHER.private[65:]
    half_curve = OTHER.private[:65] + OWN.private[65:]
    for private in (half_lattice, half_curve):
        with pytest.raises(Broken):
            open_with(private, blob, CTX)


@given(st.binary(max_size=100))
def test_anything_that_is_not_a_key_is_refused_with_the_one_error(junk):
    blob = seal_to(OWN.public, b"key", CTX)
    for private in (junk, OWN.private[:-1], OWN.private + b"\0", b"\x12" + OWN.private[1:]):
        with pytest.raises(Broken):
            open_with(private, blob, CTX)
    for public in (junk, OWN.public[:-1], b"\x12" + OWN.public[1:], OWN.public[:-32] + bytes(32), b"\x11" + b"\xff" * 1216):
        with pytest.raises(Broken):
            seal_to(public, b"key", CTX)


def test_an_envelope_that_leads_to_a_worthless_shared_secret_is_refused_with_the_one_error():
    """The point zero of the curve, which the library reports in a way of its own."""
    blob = seal_to(OWN.public, b"key", CTX)
    with pytest.raises(Broken):
        open_with(OWN.private, blob[:1090] + bytes(32) + blob[1122:], CTX)


def test_a_key_pair_does_not_show_its_private_half():
    assert isinstance(OWN, KeyPair)
    assert repr(OWN.private) not in repr(OWN)
    assert "private" not in repr(OWN)
