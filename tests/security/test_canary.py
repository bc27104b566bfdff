"""A1: secrets planted everywhere are found nowhere on the disk; a copy in clear is found whole, in every disguise."""

from __future__ import annotations

import base64
import json
import os
import sqlite3
import tempfile
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.site.operations.canary_scan import Looked, folders, open_files
from seereya.site.operations.canary_strings import Matcher, disguises, make
from seereya.site.operations.canary_web import Answer
from tests.site.operations.conftest import Installation

TEXTS = make(40, seed=7)
MATCHER = Matcher(TEXTS)
DISGUISES = [name for name, _ in disguises(TEXTS[0])]


def found(data):
    return {hit.text for hit in MATCHER.search(data, "here")}


@given(st.binary(max_size=200), st.binary(max_size=200), st.sampled_from(TEXTS), st.sampled_from(DISGUISES))
def test_every_disguise_is_seen_through(before, after, text, disguise):
    assert text in found(before + dict(disguises(text))[disguise] + after)


@given(st.text(max_size=7), st.sampled_from(TEXTS), st.text(max_size=7))
def test_inside_longer_words(before, text, after):
    """As it would really lie there: encoded together with what stands around it."""
    whole = before + text + after
    assert text in found(base64.b64encode(whole.encode()))
    assert text in found(base64.urlsafe_b64encode(whole.encode()))
    assert text in found(whole.encode("utf-16"))
    assert text in found(whole.encode().hex().encode())
    assert text in found(quote(whole).encode())
    assert text in found(json.dumps({"a": whole}).encode())
    assert text in found(unicodedata.normalize("NFD", whole).upper().encode())


@given(st.binary(max_size=3000))
def test_noise_is_not_taken_for_a_secret(noise):
    assert found(noise) == set()


def test_a_folder_a_table_and_a_file_without_a_name_are_looked_through(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "note.txt").write_text(f"x{TEXTS[0]}y", encoding="utf-16")
    (tmp_path / f"{TEXTS[1]}.txt").touch()
    with sqlite3.connect(tmp_path / "rows.sqlite3") as rows:
        rows.execute("CREATE TABLE t (a, b)")
        rows.executemany("INSERT INTO t VALUES (?, ?)", [("x" * 5000 + TEXTS[2], 1), (TEXTS[3].encode(), 2)])
    looked = Looked()
    folders(looked, MATCHER, tmp_path)
    assert {hit.text for hit in looked.hits} == set(TEXTS[:4])
    with tempfile.TemporaryFile() as nameless:
        nameless.write(TEXTS[4].encode())
        nameless.flush()
        assert open_files(looked, MATCHER, [os.getpid()]) >= 1
    assert TEXTS[4] in {hit.text for hit in looked.hits}


def test_a_secret_cut_by_the_seam_of_two_pieces_is_found():
    looked, data = Looked(), b"a" * 100 + TEXTS[5].encode() + b"b" * 100
    for cut in range(95, 125):
        looked.hits.clear()
        looked.through(MATCHER, iter([data[:cut], data[cut:]]), "here")
        assert [hit.text for hit in looked.hits] == [TEXTS[5]]


def test_forms_are_read_as_a_browser_reads_them():
    page = b"""<a href="/a/#x">a</a><a href="https://elsewhere.example/">b</a>
    <form method="post" action="/send/"><input type="hidden" name="token" value="t"><input name="title"><textarea name="words">old</textarea>
    <select name="kind"><option value="">-</option><option value="k">K</option></select><input type="checkbox" name="tick" value="1">
    <input name="off" disabled><button name="go">go</button></form><form method="dialog"><button>x</button></form>"""
    links, forms = Answer(200, "", page, "/here/").read()
    assert links == ["/a/"]
    assert len(forms) == 1
    assert forms[0].values(lambda entry: f"<{entry.name}>") == [
        ("token", "t"),
        ("title", "<title>"),
        ("words", "<words>"),
        ("kind", "k"),
        ("tick", "1"),
    ]
    assert forms[0].values(lambda _entry: "", sparing=True) == [("token", "t"), ("title", ""), ("words", ""), ("kind", "")]


@pytest.mark.heavy
def test_no_secret_reaches_the_disk(tmp_path):
    ended = Installation(tmp_path / "home").ended("canary", "--json")
    assert ended.stdout, ended.stderr
    result = json.loads(ended.stdout)
    assert result["hits"] == []
    assert result["planted"] == result["control"] == 500
    assert result["forced_errors"] > 0
    assert result["crashes"] == 3
    assert result["pages"] > 50
    assert result["typed"] > 300
    assert ended.returncode == 0
