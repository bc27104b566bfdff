"""A2, stolen everything: whoever has the database, the home, the settings and the rows of live sessions tries every stored value as a key.

A box shows a commitment to its key, so each candidate is compared with all boxes at once; envelopes are tried with every stored
value that could be a private key, in the contexts the thief knows from the source; passphrases are guessed from what stands there.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings

from seereya.accounts.models import Member
from seereya.accounts.services import keys as member_keys
from seereya.foundation import seal, walls
from seereya.foundation.seal import Broken, WrongCode
from seereya.foundation.seal.streams import HEADER, ChunkCipher
from seereya.site.demo import people
from seereya.site.operations import shapes, tables
from seereya.site.operations.home import database_file, home
from seereya.vault.keyring import grant_context, wrap_context
from seereya.vault.models import Grant, IndexEntry, VaultKey, Wrap
from seereya.vault.rules import Form, Group
from seereya.vault.services.vaults import recovery_context

_KEY, _PRIVATE, _SUITE = 32, 97, b"\x11"
_COMMITMENT = slice(2, 18)
_SLIDE_WITHIN = 2048
_LABELS: Final = (
    "vault/wrap",
    "vault/index",
    "vault/previous",
    "session/box",
    "session/id",
    "session/purposes",
    "totp/seed",
    "draft",
    "challenge",
    "saved-search",
    "recovery",
    "stretch/key",
    "stretch/verifier",
    *(f"group/{group}" for group in Group),
)
_SUITES: Final = ("box/aes-256-gcm", "box/chacha20-poly1305")


@dataclass
class Loot:
    """What the thief tried and what opened: `opened` names each thing that a stored value opens (nothing, when all is well)."""

    values: int = 0
    candidates: int = 0
    boxes: int = 0
    envelopes: int = 0
    files: int = 0
    passphrases: int = 0
    opened: list[str] = field(default_factory=list)


@dataclass
class _Found:
    """Sealed things and possible keys, gathered in one walk over every table."""

    boxes: dict[bytes, list[str]] = field(default_factory=dict)
    keys: set[bytes] = field(default_factory=set)
    derived: set[bytes] = field(default_factory=set)
    privates: set[bytes] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    values: int = 0

    def take(self, value: Any) -> None:
        """A stored value: as it is, decoded, hashed, and, where it is short, at every offset."""
        for raw in _readings(value):
            self.values += 1
            self.derived |= {hashlib.sha256(raw).digest(), raw[:_KEY].ljust(_KEY, b"\0")}
            for start in range(len(raw) - _KEY + 1 if len(raw) <= _SLIDE_WITHIN else 1):
                self.keys.add(raw[start : start + _KEY])
            self.derived |= {raw[:_KEY], raw[-_KEY:]} if len(raw) >= _KEY else set()
            for start in range(len(raw) - _PRIVATE + 1 if len(raw) <= _SLIDE_WITHIN else 1):
                if raw[start : start + 1] == _SUITE and len(raw) >= _PRIVATE:
                    self.privates.add(raw[start : start + _PRIVATE])
            if len(raw) == _PRIVATE - 1:
                self.privates.add(_SUITE + raw)
        if isinstance(value, str) and value:
            self.texts.add(value)


def _readings(value: Any) -> Iterator[bytes]:
    """The bytes a value may stand for: its own, or those that hexadecimal or base64 hide."""
    if isinstance(value, bytes | bytearray | memoryview):
        yield bytes(value)
        return
    text = value if isinstance(value, str) else json.dumps(value, default=str)
    if not text:
        return
    yield text.encode()
    for decode in (bytes.fromhex, base64.urlsafe_b64decode, _standard):
        try:
            yield decode(text)
        except (ValueError, binascii.Error):
            continue


def _standard(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def attack(*, also: Iterable[bytes | str] = ()) -> Loot:
    """Tries everything. `also`: further values in the thief's hands (tests plant a leaked key, which must be found to open)."""
    with walls.system("the whole installation is attacked"):
        found = _gather()
        for value in also:
            found.take(value)
        loot = Loot(values=found.values, boxes=sum(map(len, found.boxes.values())))
        _try_boxes(found, loot)
        _try_envelopes(found, loot)
        _try_files(found, loot)
        _try_passphrases(found, loot)
        return loot


def _gather() -> _Found:
    found = _Found()
    for model in tables.ours():
        names = [one.attname for one in tables.fields(model)]
        for row in tables.rows(model).values_list(*names).iterator(chunk_size=500):
            for name, value in zip(names, row, strict=True):
                _note(found, f"{tables.label(model)}.{name} {row[0]}", value)
    found.take(settings.SECRET_KEY)
    for line in _lines_of_home():
        found.take(line)
    return found


