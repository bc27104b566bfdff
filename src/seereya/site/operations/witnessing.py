"""Checkpoints of the log that others can keep: signed here, cosigned by partners, compared with today's log (C2SP texts).

The log's key stands in the home, readable by its owner only: it proves that a checkpoint came from this installation, and opens
nothing. Whoever steals it can sign a second history, but cannot make the first one consistent with it: that is why partners keep
what they were given.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from seereya.audit import queries as log
from seereya.audit.services import sequence
from seereya.foundation import clock, merkle, note, seal, walls
from seereya.foundation.identifiers import new_code
from seereya.foundation.note import BadNote, Checkpoint
from seereya.foundation.seal import Broken
from seereya.site.operations import Trouble
from seereya.site.operations.home import home

KEY_FILE: Final = "log-key"
KEPT: Final = "checkpoints.log"
EVERY: Final = timedelta(hours=24)
_SKEY = "PRIVATE+KEY"


@dataclass(frozen=True)
class NamedKey:
    """A signing key with its name, of the log itself (`note.ED25519`) or of somebody who cosigns (`note.COSIGNATURE`)."""

    name: str
    kind: int
    key: seal.SigningKey

    @property
    def vkey(self) -> str:
        """The verifier key in text form, for those who check."""
        return note.vkey(self.name, self.key.public, kind=self.kind)

    def to_text(self) -> str:
        """One line that holds the private key: for a file that only its owner reads."""
        raw = base64.b64encode(bytes((self.kind,)) + self.key.to_bytes()).decode()
        return f"{_SKEY}+{self.name}+{self.vkey.split('+')[1]}+{raw}\n"

    @classmethod
    def from_text(cls, text: str) -> NamedKey:
        """Reverse of `to_text`. Raises Trouble."""
        try:
            private, word, name, key_id, raw = text.strip().split("+", 4)
            data = base64.b64decode(raw, validate=True)
            key = cls(name, data[0], seal.SigningKey.from_bytes(data[1:]))
            if f"{private}+{word}" != _SKEY or key.vkey.split("+")[1] != key_id:
                raise Trouble(_("This is not a signing key."))
        except (ValueError, IndexError, Broken) as problem:
            raise Trouble(_("This is not a signing key.")) from problem
        return key


def make_key(path: Path, name: str, kind: int) -> NamedKey:
    """A new key in a new file, readable by its owner only. Raises Trouble when the file exists or the name holds spaces or `+`."""
    key = NamedKey(name, kind, seal.SigningKey.new())
    try:
        text = key.to_text()
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except BadNote as problem:
        raise Trouble(_("A key's name holds neither spaces nor “+”: %(name)s") % {"name": name}) from problem
    except FileExistsError as problem:
        raise Trouble(_("%(path)s exists already; a key is never written over.") % {"path": path}) from problem
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return key


def read_key(path: Path) -> NamedKey:
    """A key from its file. Raises Trouble."""
    try:
        return NamedKey.from_text(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise Trouble(_("The key cannot be read: %(path)s") % {"path": path}) from problem


def log_key() -> NamedKey:
    """The key of this installation's log, made the first time. Its name is the log's origin for ever, whatever the product is called."""
    path = home() / KEY_FILE
    if not path.exists():
        product = re.sub(r"[^a-z0-9]+", "-", settings.PRODUCT_NAME.lower()).strip("-") or "log"
        try:
            return make_key(path, f"{product}/{new_code('log', 8)}", note.ED25519)
        except Trouble:
            if not path.exists():
                raise
    return read_key(path)


def root_at(size: int) -> bytes:
    """The root that the stored tree had at a size. Raises Trouble when the tree is smaller or has holes."""
    with walls.system("the tree spans all organisations"):
        try:
            if size > log.size():
                raise Trouble(_("The log is shorter than the checkpoint: entries are missing at its end."))
            return merkle.root(size, log.node_reader())
        except KeyError as hole:
            raise Trouble(_("The log's tree has holes; `seereya verify` says where.")) from hole


def checkpoint() -> str:
    """Today's checkpoint of the log, signed: text to print, send or keep."""
    sequence()
    size, root = log.head()
    key = log_key()
    return note.sign_note(Checkpoint(key.name, size, root).body(), key.name, key.key)


