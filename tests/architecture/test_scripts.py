"""The scripts on machines that lack something: each says what is missing and how to get it."""

import os
import shutil
import subprocess
import sys
from importlib import import_module

import pytest

from . import house

sys.path.insert(0, str(house.ROOT / "script"))
locks = import_module("locks")
SHELL = [
    path for path in sorted((house.ROOT / "script").iterdir()) if path.is_file() and path.read_bytes().startswith(b"#!/bin/sh")
]
TOOLS = ["sh", "dirname", "env", "sed", "cat", "grep", "mktemp", "rm", "date", "awk", "du", "ps", "sleep", "pwd", "find"]


@pytest.fixture
def checkout(tmp_path):
    """A copy of the scripts in a folder whose name has spaces, and a PATH with only the tools of a small machine."""
    root = tmp_path / "a folder with spaces"
    shutil.copytree(house.ROOT / "script", root / "script", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(house.ROOT / "requirements", root / "requirements")
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        if found := shutil.which(tool):
            (programs / tool).symlink_to(found)
    return root


def _python(checkout, body):
    stub = checkout.parent / "bin/python3"
    stub.write_text(f"#!/bin/sh\n{body}\n")
    stub.chmod(0o755)


def _run(checkout, *words):
    environ = {"PATH": str(checkout.parent / "bin"), "HOME": str(checkout.parent), "TMPDIR": str(checkout.parent)}
    return subprocess.run(
        [str(checkout / "script" / words[0]), *words[1:]], env=environ, capture_output=True, text=True, check=False, cwd="/"
    )


@pytest.mark.parametrize("path", [*SHELL, house.ROOT / ".ci/run", house.ROOT / "script/_environment.sh"], ids=house.name)
def test_script_is_plain_shell(path):
    subprocess.run(["sh", "-n", path], check=True)


@pytest.mark.parametrize("path", [*SHELL, house.ROOT / ".ci/run"], ids=house.name)
def test_script_may_be_run(path):
    assert os.access(path, os.X_OK)


def test_demo_without_python_says_what_to_install(checkout):
    ended = _run(checkout, "demo")
    assert ended.returncode == 3
    assert "apt install python3 python3-venv" in ended.stderr


def test_demo_with_old_python_says_so(checkout):
    _python(checkout, 'case "$*" in *print*) echo 3.9 ;; *) exit 1 ;; esac')
    ended = _run(checkout, "demo")
    assert ended.returncode == 3
    assert "3.11 or newer" in ended.stderr
    assert "3.9" in ended.stderr


@pytest.mark.parametrize("words", [("demo",), ("demo", "--check")])
def test_demo_without_venv_prints_the_line_to_run(checkout, words):
    _python(checkout, f'case "$*" in *ensurepip*) exit 1 ;; esac\nexec "{sys.executable}" "$@"')
    ended = _run(checkout, *words)
    assert ended.returncode == 3
    assert "apt install python3-venv\n" in ended.stderr
    assert not (checkout / ".venv-run/.stamp").exists()


def test_demo_names_its_options(checkout):
    ended = _run(checkout, "demo", "--help")
    assert ended.returncode == 0
    assert all(option in ended.stdout for option in ("--check", "--code", "--stop", "--fresh", "--port", "--show"))


@pytest.mark.parametrize("words", [("--nonsense",), ("--code",), ("--port", "x"), ("--port",)])
def test_demo_refuses_what_it_does_not_know(checkout, words):
    assert _run(checkout, "demo", *words).returncode == 2


def test_stop_without_a_demonstration_is_no_fault(checkout):
    ended = _run(checkout, "demo", "--stop")
    assert ended.returncode == 0
    assert "No demonstration is running." in ended.stdout


def test_stop_never_ends_another_program(checkout):
    """A process id is used again after a restart: only a server of ours is ended."""
    other = subprocess.Popen(["sleep", "60"])
    try:
        (checkout / "demo-home").mkdir()
        (checkout / "demo-home/server.pid").write_text(str(other.pid))
        assert "No demonstration is running." in _run(checkout, "demo", "--stop").stdout
        assert other.poll() is None
    finally:
        other.kill()
        other.wait()


def test_code_without_a_demonstration_says_so(checkout):
    ended = _run(checkout, "demo", "--code", "anyone")
    assert ended.returncode == 1
    assert "script/demo makes it" in ended.stderr


def test_continuous_integration_calls_the_tests_and_nothing_else():
    lines = (house.ROOT / ".ci/run").read_text().splitlines()
    assert [line for line in lines if not line.startswith("#")] == ['exec "$(dirname -- "$0")/../script/test" </dev/null']


def test_locks_are_whole():
    assert locks.faults(house.ROOT / "requirements") == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("thing>=1.0 --hash=sha256:aa", "not pinned"),
        ("thing==1.0", "without a hash"),
        ("--index-url https://packages.example/simple", "names a host"),
        ("thing @ https://packages.example/thing.whl", "names a host"),
        ("other==1.0 --hash=sha256:aa", "thing of run.in is missing"),
    ],
)
def test_fault_in_a_lock_is_named(tmp_path, line, said):
    (tmp_path / "run.in").write_text("thing\n")
    (tmp_path / "run.lock").write_text(line + "\n")
    (tmp_path / "dev.in").write_text("")
    (tmp_path / "dev.lock").write_text("")
    assert any(said in fault for fault in locks.faults(tmp_path))
