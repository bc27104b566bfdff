"""Where a secret could lie: files and what they hold, tables read as tables, files that are open and have no name any more."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from seereya.site.operations.canary_strings import Hit, Matcher

_PIECE: Final = 16 * 1024 * 1024
_OVERLAP: Final = 512
_SQLITE: Final = b"SQLite format 3\0"


@dataclass
class Looked:
    """What was looked through, and what was found: nothing, when all is well."""

    places: int = 0
    size: int = 0
    hits: list[Hit] = field(default_factory=list)

    def at(self, matcher: Matcher, data: bytes, where: str) -> None:
        """Looks through bytes."""
        self.places += 1
        self.size += len(data)
        self.hits += matcher.search(data, where)

    def through(self, matcher: Matcher, pieces: Iterator[bytes], where: str) -> None:
        """Looks through a stream, across its seams."""
        self.places += 1
        tail = b""
        seen: set[tuple[str, str]] = set()
        for piece in pieces:
            self.size += len(piece)
            for hit in matcher.search(tail + piece, where):
                if (hit.text, hit.disguise) not in seen:
                    seen.add((hit.text, hit.disguise))
                    self.hits.append(hit)
            tail = (tail + piece)[-_OVERLAP:]


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def folders(looked: Looked, matcher: Matcher, *roots: Path) -> None:
    """Every file under some folders, its name too; SQLite files also row by row, for a page may cut a value in two."""
    for root in roots:
        for path in sorted(root.rglob("*")):
            where = str(path.relative_to(root.parent))
            looked.at(matcher, where.encode(), f"name of {where}")
            try:
                if path.is_symlink() or not path.is_file():
                    continue
                looked.through(matcher, _pieces(path), where)
                if _is_sqlite(path):
                    _tables(looked, matcher, path, where)
            except FileNotFoundError:
                continue  # it went away meanwhile, as temporary files do


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def _tables(looked: Looked, matcher: Matcher, path: Path, where: str) -> None:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            rows = connection.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - the file's own names
            looked.through(matcher, (b"\0".join(map(_bytes, row)) for row in rows), f"{where}, table {name}")
    finally:
        connection.close()


def _bytes(value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def open_files(looked: Looked, matcher: Matcher, pids: list[int]) -> int:
    """Files that processes hold open without a name on the disk, unlinked or in memory; returns how many there were."""
    count = 0
    for pid in pids:
        folder = Path(f"/proc/{pid}/fd")
        for link in sorted(folder.iterdir()) if folder.is_dir() else []:
            try:
                target = str(link.readlink())
                nameless = target.endswith(" (deleted)") or target.startswith("/memfd:")
                if not nameless or not stat.S_ISREG(link.stat().st_mode):
                    continue
                looked.through(matcher, _pieces(link), f"open file of process {pid}: {target}")
                count += 1
            except OSError:
                continue  # closed meanwhile
    return count


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    found = [pid]
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in children.read_text(encoding="ascii").split():
                found += family(int(child))
        except OSError:
            continue
    return found
