"""What was sealed by the first release opens for ever. If a test here fails, the change is wrong, not the file."""

import io
import itertools
import json
from pathlib import Path

import pytest

from seereya.foundation import seal
from seereya.foundation.seal import SealedFile, Share, Stretch

KEPT = json.loads((Path(__file__).parent / "format_1.json").read_text(encoding="utf-8"))
KEY, CTX, TEXT = bytes(range(32)), bytes.fromhex(KEPT["context"]), KEPT["text"].encode()


def kept(name):
    return bytes.fromhex(KEPT[name])


def test_context_and_derived_keys_are_still_the_same():
    assert seal.context("format", "one", 1, b"\x00") == CTX
    assert seal.derive(KEY, "label", 40) == kept("derived")


@pytest.mark.parametrize("name", ["box", "box_chacha20"])
def test_a_box_of_the_first_release_opens(name):
    assert seal.unbox(KEY, kept(name), CTX) == TEXT


def test_a_padded_box_of_the_first_release_opens():
    assert seal.unbox_padded(KEY, kept("box_padded"), CTX) == TEXT


def test_an_envelope_of_the_first_release_opens_and_its_public_key_still_seals():
    assert seal.open_with(kept("private"), kept("envelope"), CTX) == TEXT
    assert seal.open_with(kept("private"), seal.seal_to(kept("public"), b"new", CTX), CTX) == b"new"


def test_a_file_of_the_first_release_opens():
    blob = kept("file")
    assert b"".join(seal.iter_stream(io.BytesIO(blob), KEY, CTX)) == TEXT
    assert SealedFile(io.BytesIO(blob), len(blob), KEY, CTX).read_at(3, 9) == TEXT[3:12]


def test_papers_of_the_first_release_still_give_their_keys():
    for chosen in itertools.combinations(KEPT["shares"], 3):
        assert seal.join([Share.from_text(text) for text in chosen]) == KEY
    assert seal.recovery_key(KEPT["recovery_code"]) == kept("recovery_key")


def test_a_passphrase_of_the_first_release_still_opens():
    made = seal.stretch(KEPT["passphrase"], KEY[:16], Stretch.from_text(KEPT["stretch"]))
    assert (made.verifier, made.key) == (kept("verifier"), kept("stretched_key"))
