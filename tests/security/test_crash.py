"""A8: nothing acknowledged is lost when a writer is killed; and a writer that acknowledges too early is caught."""

from __future__ import annotations

import json

import pytest

from tests.site.operations.conftest import Installation

pytestmark = pytest.mark.heavy


def killed(tmp_path, *words):
    ended = Installation(tmp_path / "home").ended("crash-test", *words)
    assert ended.stdout, ended.stderr
    return ended.returncode, json.loads(ended.stdout)


def test_a_hundred_deaths(tmp_path):
    code, found = killed(tmp_path, "--kills", "100")
    assert found["wrong"] == []
    assert code == 0
    assert found["kills"] == 100
    assert found["acknowledged"] > 100
    assert min(found["by_kind"][one] for one in ("received", "edited", "act")) > 5, "files, incidents and case files alike"
    assert {
        "created",
        "edited",
        "settled",
        "rotated",
        "rewrapped",
        "folded",
        "sequenced",
        "backup",
        "person",
        "received",
        "case",
        "act",
    } <= set(found["by_kind"])


def test_the_control_is_caught(tmp_path):
    code, found = killed(tmp_path, "--kills", "40", "--mutant")
    assert code == 1
    assert any(one.startswith("lost: created") for one in found["wrong"])
