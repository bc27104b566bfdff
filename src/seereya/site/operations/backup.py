"""A backup: database and sealed files in one tar inside one age file, for keys that are kept off this machine.

Whoever makes it, carries it or stores it sees nothing. Whoever opens it with the organisation's key sees what this machine's
disk shows: coarse columns in clear, everything else sealed to its members.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext as _

from seereya import __version__
from seereya.accounts.models import Organisation
from seereya.audit import queries as log
from seereya.audit.services import record, sequence
from seereya.audit.tags import Tag
from seereya.foundation import clock, seal
from seereya.site.operations import Trouble, dumps, home
from seereya.site.operations.archive import PIECE, Member, Stream, written

FILES: Final = "files/"


@dataclass(frozen=True)
class Made:
    """A backup that stands on the disk: bytes before and after sealing, for how many keys, how many other backups it passed over."""

    clear_size: int
    size: int
    recipients: int
    passed_over: int = 0


def recipients() -> list[str]:
    """The public keys that organisations set with `--new-key`; a backup of a shared installation is sealed to each of them."""
    return sorted(set(Organisation.objects.exclude(backup_recipient="").values_list("backup_recipient", flat=True)))


def new_key(organisation_code: str = "") -> seal.AgeIdentity:
    """Gives an organisation a key for its backups. The identity is returned once and kept nowhere on this machine."""
    found = Organisation.objects.filter(code=organisation_code) if organisation_code else Organisation.objects.all()
    organisations = list(found[:2])
    if len(organisations) != 1:
        known = ", ".join(Organisation.objects.order_by("code").values_list("code", flat=True)) or "–"
        raise Trouble(_("Say whose key it is with --organisation CODE. Known here: %(known)s") % {"known": known})
    identity = seal.new_age_identity()
    organisations[0].backup_recipient = identity.public
    organisations[0].save(update_fields=["backup_recipient"])
    return identity


def make(path: Path, *, to: list[str]) -> Made:
    """Writes a backup to a new file, readable by its owner, on disk for certain when this returns.

    Raises Trouble when the file exists, when no key was given, or when the disk does not take it.
    """
    chosen = to or recipients()
    if not chosen:
        raise Trouble(_("No key to seal the backup to. Make one with `seereya backup --new-key`, or give --recipient age1…"))
    if path.exists():
        raise Trouble(_("%(path)s exists already; a backup never replaces another.") % {"path": path})
    sequence()
    unfinished = path.with_name(path.name + ".unfinished")
    try:
        made = _write(unfinished, chosen)
        unfinished.rename(path)
        _sync_folder(path.parent)
    except OSError as problem:
        raise Trouble(_("The backup could not be written: %(why)s") % {"why": problem.strerror or problem}) from problem
    finally:
        unfinished.unlink(missing_ok=True)
    record(tag=Tag.BACKUP_MADE, facts={"bytes": made.size, "recipients": made.recipients})
    return made


def _write(path: Path, to: list[str]) -> Made:
    descriptor = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        passed: list[Path] = []
        source = Stream(written(_members(passed, but=path), _facts()))
        try:
            seal.age_encrypt_stream(source, target, to)
        except ValueError as problem:
            raise Trouble(_("The backup could not be made: %(why)s") % {"why": problem}) from problem
        target.flush()
        os.fsync(target.fileno())
        return Made(source.size, target.tell(), len(to), len(passed))


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _facts() -> dict[str, Any]:
    size, root = log.head()
    return {
        "product": "seereya",
        "version": __version__,
        "made_at": clock.now().isoformat(),
        "engine": connection.vendor,
        "log_size": size,
        "log_root": root.hex(),
    }


def _members(passed: list[Path], *, but: Path) -> Iterator[Member]:
    """Database and files, without this very backup and the earlier ones in its folder (`passed`): each would hold all before it."""
    yield from dumps.members()
    folder, beside = Path(), False
    for path in home.sealed_files():
        if path.parent != folder:
            folder, beside = path.parent, path.parent.resolve() == but.resolve().parent
        if beside and (path.name == but.name or _is_backup(path)):
            passed += [path] if path.name != but.name else []
            continue
        with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            yield Member(f"{FILES}{path.relative_to(home.home()).as_posix()}", size, _pieces(file, size))


def _is_backup(path: Path) -> bool:
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(len(seal.AGE_BEGINNING)) == seal.AGE_BEGINNING
    return False


def _pieces(file: Any, size: int) -> Iterator[bytes]:
    """Exactly the bytes that were there when it was opened: a file that grows meanwhile is cut where it stood."""
    while size > 0 and (piece := file.read(min(PIECE, size))):
        size -= len(piece)
        yield piece
