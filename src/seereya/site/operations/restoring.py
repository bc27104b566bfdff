"""Bringing a backup back into an empty home: opened in memory, checked against its manifest, migrated, the log verified."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from django.core.management import call_command
from django.db import connection
from django.utils.translation import gettext as _

from seereya.accounts.models import Session
from seereya.audit import queries as log
from seereya.audit.services import sequence
from seereya.education import media
from seereya.evidence import objects
from seereya.foundation import seal
from seereya.foundation.seal import Broken
from seereya.jobs.models import Worker
from seereya.site.operations import Trouble, archive, dumps, home, laying
from seereya.site.operations.backup import FILES
from seereya.site.operations.witnessing import root_at

_IDENTITY = re.compile(r"^AGE-SECRET-KEY-1[0-9A-Z]+$", re.MULTILINE)


@dataclass
class Restored:
    """What came back: files, size and root of the log, and what does not agree (nothing, when all is well)."""

    files: int
    log_size: int
    version: str
    faults: list[log.Fault] = field(default_factory=list)


def read_identity(path: Path) -> str:
    """The age identity in a file as `backup --new-key` or age-keygen print it. Raises Trouble."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise Trouble(_("The file with the key cannot be read: %(path)s") % {"path": path}) from problem
    found = _IDENTITY.search(text)
    if found is None:
        raise Trouble(_("%(path)s holds no line that begins with AGE-SECRET-KEY-1") % {"path": path})
    return found[0]


def restore(path: Path, *, identity: str) -> Restored:
    """Restores a backup into this home, which must be empty. Raises Trouble; the home is then as empty as before."""
    _check_empty()
    staging = home.home() / home.STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700)
    try:
        manifest = _unpack(path, identity, staging)
        _move_into_place(staging)
    except archive.BadArchive as problem:
        raise Trouble(_("This is not a whole backup: %(why)s. Nothing was restored.") % {"why": problem}) from problem
    except Broken:
        raise Trouble(
            _("This key does not open the backup, or the file was altered or cut short. Nothing was restored.")
        ) from None
    except OSError as problem:
        raise Trouble(_("The backup could not be restored: %(why)s") % {"why": problem.strerror or problem}) from problem
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return _bring_up(manifest)


def _check_empty() -> None:
    if used := home.used():
        raise Trouble(
            _("This home is not empty (%(what)s): a backup is restored into an empty SEEREYA_HOME only.")
            % {"what": ", ".join(used[:5])}
        )
    if connection.vendor != "sqlite" and not laying.is_untouched(connection):
        raise Trouble(_("The database is not empty: a backup is restored into an empty database only."))


@contextmanager
def _opened(path: Path, identity: str) -> Iterator[IO[bytes]]:
    """The clear archive as a pipe that another thread fills. Raises Broken at the end when the file was not whole."""
    reading, writing = os.pipe()
    problems: list[BaseException] = []

    def fill() -> None:
        try:
            with os.fdopen(writing, "wb") as target, path.open("rb") as source:
                seal.age_decrypt_stream(source, target, identity)
        except (Broken, OSError) as problem:
            problems.append(problem)

    thread = threading.Thread(target=fill, daemon=True)
    thread.start()
    bad: archive.BadArchive | None = None
    try:
        with os.fdopen(reading, "rb") as pipe:
            yield pipe
            while pipe.read(archive.PIECE):
                pass
    except archive.BadArchive as found:
        bad = found
    thread.join()
    for problem in problems:
        if not isinstance(problem, BrokenPipeError):
            raise problem
    if bad is not None:
        raise bad


def _unpack(path: Path, identity: str, staging: Path) -> archive.Manifest:
    """Everything of the archive into the staging folder (PostgreSQL's dump into pg_restore), checked against the manifest."""
    if not path.is_file():
        raise Trouble(_("%(path)s is not there.") % {"path": path})
    if connection.vendor == "sqlite":
        return _read_all(path, identity, staging, None)
    with dumps.Restoring() as database:
        manifest = _read_all(path, identity, staging, database)
        database.finish()
        return manifest


def _read_all(path: Path, identity: str, staging: Path, database: dumps.Restoring | None) -> archive.Manifest:
    found: dict[str, tuple[int, str]] = {}
    manifest: archive.Manifest | None = None
    with _opened(path, identity) as pipe:
        for name, size, pieces in archive.read(pipe):
            if name == archive.MANIFEST:
                manifest = archive.Manifest.from_json(archive.whole(size, pieces))
                _check_engine(manifest)
            elif name.startswith(dumps.POSTGRES):
                if database is None:
                    raise Trouble(_other_engine("postgresql"))
                found[name] = _take(pieces, database)
            else:
                target = _target(staging, name)
                with target.open("xb") as file:
                    found[name] = _take(pieces, file)
                    file.flush()
                    os.fsync(file.fileno())
    if manifest is None:
        raise archive.BadArchive("it has no manifest")
    archive.check(manifest, found)
    return manifest


def _take(pieces: Iterator[bytes], target: IO[bytes] | dumps.Restoring) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        target.write(piece)
    return size, digest.hexdigest()


def _target(staging: Path, name: str) -> Path:
    if name != dumps.SQLITE and not name.startswith(FILES):
        raise archive.BadArchive(f"{name!r} does not belong into a backup")
    target = staging / name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return target


def _other_engine(engine: str) -> str:
    return _("This backup is of %(engine)s: set SEEREYA_DATABASE_URL accordingly and restore again.") % {"engine": engine}


def _check_engine(manifest: archive.Manifest) -> None:
    if manifest.facts.get("engine") != connection.vendor:
        raise Trouble(_other_engine(str(manifest.facts.get("engine"))))


def _move_into_place(staging: Path) -> None:
    """The files first and the database last: a home without a database is still an empty one for the next attempt."""
    files = staging / FILES
    if files.is_dir():
        for entry in sorted(files.iterdir()):
            entry.chmod(0o700 if entry.is_dir() else 0o600)
            if entry.name in {objects.root().name, media.root().name}:
                _write_once(entry)
            entry.rename(home.home() / entry.name)
    target = home.database_file()
    if target is not None:
        connection.close()
        (staging / dumps.SQLITE).chmod(0o600)
        (staging / dumps.SQLITE).rename(target)


def _write_once(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(objects.READ_ONLY)


def _bring_up(manifest: archive.Manifest) -> Restored:
    """Integrity, migrations, no session of the old machine, and the log as it was."""
    if wrong := dumps.integrity():
        raise Trouble(_("The database file is damaged: %(what)s") % {"what": wrong[0]})
    call_command("migrate", verbosity=0)
    Session.objects.all().delete()
    Worker.objects.all().delete()
    sequence()
    faults = log.verify()
    size = int(manifest.facts["log_size"])
    if root_at(size).hex() != manifest.facts["log_root"]:
        faults.append(log.Fault("tree", None, None))
    files = sum(name.startswith(FILES) for name in manifest.members)
    return Restored(files, size, str(manifest.facts.get("version", "")), faults)