@dataclass(frozen=True)
class Compared:
    """An earlier checkpoint and today's log: `agrees` when the earlier one is the beginning of today's, with the proof of it."""

    earlier: Checkpoint
    size: int
    root: bytes
    proof: tuple[bytes, ...]
    agrees: bool


def compare(text: str) -> Compared:
    """Whether today's log continues an earlier checkpoint of it. Raises Trouble for what is not a checkpoint of this log."""
    key = log_key()
    earlier = read_checkpoint(text, [key.vkey])
    if earlier.origin != key.name:
        raise Trouble(_("This checkpoint is of another log: %(origin)s") % {"origin": earlier.origin})
    sequence()
    with walls.system("the tree spans all organisations"):
        size, root = log.head()
        if earlier.size > size:
            return Compared(earlier, size, root, (), agrees=False)
        try:
            proof = tuple(merkle.consistency_proof(earlier.size, size, log.node_reader()))
        except KeyError:
            return Compared(earlier, size, root, (), agrees=False)
    agrees = merkle.verify_consistency(earlier.size, size, earlier.root, root, proof)
    return Compared(earlier, size, root, proof, agrees)


def read_checkpoint(text: str, vkeys: list[str]) -> Checkpoint:
    """A checkpoint signed by one of these keys. Raises Trouble."""
    try:
        return Checkpoint.from_body(note.open_note(text, vkeys).body)
    except BadNote as problem:
        raise Trouble(_("This is not a checkpoint signed with the expected key.")) from problem


def cosign(text: str, *, key: NamedKey, log_vkey: str, seen: Path, proof: list[bytes] | None = None) -> str:
    """The checkpoint with one more signature: "I saw this". `seen`: the file in which the cosigner keeps what was signed last.

    Raises Trouble: the log's own signature is wrong, or it does not continue what was cosigned before (`proof` shows that it does).
    """
    fresh = read_checkpoint(text, [log_vkey])
    if seen.exists():
        before = read_checkpoint(seen.read_text(encoding="utf-8"), [log_vkey])
        if before.origin != fresh.origin:
            raise Trouble(_("This file keeps checkpoints of another log: %(origin)s") % {"origin": before.origin})
        if not merkle.verify_consistency(before.size, fresh.size, before.root, fresh.root, proof or []):
            raise Trouble(
                _("This checkpoint is not shown to continue the one you cosigned before: ask for the proof between them.")
            )
    whole = text + note.cosign_line(fresh.body(), key.name, key.key, time=int(clock.now().timestamp()))
    seen.touch(mode=0o600)
    seen.write_text(text, encoding="utf-8")
    return whole


def proof_lines(proof: tuple[bytes, ...]) -> str:
    """A consistency proof as text: one hash in base64 on each line."""
    return "".join(f"{base64.b64encode(one).decode()}\n" for one in proof)


def read_proof(text: str) -> list[bytes]:
    """Reverse of `proof_lines`. Raises Trouble."""
    try:
        return [base64.b64decode(line, validate=True) for line in text.split()]
    except ValueError as problem:
        raise Trouble(_("This is not a proof between two checkpoints.")) from problem


def kept() -> list[tuple[datetime, str]]:
    """The checkpoints this installation kept of itself, oldest first. Raises Trouble on a line that cannot be read."""
    path = home() / KEPT
    if not path.exists():
        return []
    try:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [(datetime.fromisoformat(line["at"]), str(line["note"])) for line in lines]
    except (ValueError, KeyError, TypeError) as problem:
        raise Trouble(_("%(path)s cannot be read: somebody wrote into it.") % {"path": path}) from problem


def keep_daily() -> bool:
    """Appends today's checkpoint to the home's own list, once a day whoever asks how often; true when it did."""
    with (home() / KEPT).open("a", encoding="utf-8") as file:
        (home() / KEPT).chmod(0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
        now, before = clock.now(), kept()
        if before and now - before[-1][0] < EVERY:
            return False
        file.write(json.dumps({"at": now.isoformat(), "note": checkpoint()}) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return True
