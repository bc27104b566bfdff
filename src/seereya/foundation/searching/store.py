"""The container of an index: one SQLite database that lives in memory only, and its bytes."""

import hashlib
import sqlite3
from array import array
from typing import Final

from seereya.foundation.searching.entries import IndexSchema
from seereya.foundation.searching.errors import BrokenIndex, StaleIndex

_MAGIC: Final = b"SRYX\x01"
_DIGEST_BYTES: Final = 32
_HEAD_BYTES: Final = len(_MAGIC) + _DIGEST_BYTES
_TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE posting (term TEXT PRIMARY KEY, n INTEGER NOT NULL, docs BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE facet (field TEXT, value TEXT, docs BLOB NOT NULL, PRIMARY KEY (field, value)) WITHOUT ROWID;
"""


def create(schema: IndexSchema) -> sqlite3.Connection:
    """An empty database for this schema."""
    database = _connect()
    database.execute("PRAGMA page_size = 8192")
    _settle(database)
    database.executescript(_TABLES)
    sorts = "".join(f", s{number}" for number in range(len(schema.sorts)))
    database.execute(
        "CREATE TABLE doc (rowid INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, digest INTEGER NOT NULL,"
        f" low INTEGER, high INTEGER{sorts}, card TEXT NOT NULL)"
    )
    write_meta(database, "schema", schema.to_json())
    return database


def pack(database: sqlite3.Connection) -> bytes:
    """The whole database as bytes with a checksum. Nothing deleted is left in it (secure_delete)."""
    free, pages = _number(database, "PRAGMA freelist_count"), _number(database, "PRAGMA page_count")
    if free * 4 > pages:
        database.execute("VACUUM")
    return checked(database.serialize())


def checked(body: bytes) -> bytes:
    """A database's bytes behind what they are recognised by."""
    return b"".join((_MAGIC, hashlib.sha256(body).digest(), body))


def unpack(schema: IndexSchema, data: bytes | bytearray, *, sound: bool = False) -> sqlite3.Connection:
    """Open what `pack` wrote; raises BrokenIndex or StaleIndex. `sound`: the checksum need not be looked at."""
    view = memoryview(data)
    if bytes(view[: len(_MAGIC)]) != _MAGIC or len(view) <= _HEAD_BYTES:
        raise BrokenIndex("Not an index.")
    body = view[_HEAD_BYTES:]
    if not sound and hashlib.sha256(body).digest() != bytes(view[len(_MAGIC) : _HEAD_BYTES]):
        raise BrokenIndex("The index was damaged.")
    database = _connect()
    try:
        database.deserialize(body)
        _settle(database)
        found = read_meta(database, "schema")
    except sqlite3.Error as error:
        database.close()
        raise BrokenIndex("The index cannot be opened.") from error
    if found != schema.to_json():
        database.close()
        raise StaleIndex(f"The index {schema.name} was built for another schema.")
    return database


def read_meta(database: sqlite3.Connection, name: str) -> str | int | bytes | None:
    row = database.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def read_blob(database: sqlite3.Connection, name: str) -> bytes | None:
    value = read_meta(database, name)
    return value if isinstance(value, bytes) else None


def write_meta(database: sqlite3.Connection, name: str, value: str | int | bytes) -> None:
    database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def integers(code: str, data: bytes = b"") -> "array[int]":
    """An array read from bytes of this machine's byte order."""
    numbers: array[int] = array(code)
    numbers.frombytes(data)
    return numbers


def _connect() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def _settle(database: sqlite3.Connection) -> None:
    """Keep everything in memory, and wipe what is deleted."""
    for pragma in ("temp_store = MEMORY", "journal_mode = MEMORY", "secure_delete = ON", "trusted_schema = OFF"):
        database.execute(f"PRAGMA {pragma}").fetchall()


def _number(database: sqlite3.Connection, statement: str) -> int:
    return int(database.execute(statement).fetchone()[0])
