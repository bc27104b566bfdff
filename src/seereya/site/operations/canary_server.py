"""The web server of a throw-away home: started, killed, started again; what it says is kept for the search."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Final

from django.conf import settings

from seereya.site.operations.canary_scan import family
from seereya.site.operations.canary_web import Browser

_PATIENCE: Final = 60.0
_CONFIGURATION = Path(__file__).resolve().parent.parent / "gunicorn_conf.py"


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Server:
    """gunicorn as in production, on this machine only."""

    def __init__(self, environment: dict[str, str], log: Path, port: int) -> None:
        self._environment = environment
        self._log = log
        self.port = port
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts and waits until it answers. Raises RuntimeError when it does not."""
        words = [sys.executable, "-m", "gunicorn", "--config", str(_CONFIGURATION), "--bind", f"127.0.0.1:{self.port}"]
        with self._log.open("ab") as log:
            self._process = self._begin([*words, "seereya.site.wsgi:application"], log)
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                if Browser("localhost", self.port).get("/health").status == 200:  # noqa: PLR2004 - OK
                    return
            except OSError:
                time.sleep(0.1)
            if self._process.poll() is not None:
                break
        self.kill()
        raise RuntimeError(f"The server does not start:\n{self._log.read_text(encoding='utf-8', errors='replace')[-2000:]}")

    def _begin(self, words: list[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        folder = settings.SOURCE.parent
        environment = {**self._environment, "PYTHONPATH": f"{folder}{os.pathsep}{self._environment.get('PYTHONPATH', '')}"}
        return subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment)  # noqa: S603 - ourselves

    @property
    def pids(self) -> list[int]:
        """The server's processes."""
        return family(self._process.pid) if self._process else []

    def kill(self) -> None:
        """Kill -9 of every process, in the midst of whatever they do."""
        for pid in reversed(self.pids):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if self._process is not None:
            self._process.wait()

    def stop(self) -> None:
        """The end, in good order."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()
