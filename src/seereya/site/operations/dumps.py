"""The database as a stream of bytes, and back: SQLite's own serialisation in memory, PostgreSQL's pg_dump and pg_restore by pipe."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from types import TracebackType
from typing import IO, Any, Final, Self

from django.db import connection
from django.utils.translation import gettext as _

from seereya.foundation import walls
from seereya.site.operations import Trouble
from seereya.site.operations.archive import PIECE, Member
from seereya.site.operations.home import database_file

SQLITE: Final = "database.sqlite3"
POSTGRES: Final = "database.dump/"
_CHUNK: Final = 8 * 1024 * 1024


def members() -> Iterator[Member]:
    """The database as members of an archive: one consistent moment of it, whatever is written meanwhile."""
    if connection.vendor == "sqlite":
        yield _sqlite()
    else:
        yield from _postgres()


def _sqlite() -> Member:
    """A copy in memory of the database and its write-ahead log, as one read transaction sees them; no file is made."""
    own = sqlite3.connect(f"file:{database_file()}?mode=ro", uri=True, isolation_level=None)
    try:
        own.execute("BEGIN")
        own.execute("SELECT count(*) FROM sqlite_master").fetchone()
        data = memoryview(own.serialize())
    finally:
        own.close()
    return Member(SQLITE, len(data), (bytes(data[start : start + PIECE]) for start in range(0, len(data), PIECE)))


def program(name: str) -> str:
    """Where one of PostgreSQL's programs stands. Raises Trouble when it is not installed."""
    found = shutil.which(name)
    if found is None:
        raise Trouble(_("%(name)s is missing: apt install postgresql-client") % {"name": name})
    return found


def _arguments() -> list[str]:
    given = connection.settings_dict
    pairs = (("--host", given["HOST"]), ("--port", given["PORT"]), ("--username", given["USER"]), ("--dbname", given["NAME"]))
    return [f"{name}={value}" for name, value in pairs if value]


def _environment() -> dict[str, str]:
    """The password goes by the environment, never by the arguments that everybody on the machine sees."""
    given = connection.settings_dict
    view = f"-c seereya.view={walls.SYSTEM}"
    return {**os.environ, "PGOPTIONS": view, **({"PGPASSWORD": given["PASSWORD"]} if given["PASSWORD"] else {})}


def _postgres() -> Iterator[Member]:
    words = [program("pg_dump"), "--format=custom", "--enable-row-security", "--no-owner", "--no-privileges", *_arguments()]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, env=_environment()) as dump:  # noqa: S603
        assert dump.stdout is not None
        number = 0
        while chunk := dump.stdout.read(_CHUNK):
            yield Member(f"{POSTGRES}{number:06}", len(chunk), (chunk,))
            number += 1
    if dump.returncode:
        raise Trouble(_("pg_dump ended with an error; no backup was made."))


class Restoring:
    """Feeds pg_restore. The last piece is held back until `finish`, so that nothing is committed before the manifest was checked."""

    def __init__(self) -> None:
        words = [program("pg_restore"), "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", *_arguments()]
        self._held = b""
        self._process: subprocess.Popen[bytes] = subprocess.Popen(words, stdin=subprocess.PIPE, env=_environment())  # noqa: S603

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _value: BaseException | None, _tb: TracebackType | None) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()

    @property
    def _pipe(self) -> IO[bytes]:
        assert self._process.stdin is not None
        return self._process.stdin

    def write(self, piece: bytes) -> None:
        """More of the dump."""
        self._put(self._held)
        self._held = piece

    def finish(self) -> None:
        """The end: everything is committed at once. Raises Trouble."""
        self._put(self._held)
        self._pipe.close()
        if self._process.wait():
            raise Trouble(_("pg_restore ended with an error; the database is as empty as before."))
        take_stock()

    def _put(self, piece: bytes) -> None:
        try:
            self._pipe.write(piece)
        except BrokenPipeError:
            raise Trouble(_("pg_restore ended with an error; the database is as empty as before.")) from None


def take_stock() -> None:
    """Has PostgreSQL look at what stands in its tables after many rows were written at once.

    Its own housekeeping does so within a minute or two; until then it plans for empty tables, and pages are slow. Nothing on SQLite.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def integrity() -> list[Any]:
    """What SQLite finds wrong with the file; nothing on PostgreSQL, which checks its pages itself."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return [row[0] for row in cursor.fetchall() if row[0] != "ok"]
