"""Checkpoints: signed here, compared later, cosigned by a partner who is not fooled."""

from __future__ import annotations

import stat

import pytest

from seereya.foundation import note
from seereya.foundation.note import Checkpoint

WORK = """
import json
from seereya.audit.services import record, sequence
from seereya.audit.tags import Tag
for _ in range(5): record(tag=Tag.MEMBER_LOGGED_OUT)
print(json.dumps(sequence()))
"""
KEEP = """
import json
from seereya.site.operations import witnessing
print(json.dumps([witnessing.keep_daily(), len(witnessing.kept())]))
"""


@pytest.mark.heavy
def test_a_checkpoint_is_a_c2sp_note_signed_by_the_homes_own_key(copy):
    text, vkey = copy.run("witness"), copy.run("witness", "--public").strip()
    checkpoint = Checkpoint.from_body(note.open_note(text, [vkey]).body)
    assert checkpoint.origin == vkey.split("+")[0]
    assert checkpoint.size > 100
    assert stat.S_IMODE((copy.home / "log-key").stat().st_mode) == 0o600
    assert copy.run("witness", "--public").strip() == vkey


def test_the_log_goes_on_and_continues_its_checkpoint(copy, tmp_path):
    earlier = tmp_path / "earlier.txt"
    earlier.write_text(copy.run("witness"), encoding="utf-8")
    assert copy.shell(WORK) == 5
    ended = copy.ended("witness", "--check", earlier)
    assert ended.returncode == 0
    assert "continues" in ended.stderr
    assert ended.stdout.strip()


@pytest.mark.heavy
@pytest.mark.parametrize("text", ["", "no note\n", "a\n1\nAAAA\n\n— b AAAA\n"])
def test_what_is_no_checkpoint_is_refused_in_words(copy, tmp_path, text):
    (tmp_path / "odd.txt").write_text(text, encoding="utf-8")
    ended = copy.ended("witness", "--check", tmp_path / "odd.txt")
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr


@pytest.mark.heavy
def test_a_partner_cosigns_and_is_not_fooled(copy, tmp_path):
    key, log = tmp_path / "partner.key", copy.run("witness", "--public").strip()
    partner = copy.run("witness", "--new-key", key, "--name", "partner.example/witness").strip()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    first, second, proof = (tmp_path / name for name in ("first.txt", "second.txt", "proof.txt"))
    first.write_text(copy.run("witness"), encoding="utf-8")
    whole = copy.run("witness", "--cosign", first, "--key", key, "--log", log)
    assert set(note.open_note(whole, [log, partner]).signed_by) == {log, partner}
    copy.shell(WORK)
    second.write_text(copy.run("witness"), encoding="utf-8")
    unproved = copy.ended("witness", "--cosign", second, "--key", key, "--log", log)
    assert unproved.returncode == 1
    assert "ask for the proof" in unproved.stderr
    proof.write_text(copy.run("witness", "--check", first), encoding="utf-8")
    copy.run("witness", "--cosign", second, "--key", key, "--log", log, "--proof", proof)
    back = copy.ended("witness", "--cosign", first, "--key", key, "--log", log, "--proof", proof)
    assert back.returncode == 1


@pytest.mark.heavy
def test_a_key_is_never_written_over(copy, tmp_path):
    copy.run("witness", "--new-key", tmp_path / "key", "--name", "a")
    before = (tmp_path / "key").read_bytes()
    assert copy.ended("witness", "--new-key", tmp_path / "key", "--name", "b").returncode == 1
    assert (tmp_path / "key").read_bytes() == before
    assert copy.ended("witness", "--new-key", tmp_path / "other", "--name", "with space").returncode == 1


@pytest.mark.heavy
def test_one_checkpoint_a_day_is_kept(copy):
    assert copy.shell(KEEP) == [True, 1]
    assert copy.shell(KEEP) == [False, 1]
    assert "1 kept checkpoints" in copy.run("verify")


def test_a_worker_keeps_them():
    from seereya.jobs import registry
    from seereya.site.operations import witnessing

    assert witnessing.keep_daily in [one.run for one in registry.periodic()]
