"""Passphrases can be typed on any keyboard, cost an attacker dearly, and never exhaust the machine."""

import math
import threading
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from argon2.low_level import Type, hash_secret_raw
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.seal import DEFAULT, Stretch, new_passphrase, normalise_passphrase, passphrases, stretch

CHEAP = Stretch(memory=64, passes=1)
SALT = bytes(range(16))


def test_the_default_cost_is_the_one_decided():
    assert DEFAULT.to_text() == "argon2id$v=19$m=131072,t=3,p=1"
    assert Stretch.from_text(DEFAULT.to_text()) == DEFAULT


@given(st.integers(8, 1 << 20), st.integers(1, 9999))
def test_parameters_come_back_from_their_text(memory, passes):
    parameters = Stretch(memory=memory, passes=passes)
    assert Stretch.from_text(parameters.to_text()) == parameters


@pytest.mark.parametrize(
    "text",
    [
        "",
        "argon2i$v=19$m=64,t=1,p=1",
        "argon2id$v=16$m=64,t=1,p=1",
        "argon2id$v=19$m=7,t=1,p=1",
        "argon2id$v=19$m=1048577,t=1,p=1",
        "argon2id$v=19$m=64,t=0,p=1",
        "argon2id$v=19$m=64,t=1,p=65",
        "argon2id$v=19$m=64,t=1,p=9",
        "argon2id$v=19$m=064,t=1,p=1",
        "argon2id$v=19$m=64,t=1,p=1\n",
        "argon2id$v=19$m=٦٤,t=1,p=1",
    ],
)
def test_other_parameters_are_refused(text):
    with pytest.raises(ValueError, match="stretch parameters"):
        Stretch.from_text(text)


def test_one_stretch_gives_a_verifier_and_an_independent_key():
    made = stretch("chat lune", SALT, CHEAP)
    assert len(made.verifier) == len(made.key) == 32
    assert made.verifier != made.key
    assert stretch("chat lune", SALT, CHEAP) == made
    for other in (stretch("chat lunes", SALT, CHEAP), stretch("chat lune", SALT[::-1], CHEAP)):
        assert not {other.verifier, other.key} & {made.verifier, made.key}
    assert stretch("chat lune", SALT, Stretch(memory=64, passes=2)) != made
    assert "key" not in repr(made)


def test_stretching_is_argon2id_of_the_normalised_passphrase():
    from seereya.foundation.seal import derive

    master = hash_secret_raw(b"ete", SALT, time_cost=1, memory_cost=64, parallelism=1, hash_len=32, type=Type.ID)
    assert stretch(" Été ", SALT, CHEAP).key == derive(master, "stretch/key")


def test_a_short_salt_is_refused():
    with pytest.raises(ValueError, match="salt"):
        stretch("x", b"123456789012345", CHEAP)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  École   ÉLÉPHANT\t", "ecole elephant"),
        ("e\u0301cole", "ecole"),
        ("ｃｈａｔ\u3000ｌｕｎｅ", "chat lune"),
        ("chat\u00a0lune\n", "chat lune"),
        ("STRASSE", "straße"),
    ],
)
def test_the_way_of_typing_does_not_matter(typed, meant):
    assert normalise_passphrase(typed) == normalise_passphrase(meant)


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    once = normalise_passphrase(text)
    assert normalise_passphrase(once) == once
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert normalise_passphrase(unicodedata.normalize(form, text)) == once


def test_no_character_of_unicode_changes_when_normalised_again():
    singles = map(normalise_passphrase, map(chr, range(0x110000)))
    assert not [text for text in singles if normalise_passphrase(text) != text]


@given(st.text(st.characters(categories=["Cs", "L"]), max_size=5))
def test_nothing_that_can_be_typed_breaks_stretching(text):
    assert stretch(text, SALT, CHEAP) == stretch(normalise_passphrase(text), SALT, CHEAP)


@pytest.mark.parametrize("language", ["fr", "en", "french", "english", "fr-ML", "en_GB"])
def test_a_new_passphrase_is_six_plain_words_of_sixty_six_bits(language):
    words = passphrases._words("french" if language.startswith("fr") else "english")
    assert len(set(words)) == 2048
    assert math.log2(len(words)) * 6 == 66
    assert all(word.isascii() and word.isalpha() and word.islower() for word in words)
    made = new_passphrase(language)
    assert len(made.split()) == 6
    assert set(made.split()) <= set(words)
    assert normalise_passphrase(made) == made
    assert new_passphrase(language) != made
    assert len(new_passphrase(language, 8).split()) == 8


def test_a_language_without_words_is_refused():
    for language, words in (("tlh", 6), ("", 6), ("fr", 0)):
        with pytest.raises(ValueError, match="no word"):
            new_passphrase(language, words)


def _resident():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise AssertionError


def test_a_third_stretch_waits_until_one_of_two_is_done():
    third = threading.Thread(target=stretch, args=("x", SALT, CHEAP))
    with passphrases._GATE, passphrases._GATE:
        third.start()
        third.join(0.2)
        assert third.is_alive()
    third.join(10)
    assert not third.is_alive()
    with pytest.raises(ValueError, match="released too many"):
        passphrases._GATE.release()


@pytest.mark.heavy
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="resident memory is read from /proc")
def test_A15_twenty_logins_at_once_all_finish_in_bounded_memory():  # noqa: N802
    stretch("warm", SALT)
    before, peak, done = _resident(), [0], threading.Event()

    def watch():
        while not done.wait(0.005):
            peak[0] = max(peak[0], _resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.monotonic()
    try:
        with ThreadPoolExecutor(20) as pool:
            made = list(pool.map(lambda n: stretch(f"passphrase {n}", SALT), range(20)))
    finally:
        done.set()
        watcher.join()
    assert len({one.key for one in made}) == 20
    assert peak[0] - before < 300 * 1024 * 1024
    assert time.monotonic() - start < 60


def test_twenty_cheap_stretches_at_once_all_finish():
    with ThreadPoolExecutor(20) as pool:
        made = list(pool.map(lambda n: stretch(str(n), SALT, Stretch(memory=1024, lanes=2)), range(20)))
    assert len({one.key for one in made}) == 20
