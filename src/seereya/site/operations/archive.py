"""A tar archive made and read as a stream, with a manifest of SHA-256s as its last member; it never stands on a disk in clear."""

from __future__ import annotations

import hashlib
import json
import tarfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO, Any, Final

MANIFEST: Final = "manifest.json"
FORMAT: Final = 1
PIECE: Final = 1 << 20
_LARGEST_MANIFEST: Final = 256 * 1024 * 1024


class BadArchive(ValueError):
    """The archive is not one of ours, or was altered: the words say where."""


@dataclass(frozen=True)
class Member:
    """A file of the archive: its name, its size in bytes, and its bytes piece by piece."""

    name: str
    size: int
    pieces: Iterable[bytes]


@dataclass
class Manifest:
    """What an archive holds: facts about it, and size and SHA-256 of each member."""

    facts: dict[str, Any]
    members: dict[str, tuple[int, str]] = field(default_factory=dict)

    def to_json(self) -> bytes:
        members = {name: {"size": size, "sha256": digest} for name, (size, digest) in sorted(self.members.items())}
        return json.dumps({"format": FORMAT, **self.facts, "members": members}, indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Manifest:
        """Reverse of `to_json`. Raises BadArchive."""
        try:
            read = json.loads(data)
            if read.pop("format") != FORMAT:
                raise BadArchive("the manifest is of a format this version does not know")
            members = {name: (int(one["size"]), str(one["sha256"])) for name, one in read.pop("members").items()}
        except (ValueError, KeyError, TypeError, AttributeError) as problem:
            raise BadArchive("the manifest cannot be read") from problem
        return cls(read, members)


class Stream:
    """`read(n)` over pieces of bytes, for whoever pulls."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._held = b""
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; nothing at the end only."""
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._held = piece
        if size < 0:
            size = len(self._held)
        given, self._held = self._held[:size], self._held[size:]
        self.size += len(given)
        return given


def written(members: Iterable[Member], facts: dict[str, Any]) -> Iterator[bytes]:
    """The bytes of a tar archive of these members, the manifest last. Raises ValueError when a member is not as long as it said."""
    manifest = Manifest(facts)
    for member in members:
        digest, size = hashlib.sha256(), 0
        yield _header(member.name, member.size)
        for piece in member.pieces:
            digest.update(piece)
            size += len(piece)
            if size > member.size:
                break
            yield piece
        if size != member.size:
            raise ValueError(f"{member.name} changed while it was read")
        yield b"\0" * (-size % tarfile.BLOCKSIZE)
        manifest.members[member.name] = (size, digest.hexdigest())
    data = manifest.to_json()
    yield _header(MANIFEST, len(data)) + data + b"\0" * (-len(data) % tarfile.BLOCKSIZE) + b"\0" * (2 * tarfile.BLOCKSIZE)


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode, info.mtime = size, 0o600, int(time.time())
    return info.tobuf(tarfile.PAX_FORMAT)


def read(source: IO[bytes]) -> Iterator[tuple[str, int, Iterator[bytes]]]:
    """Members in order, as (name, size, pieces), each to be used up before the next; the manifest is a member like others.

    Raises BadArchive on anything but plain files with names inside the archive.
    """
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            for info in tar:
                if not info.isreg() or not safe(info.name):
                    raise BadArchive(f"{info.name!r} is not a plain file inside the archive")
                body = tar.extractfile(info)
                if body is None:
                    raise BadArchive(f"{info.name!r} has no bytes")
                yield info.name, info.size, _pieces(body)
    except tarfile.TarError as problem:
        raise BadArchive("the archive is cut short or is not one") from problem


def _pieces(body: IO[bytes]) -> Iterator[bytes]:
    try:
        while piece := body.read(PIECE):
            yield piece
    except tarfile.TarError as problem:
        raise BadArchive("the archive is cut short") from problem


def safe(name: str) -> bool:
    """Whether a member's name stays inside the folder it is unpacked to."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\0" not in name and str(path) == name


def whole(size: int, pieces: Iterator[bytes]) -> bytes:
    """A small member at once. Raises BadArchive when it is not small."""
    if size > _LARGEST_MANIFEST:
        raise BadArchive("the manifest is too long to be one")
    return b"".join(pieces)


def check(manifest: Manifest, found: dict[str, tuple[int, str]]) -> None:
    """Raises BadArchive unless exactly the members of the manifest were found, byte for byte."""
    for name in sorted(manifest.members.keys() | found.keys()):
        if manifest.members.get(name) != found.get(name):
            raise BadArchive(f"{name} is not what the manifest says")
