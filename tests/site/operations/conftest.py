"""Installations of their own, worked by the real command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CHEAP = "argon2id$v=19$m=64,t=1,p=1"


@dataclass
class Installation:
    """A home, and `seereya` in it."""

    home: Path
    database: str = ""

    def run(self, *words, check=True, given="", env=None):
        """Standard output of a verb that must end well."""
        ended = self.ended(*words, given=given, env=env)
        assert not check or ended.returncode == 0, ended.stderr
        return ended.stdout

    def ended(self, *words, given="", env=None):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SEEREYA_", "DJANGO_", "LC_", "LANG"))}
        ours = {"SEEREYA_HOME": str(self.home), "SEEREYA_STRETCH": CHEAP, "PYTHONPATH": str(ROOT / "src")}
        if self.database:
            ours["SEEREYA_DATABASE_URL"] = self.database
        return subprocess.run(
            [sys.executable, "-m", "seereya", *map(str, words)],
            env={**kept, **ours, **(env or {})},
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )

    def shell(self, code):
        """Runs some Python inside the installation, as its operator, and reads what it prints as JSON."""
        return json.loads(self.run("shell", "-v0", "-c", code).strip().splitlines()[-1])


@pytest.fixture(scope="session")
def demonstration():
    """A small demonstration home: members, records, an audit log. Tests that change it take a copy."""
    with tempfile.TemporaryDirectory(prefix="seereya-test-operations-") as folder:
        made = Installation(Path(folder) / "home")
        made.run("demo-home", "--incidents", "4")
        yield made


@pytest.fixture
def copy(demonstration, tmp_path):
    """A copy of the demonstration that a test may spoil."""
    shutil.copytree(demonstration.home, tmp_path / "home")
    return Installation(tmp_path / "home")
