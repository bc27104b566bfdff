"""A PostgreSQL cluster for one run of the tests: on a Unix socket, in a folder that is thrown away."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path


class NoPostgreSQL(Exception):
    """PostgreSQL is not installed, or does not start; the message says which."""


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if found:
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    raise NoPostgreSQL("Missing: PostgreSQL (apt install postgresql), or set SEEREYA_TEST_DATABASE_URL.")


def _prefix() -> list[str]:
    """The server refuses to run as root: root hands over to the user that Debian's package made."""
    if os.getuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError as error:
        raise NoPostgreSQL("The user “postgres” is missing (apt install postgresql).") from error
    return ["runuser", "-u", "postgres", "--"]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _do(*words: str | Path) -> None:
    ended = subprocess.run(
        [str(word) for word in words],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if ended.returncode:
        raise NoPostgreSQL(f"PostgreSQL does not start:\n{ended.stdout.decode(errors='replace')}")


def _options(folder: Path, port: int) -> str:
    settings = {
        "listen_addresses": "''",
        "unix_socket_directories": folder,
        "port": port,
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        "autovacuum": "off",
        "max_connections": 60,
        "shared_buffers": "64MB",
    }
    return " ".join(f"-c {name}={value}" for name, value in settings.items())


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """A running cluster; gives the URL of a role that is no superuser, so that FORCE ROW LEVEL SECURITY holds for it."""
    programs, prefix, port = _programs(), _prefix(), _free_port()
    # Not under TMPDIR: the path of a Unix socket may have 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="seereya-pg-", dir="/tmp"))
    data, log = folder / "data", folder / "log"
    if prefix:
        shutil.chown(folder, "postgres")
    try:
        _do(*prefix, programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        # `pg_ctl -l`: a server that inherited our pipe would keep us waiting for its end.
        _do(*prefix, programs / "pg_ctl", "-D", data, "-l", log, "-o", _options(folder, port), "-w", "-t", "60", "start")
        try:
            psql = [
                programs / "psql",
                "-q",
                "-h",
                folder,
                "-p",
                str(port),
                "-U",
                "postgres",
                "-d",
                "postgres",
                "-v",
                "ON_ERROR_STOP=1",
            ]
            _do(*psql, "-c", "CREATE ROLE seereya_test LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE")
            yield f"postgresql://seereya_test@:{port}/seereya?host={folder}"
        finally:
            _do(*prefix, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
