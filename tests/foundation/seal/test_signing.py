"""A signature says who and exactly what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.seal import Broken, SigningKey, verify

KEY = SigningKey.new()


@given(st.binary(max_size=100))
def test_a_signature_verifies_for_its_data_and_key_only(data):
    signature = KEY.sign(data)
    assert verify(KEY.public, data, signature)
    assert not verify(KEY.public, data + b"\0", signature)
    assert not verify(SigningKey.new().public, data, signature)


@given(st.binary(max_size=70), st.binary(max_size=70))
def test_malformed_input_is_false_and_never_an_exception(public, signature):
    assert not verify(public, b"data", KEY.sign(b"data"))
    assert not verify(KEY.public, b"data", signature)


def test_a_key_comes_back_from_its_bytes_and_shows_nothing():
    again = SigningKey.from_bytes(KEY.to_bytes())
    assert again.public == KEY.public
    assert len(KEY.to_bytes()) == len(KEY.public) == 32
    assert KEY.to_bytes().hex() not in repr(KEY)
    with pytest.raises(Broken):
        SigningKey.from_bytes(b"short")
