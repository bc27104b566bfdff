"""A ZIP that is written while it is sent: nothing of it lies on a disk, no file stands in memory whole. Files are stored as they are."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_DAY = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP can say: when something was packed is nobody's business
Entry = tuple[str, Iterable[bytes]]


class _Outgoing:
    """What the archive writes to: it only moves forward."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def take(self) -> bytes:
        """What was written since the last time."""
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def stream(entries: Iterable[Entry], *, sums: str = "") -> Iterator[bytes]:
    """The archive piece by piece. `sums`: the name of a last file that lists the SHA-256 of the others, over the bytes as they left."""
    known, out = list[str](), _Outgoing()
    forward: Any = out  # an archive asks of what it writes to no more than this
    with ZipFile(forward, "w", ZIP_STORED) as archive:
        for name, pieces in entries:
            digest = hashlib.sha256()
            with archive.open(ZipInfo(name, _DAY), "w", force_zip64=True) as file:
                for piece in pieces:
                    digest.update(piece)
                    file.write(piece)
                    yield out.take()
            known.append(f"{digest.hexdigest()}  {name}")
        if sums:
            archive.writestr(ZipInfo(sums, _DAY), "\n".join(known) + "\n")
    yield out.take()
