"""The log's vocabulary: every tag is well formed, used by some act, and never invented on the spot."""

import re

import pytest

from . import house

tags = pytest.importorskip("seereya.audit.tags")


def _source():
    return {path: path.read_text(encoding="utf-8") for path in house.modules() if path.name != "tags.py"}


@pytest.mark.parametrize("tag", list(tags.Tag), ids=lambda tag: tag.name)
def test_tag_is_used(tag):
    used = re.compile(rf"\bTag\.{tag.name}\b")
    assert any(used.search(text) for text in _source().values()), "nobody records this"


@pytest.mark.parametrize("tag", list(tags.Tag), ids=lambda tag: tag.name)
def test_tag_names_room_subject_and_action(tag):
    assert re.fullmatch(r"[a-z]+:[a-z-]+:[a-z-]+", tag.value)
    assert tag.value.split(":")[0] in house.rooms()


def test_no_tag_is_written_as_a_word():
    """`tag="…"` would be a tag that nobody declared; policies may share a tag's name."""
    written = re.compile(r"\btag\s*=\s*[\"']|\bTag\([\"']")
    assert [house.name(path) for path, text in _source().items() if written.search(text)] == []
