"""A server of its own on a free port, as an installation runs it, and what it weighs in memory."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

import pyotp
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from seereya.site.demo.people import Secrets
from seereya.site.demo.walk import Answer, Walker

APPLICATION = "seereya.site.benchmarks.wsgi:application"
_WENT_ON = 302
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_DURATION = re.compile(r"app;dur=([0-9.]+)")
_WORKED = re.compile(r"cpu;dur=([0-9.]+)")
_ASKED = re.compile(r'db;desc="([0-9]+)"')
_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class NotServed(Exception):
    """The server did not start, or a page did not answer as it should."""


class Visitor(Protocol):
    """Who can fetch a page."""

    def get(self, path: str) -> Answer:
        """The page, redirects followed."""


class Browser(Walker):
    """A browser without a screen whose single requests can be timed."""

    def send(self, method: str, path: str, body: bytes | None = None) -> Answer:
        """One request; a redirect is an answer like another."""
        return self._send(method, path, body)


@dataclass
class Server:
    """A running server: where it answers, and its first process."""

    address: str
    process: subprocess.Popen[bytes]
    starting: float = 0.0

    def memory(self) -> float:
        """Proportional memory (PSS) of all its processes together, in MB."""
        return sum(_pss(one) for one in _family(self.process.pid))

    def member(self, secret: Secrets) -> Browser:
        """A browser in which a member has logged in."""
        walker = Browser(self.address)
        log_in(walker, secret)
        return walker


def log_in(walker: Browser, secret: Secrets) -> float:
    """Passphrase, then code; returns the seconds both took, the page they lead to left out. Raises `NotServed`."""
    login, factor = reverse("accounts:login"), reverse("accounts:second-factor")
    given = _step(walker, login, {"handle": secret.handle, "passphrase": secret.passphrase})
    taken = _step(walker, factor, {"code": pyotp.TOTP(secret.seed).now()})
    if taken.status != _WENT_ON:  # the same code is not taken twice: the next one is half a minute away
        time.sleep(31 - time.time() % 30)
        taken = _step(walker, factor, {"code": pyotp.TOTP(secret.seed).now()})
    if not given.status == taken.status == _WENT_ON:
        raise NotServed(f"The login answers {given.status}, then {taken.status}.")
    return given.seconds + taken.seconds


def _step(walker: Browser, path: str, fields: dict[str, str]) -> Answer:
    """Fetches a form and sends it, without following where it leads."""
    page = walker.get(path)
    token = _TOKEN.search(page.body)
    sent = urlencode(fields | {"csrfmiddlewaretoken": token.group(1) if token else ""})
    return walker.send("POST", path, sent.encode())


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        found = []
    return [pid, *(one for child in found for one in _family(int(child)))]


def _pss(pid: int) -> float:
    try:
        found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii"))
    except OSError:
        return 0.0
    return int(found.group(1)) / 1024 if found else 0.0


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serve(*, debug_log: bool = False) -> Iterator[Server]:
    """Serves this home until the block ends; the first page has answered when it begins."""
    call_command("collectstatic", interactive=False, verbosity=0)
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", str(settings.SOURCE / "site" / "gunicorn_conf.py")]
    command += ["--bind", f"127.0.0.1:{port}", APPLICATION]
    environment = os.environ | {"SEEREYA_ORIGIN": f"http://localhost:{port}", "PYTHONPATH": str(settings.SOURCE.parent)}
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, env=environment, stdin=subprocess.DEVNULL, stderr=None if debug_log else subprocess.DEVNULL
    )
    try:
        server = Server(f"http://localhost:{port}", process)
        _wait(server)
        server.starting = time.perf_counter() - begun
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(server: Server) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if server.process.poll() is not None:
            raise NotServed("The server stopped before it answered.")
        try:
            if Walker(server.address).get("/").status < 500:  # noqa: PLR2004
                return
        except OSError:
            time.sleep(0.05)
    raise NotServed("The first page did not answer within a minute.")


def app_time(answer: Answer) -> float:
    """Milliseconds inside the application, as the answer says."""
    found = _DURATION.search(answer.headers.get("server-timing", ""))
    return float(found.group(1)) if found else 0.0


def cpu_time(answer: Answer) -> float:
    """Milliseconds of the processor the answer took, whatever else the machine did meanwhile."""
    found = _WORKED.search(answer.headers.get("server-timing", ""))
    return float(found.group(1)) if found else 0.0


def statements(answer: Answer) -> int:
    """How many statements the answer cost the database, as it says."""
    found = _ASKED.search(answer.headers.get("server-timing", ""))
    return int(found.group(1)) if found else 0


def fetch(walker: Visitor, path: str) -> Answer:
    """A page that must be there."""
    answer = walker.get(path)
    if answer.status != 200:  # noqa: PLR2004
        raise NotServed(f"A page answers {answer.status}: {path}")
    return answer


@dataclass
class Watch:
    """The most memory a server took while it was watched, in MB."""

    before: float
    most: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)

    @classmethod
    @contextmanager
    def over(cls, server: Server) -> Iterator[Watch]:
        """Looks many times a second until the block ends."""
        watch = cls(server.memory())
        watch.most = watch.before

        def look() -> None:
            while not watch._stop.wait(0.05):
                watch.most = max(watch.most, server.memory())

        thread = threading.Thread(target=look, daemon=True)
        thread.start()
        try:
            yield watch
        finally:
            watch._stop.set()
            thread.join()

    @property
    def growth(self) -> float:
        """How much more than before, in MB."""
        return self.most - self.before
