"""The command line: verbs in plain words, sensible exit codes, sentences instead of tracebacks."""

from __future__ import annotations

import pytest

from .conftest import Installation


@pytest.mark.parametrize("words", [(), ("help",), ("--help",), ("-h",)])
def test_help_lists_the_verbs_in_words(tmp_path, words):
    said = Installation(tmp_path / "home").run(*words)
    for verb in ("backup", "restore", "verify", "witness", "doctor", "canary", "crash-test", "demo-home"):
        assert f"\n  {verb} " in said
    assert "{" not in said


@pytest.mark.parametrize("verb", ["backup", "restore", "verify", "witness", "doctor", "canary", "crash-test"])
def test_each_verb_explains_itself(tmp_path, verb):
    said = Installation(tmp_path / "home").run("help", verb)
    assert f"seereya {verb.replace('-', '_')}" in said or f"seereya {verb}" in said


def test_a_mistyped_verb(tmp_path):
    ended = Installation(tmp_path / "home").ended("bakcup")
    assert ended.returncode == 2
    assert "“backup”" in ended.stderr


def test_a_home_without_tables(tmp_path):
    ended = Installation(tmp_path / "home").ended("verify")
    assert ended.returncode == 1
    assert "seereya migrate" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_database_that_does_not_answer(tmp_path):
    there = Installation(tmp_path / "home", "postgresql://nobody@/nothing?host=/nowhere")
    ended = there.ended("verify")
    assert ended.returncode == 1
    assert "does not answer" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_wrong_setting(tmp_path):
    ended = Installation(tmp_path / "home").ended("doctor", env={"SEEREYA_ORIGIN": "http://seereya.example"})
    assert ended.returncode == 1
    assert "needs https" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_version(tmp_path):
    assert Installation(tmp_path / "home").run("version").startswith("seereya 20")