def _note(found: _Found, where: str, value: Any) -> None:
    if value is None or isinstance(value, bool | int | float):
        return
    if isinstance(value, bytes | memoryview):
        blob = bytes(value)
        for start in (0, 20):  # the words of an opening stand behind the vault's id and version
            if shapes.box(blob[start:]):
                found.boxes.setdefault(blob[start:][_COMMITMENT], []).append(where)
    if isinstance(value, dict | list | str | bytes | memoryview):
        for leaf in _leaves(value):
            found.take(leaf)
    else:
        found.take(str(value))


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif value is not None:
        yield value if isinstance(value, str | bytes | memoryview) else str(value)


def _lines_of_home() -> Iterator[str]:
    """Lines of the home's text files, and the words in them; a demonstration's secrets are no secret and are passed over."""
    database = database_file()
    for path in sorted(home().rglob("*")):
        ours = path.is_file() and path.suffix != ".sealed" and "static" not in path.relative_to(home()).parts
        if not ours or path == people.path() or (database and path.name.startswith(database.name)):
            continue
        for line in path.read_bytes().decode("utf-8", errors="replace").splitlines():
            yield line
            yield from line.replace("+", " ").split()


def _commitments(key: bytes) -> Iterator[bytes]:
    for suite in _SUITES:
        yield seal.derive(key, suite, _KEY + 16)[_KEY:]


def _try_boxes(found: _Found, loot: Loot) -> None:
    """Every 32 bytes as a key; values that begin or end so also as what keys are derived from."""
    roots = found.derived | found.privates | {one for one in found.keys if one in found.derived}
    derived = {seal.derive(root, label) for root in roots for label in _LABELS}
    candidates = {one for one in found.keys | found.derived | derived if len(one) == _KEY}
    loot.candidates = len(candidates)
    for key in candidates:
        for commitment in _commitments(key):
            loot.opened += found.boxes.get(commitment, [])


def _envelopes() -> Iterator[tuple[str, bytes, bytes]]:
    """(where, blob, context) of everything sealed to a public key; contexts are no secret."""
    for grant in Grant.objects.exclude(wrapped=b"").iterator():
        yield f"vault.Grant {grant.pk}", bytes(grant.wrapped), grant_context(grant.vault_id, grant.version, grant.member_id)
    for wrap in Wrap.objects.filter(form=Form.DEPOSIT).iterator():
        yield f"vault.Wrap {wrap.pk}", bytes(wrap.blob), wrap_context(wrap.record, wrap.vault_id, wrap.version, wrap.scope)
    for key in VaultKey.objects.exclude(private_for_organisation=b"").select_related("vault").iterator():
        ctx = recovery_context(key.vault_id, key.version, key.vault.organisation_id)
        yield f"vault.VaultKey {key.pk}", bytes(key.private_for_organisation), ctx
    for member in Member.objects.exclude(private_for_organisation=b"").iterator():
        ctx = member_keys.organisation_context(member.id, member.key_generation)
        yield f"accounts.Member {member.pk}", bytes(member.private_for_organisation), ctx
    for entry in IndexEntry.objects.filter(form=Form.DEPOSIT).iterator():
        ctx = seal.context("index-entry", entry.vault_id, entry.index, entry.position, entry.version)
        yield f"vault.IndexEntry {entry.pk}", bytes(entry.blob), ctx


def _try_envelopes(found: _Found, loot: Loot) -> None:
    usable = [private for private in found.privates if _is_private(private)]
    loot.candidates += len(usable)
    for where, blob, ctx in _envelopes():
        loot.envelopes += 1
        for private in usable:
            try:
                seal.open_with(private, blob, ctx)
            except Broken:
                continue
            loot.opened.append(where)


def _is_private(value: bytes) -> bool:
    return len(value) == _PRIVATE and value[:1] == _SUITE and len(set(value)) > 1


def _try_files(found: _Found, loot: Loot) -> None:
    for path in sorted((home() / "uploads").glob("*.sealed")):
        loot.files += 1
        with path.open("rb") as file:
            header = file.read(HEADER)
        for key in found.derived | found.keys:
            try:
                ChunkCipher(key, header, b"")
            except Broken:
                continue
            loot.opened.append(f"uploads/{path.name}")


def _try_passphrases(found: _Found, loot: Loot) -> None:
    """Handles, names, codes and keys as passphrases; every stored text as a recovery code."""
    codes = {text for text in found.texts if _is_code(text)}
    for member in Member.objects.select_related("organisation").iterator():
        for guess in (
            member.handle,
            member.organisation.name,
            member.organisation.code,
            settings.SECRET_KEY,
            settings.PRODUCT_NAME,
        ):
            loot.passphrases += 1
            try:
                member_keys.open_with_passphrase(member, guess)
            except Broken:
                continue
            loot.opened.append(f"accounts.Member {member.pk} by passphrase")
        for code in codes:
            loot.passphrases += 1
            try:
                ctx = member_keys.code_context(member.id, member.key_generation)
                seal.unbox(seal.recovery_key(code), bytes(member.private_for_code), ctx)
            except Broken:
                continue
            loot.opened.append(f"accounts.Member {member.pk} by recovery code")


def _is_code(text: str) -> bool:
    try:
        seal.recovery_key(text)
    except (WrongCode, ValueError):
        return False
    return True
