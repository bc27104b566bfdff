"""Where sealed files are kept: write-once, named by the hash of their sealed bytes, checked without any key.

A file comes in by: fsync(upload) → rename → fsync(folder) → database commit → acknowledgement. A note beside the uploads says which
object is on its way, so that one whose commit never came is found and removed, and nothing else ever is.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import IO

from django.conf import settings

from seereya.evidence.models import EvidenceItem
from seereya.evidence.rules import ItemStatus
from seereya.foundation import clock
from seereya.vault.uploads import SealedFile

READ_ONLY = 0o400
_NAME = 64
_PIECE = 1 << 20


def root() -> Path:
    """The folder of all objects."""
    return Path(settings.HOME) / "objects"


def path_of(name: str) -> Path:
    """Where an object lies."""
    return root() / name[:2] / name[2:4] / name


def _note(upload: SealedFile) -> Path:
    return Path(settings.HOME) / "uploads" / f"{upload.upload_id}.moving"


def keep(upload: SealedFile) -> str:
    """Moves a sealed upload to its place for good, on disk for certain when this returns; the object's name.

    Raises `OSError` where the disk does not take it; the upload is then where it was.
    """
    name = upload.sealed.sha256.hex()
    target = path_of(name)
    _make_folders(target.parent)
    with upload.path.open("rb") as file:
        os.fchmod(file.fileno(), READ_ONLY)
        os.fsync(file.fileno())
    _write_note(upload, name)
    upload.path.rename(target)
    _sync_folder(target.parent)
    return name


def committed(upload: SealedFile) -> None:
    """The item is in the database: its object is no longer on its way."""
    _note(upload).unlink(missing_ok=True)


def give_up(upload: SealedFile) -> None:
    """The item did not come into being: nothing of its file stays."""
    for path in (upload.path, path_of(upload.sealed.sha256.hex()), _note(upload)):
        with contextlib.suppress(OSError):  # a disk that takes nothing may not let anything go either; the sweep comes back to it
            path.unlink(missing_ok=True)


def _make_folders(folder: Path) -> None:
    """Makes the folders above an object, each of them on disk for certain."""
    missing = [one for one in (root(), folder.parent, folder) if not one.is_dir()]
    for one in missing:
        one.mkdir(mode=0o700, exist_ok=True)
        _sync_folder(one.parent)


def _write_note(upload: SealedFile, name: str) -> None:
    descriptor = os.open(_note(upload), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(name)
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(_note(upload).parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_object(name: str) -> IO[bytes]:
    """The sealed file. Raises `FileNotFoundError`."""
    return path_of(name).open("rb")


def let_go(name: str) -> bool:
    """Takes the object of an erased item off the disk; whether it lay there. What fails here is done by the next sweep."""
    path = path_of(name)
    try:
        path.unlink()
        _sync_folder(path.parent)
    except OSError:
        return False
    return True


def _finish_erasures() -> int:
    """Takes away what lies there although its item was erased: the process died, or the disk refused, after the commit."""
    names = EvidenceItem.objects.filter(status=ItemStatus.ERASED).values_list("object", flat=True)
    return sum(let_go(name) for name in names.iterator() if path_of(name).exists())


def sweep(*, older_than: timedelta = timedelta(hours=2)) -> int:
    """Removes objects whose upload died between its move and its commit, and those of erased items that still lie there; how many."""
    limit = (clock.now() - older_than).timestamp()
    removed = _finish_erasures()
    for note in (Path(settings.HOME) / "uploads").glob("*.moving"):
        if note.stat().st_mtime >= limit:
            continue
        name = note.read_text(encoding="ascii").strip()
        if _is_name(name) and not EvidenceItem.objects.filter(object=name).exists() and path_of(name).exists():
            path_of(name).unlink()
            removed += 1
        note.unlink(missing_ok=True)
    return removed


def _is_name(name: str) -> bool:
    return len(name) == _NAME and all(letter in "0123456789abcdef" for letter in name)


def check() -> Iterator[tuple[str, str]]:
    """(where, fault) of every object, without a key: `missing`, `altered`, `writable`, an `orphan` that no item names,
    or `erased`: its item was, and it still lies there.

    What is on its way in while this runs is not an orphan.
    """
    known = set()
    columns = ("reference", "object", "sealed_size", "status")
    for reference, name, size, status in EvidenceItem.objects.order_by("pk").values_list(*columns).iterator():
        known.add(name)
        if status == ItemStatus.ERASED:
            if path_of(name).exists():
                yield f"{reference} ({name})", "erased"
        elif fault := _fault(path_of(name), name, size):
            yield f"{reference} ({name})", fault
    moving = {note.read_text(encoding="ascii").strip() for note in (Path(settings.HOME) / "uploads").glob("*.moving")}
    for path in sorted(root().rglob("*")) if root().is_dir() else []:
        if path.is_file() and path.name not in known | moving and not EvidenceItem.objects.filter(object=path.name).exists():
            yield str(path.relative_to(root().parent)), "orphan"


def _fault(path: Path, name: str, size: int) -> str:
    try:
        stat = path.stat()
    except OSError:
        return "missing"
    if stat.st_size != size or digest(path) != name:
        return "altered"
    return "writable" if stat.st_mode & 0o222 else ""


def digest(path: Path) -> str:
    """SHA-256 of a file as it lies on the disk."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()
