"""A demonstration home in a temporary folder, served by gunicorn as in production, and what its members know."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import pyotp

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
AXE = resources.files("axe_playwright_python") / "axe.min.js"  # the checker itself; what it finds we read ourselves
PICTURES = ROOT / "build" / "screenshots"
INCIDENTS = 40
CHEAP = "argon2id$v=19$m=64,t=1,p=1"
STEP = 30  # seconds during which a code is the same, and after which a used one may be followed by another


@dataclass
class House:
    """One installation: where it is, how to reach it, who can log in."""

    home: Path
    port: int
    log: Path
    used: dict[str, int] = field(default_factory=dict)
    server: subprocess.Popen[bytes] | None = None

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("SEEREYA_", "DJANGO_"))}
        return {
            **kept,
            "PYTHONPATH": str(ROOT / "src"),
            "SEEREYA_HOME": str(self.home),
            "SEEREYA_ORIGIN": self.origin,
            "SEEREYA_STRETCH": CHEAP,
            "SEEREYA_IDLE_MINUTES": "120",
        }

    def command(self, *words: str) -> str:
        """One command of the installation's operator; what it printed."""
        asked = [sys.executable, "-m", "seereya", *words]
        done = subprocess.run(asked, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def serve(self) -> None:
        """Starts gunicorn with the shipped configuration and waits for the first answer."""
        words = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "src/seereya/site/gunicorn_conf.py")]
        words += ["--bind", f"127.0.0.1:{self.port}", "seereya.site.wsgi:application"]
        with self.log.open("ab") as log:
            self.server = subprocess.Popen(words, env=self.environment, cwd=ROOT, stdout=log, stderr=log)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        for _ in range(300):
            try:
                with opener.open(f"http://127.0.0.1:{self.port}/health", timeout=5):
                    return
            except OSError:
                assert self.server.poll() is None, self.log.read_text(encoding="utf-8")
                time.sleep(0.1)
        raise AssertionError(self.log.read_text(encoding="utf-8"))

    def stop(self) -> None:
        """Ends the server in good order."""
        if self.server is not None:
            self.server.terminate()
            self.server.wait(timeout=60)

    def member(self, handle: str) -> dict[str, str]:
        """What a member of the demonstration knows: passphrase, seed, recovery code."""
        return next(one for one in self.members() if one["handle"] == handle)

    def members(self) -> list[dict[str, str]]:
        """Everybody of the demonstration."""
        told = json.loads((self.home / "demonstration.json").read_text(encoding="utf-8"))
        return list(told["members"])

    def code(self, seed: str) -> str:
        """The code of this moment; a code works once, so a second one waits for the next half minute."""
        while (step := int(time.time()) // STEP) == self.used.get(seed):
            time.sleep(0.5)
        self.used[seed] = step
        return pyotp.TOTP(seed).at(step * STEP)

    def rows(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """What the database of the installation holds, seen by whoever has the disk."""
        with closing(sqlite3.connect(self.home / "seereya.sqlite3", timeout=20)) as base, base:
            return base.execute(statement, values).fetchall()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def build(home: Path, environment: dict[str, str]) -> None:
    """A demonstration home as the operator makes it."""
    home.mkdir(mode=0o700)
    words = ["demo-home", "--incidents", str(INCIDENTS)]
    for asked in (["-m", "seereya.site.catalogues"], ["-m", "seereya", *words]):
        subprocess.run([sys.executable, *asked], env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def make(folder: Path) -> House:
    """The demonstration, or a copy of one made before (`E2E_HOME` names it), with its static files collected."""
    home = folder / "home"
    house = House(home, free_port(), folder / "server.log")
    if made := os.environ.get("E2E_HOME"):
        shutil.copytree(made, home)
        house.command("migrate", "--no-input", "--verbosity", "0")
    else:
        build(home, house.environment)
    house.command("collectstatic", "--no-input", "--verbosity", "0")
    enrolled = int((home / "demonstration.json").stat().st_mtime)
    house.used = dict.fromkeys((one["seed"] for one in house.members()), enrolled // STEP)
    return house


if __name__ == "__main__":  # one demonstration for several browsers: `script/checks.py` makes it before they start
    made = House(Path(sys.argv[1]), 0, Path(os.devnull))
    build(made.home, made.environment)
