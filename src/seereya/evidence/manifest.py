"""The list of what leaves as one file: written before the first byte, so that the ledger's digest of it covers every file. Pure.

The same files give the same bytes, whenever they are listed: what a line of the ledger says can be worked out again.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass

NAME, SUMS = "manifest.csv", "SHA256SUMS.txt"
_HEAD = ("number", "file", "bytes", "sha256", "sha256_sealed")


@dataclass(frozen=True)
class Line:
    """One file: its name in the archive, its length and hash; of an attachment its number too, and the hash of the sealed file."""

    file: str
    size: int
    sha256: str
    number: int | None = None
    sealed: str = ""


def line_of(file: str, data: bytes) -> Line:
    """The line of a paper that was made for this archive."""
    return Line(file, len(data), hashlib.sha256(data).hexdigest())


def write(lines: Iterable[Line]) -> bytes:
    """The list as CSV. File names come from references alone, so that no cell can be run as a formula."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_HEAD)
    writer.writerows(("" if one.number is None else one.number, one.file, one.size, one.sha256, one.sealed) for one in lines)
    return written.getvalue().encode()
