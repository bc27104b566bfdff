"""A checkpoint can be printed, mailed, and checked by anyone with public tools."""

import base64
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.note import COSIGNATURE, BadNote, Checkpoint, cosign_line, open_note, sign_note, vkey
from seereya.foundation.seal import SigningKey

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "tlog"
LOG, PARTNER, STRANGER = SigningKey.new(), SigningKey.new(), SigningKey.new()
BODY = Checkpoint("log.example/one", 42, bytes(range(32))).body()


def test_a_checkpoint_is_three_lines_and_reads_back():
    assert BODY == "log.example/one\n42\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    assert Checkpoint.from_body(BODY) == Checkpoint("log.example/one", 42, bytes(range(32)))
    extended = Checkpoint("a b", 0, bytes(32), ("more", "lines"))
    assert Checkpoint.from_body(extended.body()) == extended


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n",
        "origin\n1\n",
        BODY[:-1],
        BODY.replace("42", "042"),
        BODY.replace("42", "-1"),
        BODY.replace("42", "٤٢"),
        BODY.replace("8=", "9="),
        BODY.replace("AAEC", ""),
        BODY + "\n",
        BODY.replace("log", "\tlog"),
        "\n" + BODY,
    ],
)
def test_a_body_that_is_not_a_checkpoint_is_refused(body):
    with pytest.raises(BadNote):
        Checkpoint.from_body(body)


def test_the_signature_example_of_the_go_module_documentation_verifies():
    key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    text = (
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    assert open_note(text, [key]).signed_by == (key,)
    with pytest.raises(BadNote):
        open_note(text.replace("your problem,", "our problem,"), [key])


def test_the_log_and_a_partner_sign_and_a_stranger_is_passed_over():
    keys = [vkey("log.example/one", LOG.public), vkey("partner", PARTNER.public, kind=COSIGNATURE)]
    text = sign_note(BODY, "log.example/one", LOG)
    text += cosign_line(BODY, "partner", PARTNER, time=1_800_000_000)
    text += cosign_line(BODY, "stranger", STRANGER, time=1_800_000_001)
    note = open_note(text, keys)
    assert note.body == BODY
    assert note.signed_by == tuple(keys)
    assert [signature.time for signature in note.signatures] == [0, 1_800_000_000]
    assert open_note(text, keys[1:]).signed_by == (keys[1],)
    with pytest.raises(BadNote):
        open_note(text, [vkey("elsewhere", STRANGER.public)])
    with pytest.raises(BadNote):
        open_note(text, [])


def test_one_wrong_signature_by_a_known_key_spoils_the_note():
    key = vkey("log", LOG.public)
    right = sign_note(BODY, "log", LOG)
    wrong = sign_note(BODY.replace("42", "43"), "log", LOG).rpartition("\n\n")[2]
    for text in (f"{BODY}\n{wrong}", right + wrong, right + right.rpartition("\n\n")[2]):
        with pytest.raises(BadNote):
            open_note(text, [key])


def test_a_cosignature_made_for_another_time_does_not_count():
    key = vkey("p", PARTNER.public, kind=COSIGNATURE)
    line = cosign_line(BODY, "p", PARTNER, time=1_800_000_000)
    head, _, encoded = line.rpartition(" ")
    raw = bytearray(base64.b64decode(encoded))
    raw[11] ^= 1  # the last byte of the time, after a key id of four bytes
    later = base64.b64encode(raw).decode() + "\n"
    for text in (f"{BODY}\n{head} {later}", f"{BODY}\n{line[:-20]}\n"):
        with pytest.raises(BadNote):
            open_note(text, [key])
    for time in (0, -1, 1 << 64):
        with pytest.raises(BadNote):
            cosign_line(BODY, "p", PARTNER, time=time)


@pytest.mark.parametrize("body", ["", "no end", "tab\there\n", "nul\0\n", "\ud800\n"])
def test_a_body_that_cannot_be_signed_is_refused(body):
    with pytest.raises(BadNote):
        sign_note(body, "log", LOG)


@pytest.mark.parametrize("name", ["", "with space", "with+plus", "line\n", "\ud800", "a\u00a0b"])
def test_a_name_that_would_confuse_readers_is_refused(name):
    with pytest.raises(BadNote):
        vkey(name, LOG.public)


def test_a_key_of_another_length_or_kind_is_refused():
    with pytest.raises(BadNote):
        vkey("log", b"short")
    with pytest.raises(BadNote):
        vkey("log", LOG.public, kind=7)


@given(st.text())
def test_any_text_is_read_or_refused_with_one_error(text):
    for attempt in (text, f"{BODY}\n{text}", f"{text}\n\n— log {text}\n"):
        with pytest.raises(BadNote):
            open_note(attempt, [vkey("log", LOG.public)])
    with pytest.raises(BadNote):
        open_note(sign_note(BODY, "log", LOG), [text])


@given(st.data())
def test_a_signed_note_with_any_character_changed_is_refused(data):
    text = sign_note(BODY, "log", LOG)
    position = data.draw(st.integers(0, len(text) - 1))
    character = data.draw(st.characters().filter(lambda c: c != text[position]))
    with pytest.raises(BadNote):
        open_note(text[:position] + character + text[position + 1 :], [vkey("log", LOG.public)])


def test_checkpoints_of_public_logs_open_with_their_published_keys():
    if not SAMPLES.is_dir():
        pytest.skip("the samples of public logs are not beside this checkout")
    database = (SAMPLES / "sumdb.txt").read_text()
    key = re.search(r"-key (sum\.golang\.org\S+)", database)[1]
    text = re.search(r"old 0\n\n(.*?)```", database, re.DOTALL)[1]
    assert Checkpoint.from_body(open_note(text, [key]).body).size == 35_225_469
    witness = (SAMPLES / "litewitness.txt").read_text()
    public = bytes.fromhex(re.search(r"add-sigsum-log -key=(\w+)", witness)[1])
    for found, status in re.findall(r"```\nold \d+\n(?:\S+\n)*\n(.*?)```\nHTTP (\d+)", witness, re.DOTALL):
        sigsum = vkey(found.split("\n")[0], public)
        if status == "403":
            with pytest.raises(BadNote):
                open_note(found, [sigsum])
        else:
            assert open_note(found, [sigsum]).signed_by == (sigsum,)
