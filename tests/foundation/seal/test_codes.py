"""A recovery code survives handwriting, and a slip of the pen is noticed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.seal import WrongCode, new_recovery_code, recovery_key
from seereya.foundation.seal.codes import from_base32, grouped, to_base32


def test_a_code_is_nine_groups_of_four_and_never_the_same():
    codes = {new_recovery_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){8}[0-9A-HJKMNP-TV-Z]{4}", code) for code in codes)


def test_a_code_may_be_typed_in_any_of_the_usual_ways():
    code = new_recovery_code()
    key = recovery_key(code)
    assert len(key) == 32
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    for text in (typed, code.replace("-", ""), f"  {code}\n", code.replace("-", "–"), code.replace("1", "I")):
        assert recovery_key(text) == key
    assert recovery_key(new_recovery_code()) != key


@given(st.integers(0, 34), st.integers(1, 31))
def test_any_one_wrong_or_exchanged_character_is_noticed(i, shift):
    code = new_recovery_code().replace("-", "")
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    typed = alphabet[(alphabet.index(code[i]) + shift) % 32]
    with pytest.raises(WrongCode):
        recovery_key(code[:i] + typed + code[i + 1 :])
    if code[i] != code[i + 1]:
        with pytest.raises(WrongCode):
            recovery_key(code[:i] + code[i + 1] + code[i] + code[i + 2 :])
    for wrong in (code[:-1], code + "0", code[:i] + code[i + 1 :]):
        with pytest.raises(WrongCode):
            recovery_key(wrong)


@given(st.text(max_size=60))
def test_anything_else_is_a_wrong_code_and_a_value_error(text):
    with pytest.raises(WrongCode):
        recovery_key(text)
    assert issubclass(WrongCode, ValueError)


@given(st.binary(max_size=60))
def test_base32_comes_back(data):
    assert from_base32(grouped(to_base32(data), 5)) == data


@given(st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", max_size=20))
def test_base32_has_one_way_to_write_each_value(text):
    try:
        data = from_base32(text)
    except WrongCode:
        return
    assert to_base32(data) == text
