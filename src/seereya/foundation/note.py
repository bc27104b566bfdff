"""Signed notes and checkpoints in the text forms of C2SP (signed-note, tlog-checkpoint, tlog-cosignature).

A checkpoint says how large an append-only log is and what its root hash is. Signed by its keeper and countersigned by
others, it can be printed, e-mailed and checked by anyone with public tools.
"""

import base64
import binascii
import hashlib
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from .seal import SigningKey, verify

ED25519: Final = 0x01
COSIGNATURE: Final = 0x04

_HASH, _KEY, _ID, _TIME, _SIGNATURE = 32, 32, 4, 8, 64
_MOST_SIGNATURES = 100
_SIGNED_BY = "\u2014 "
_NAME = re.compile(r"[^\s+\x00-\x1f\x7f\ud800-\udfff]+")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
_LINE = re.compile(_SIGNED_BY + r"([^\s+]+) ([A-Za-z0-9+/]+={0,2})")


class BadNote(ValueError):
    """The text is not a note, or no signature on it counts."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Size and root hash (32 bytes) of the log named `origin`, with optional extension lines."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        lines = (self.origin, *self.extensions)
        if self.size < 0 or len(self.root) != _HASH or any(not x or "\n" in x or _CONTROL.search(x) for x in lines):
            raise BadNote("not a checkpoint")

    def body(self) -> str:
        """The text that is signed: origin, size and root on a line each."""
        lines = (self.origin, str(self.size), _base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def from_body(cls, body: str) -> Self:
        """Reverse of `body`. Raises BadNote on anything that `body` cannot have written."""
        lines = body.split("\n")
        if len(lines) < 4 or lines.pop() or not _NUMBER.fullmatch(lines[1]):  # noqa: PLR2004 -- three lines and an end
            raise BadNote("not a checkpoint")
        return cls(lines[0], int(lines[1]), _unbase64(lines[2]), tuple(lines[3:]))


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature that was checked: whose key (`vkey`) and, for a cosignature, when (seconds since 1970, or 0)."""

    vkey: str
    time: int


@dataclass(frozen=True, slots=True)
class Note:
    """A note whose every signature by a known key is right, of which there is at least one."""

    body: str
    signatures: tuple[Signature, ...]

    @property
    def signed_by(self) -> tuple[str, ...]:
        """The known keys that signed."""
        return tuple(signature.vkey for signature in self.signatures)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _unbase64(text: str) -> bytes:
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadNote("not base64") from None
    if _base64(data) != text:
        raise BadNote("not canonical base64")
    return data


def _key_id(name: str, kind: int, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + bytes((kind,)) + public).digest()[:_ID]


def vkey(name: str, public: bytes, *, kind: int = ED25519) -> str:
    """Verifier key in text form, as published: name, key id and key.

    `kind` is ED25519 for the log's own key and COSIGNATURE for those who countersign. Raises BadNote on a name with spaces
    or a plus sign, on another kind, and on a key that is not 32 bytes long.
    """
    if not _NAME.fullmatch(name) or kind not in (ED25519, COSIGNATURE) or len(public) != _KEY:
        raise BadNote("not a name and a key")
    return f"{name}+{_key_id(name, kind, public).hex()}+{_base64(bytes((kind,)) + public)}"


def _read_vkey(text: str) -> tuple[str, bytes, int, bytes]:
    """Name, key id, kind and key of a verifier key."""
    name, _, rest = text.partition("+")
    key_id, _, encoded = rest.partition("+")
    raw = _unbase64(encoded)
    if not raw or vkey(name, raw[1:], kind=raw[0]) != f"{name}+{key_id}+{encoded}":
        raise BadNote("not a verifier key")
    return name, bytes.fromhex(key_id), raw[0], raw[1:]


def _check_body(body: str) -> bytes:
    if not body.endswith("\n") or _CONTROL.search(body):
        raise BadNote("a note ends its last line and holds no control character")
    try:
        return body.encode()
    except UnicodeEncodeError:
        raise BadNote("not Unicode text") from None


def _cosigned(body: bytes, time: int) -> bytes:
    return b"cosignature/v1\ntime %d\n" % time + body


def _line(name: str, key_id: bytes, signature: bytes) -> str:
    return f"{_SIGNED_BY}{name} {_base64(key_id + signature)}\n"


def sign_note(body: str, name: str, signing_key: SigningKey) -> str:
    """The whole note: body, blank line, and one signature line. Raises BadNote on a body that cannot be signed."""
    raw = _check_body(body)
    key_id = _read_vkey(vkey(name, signing_key.public))[1]
    return f"{body}\n{_line(name, key_id, signing_key.sign(raw))}"


def cosign_line(body: str, name: str, signing_key: SigningKey, *, time: int) -> str:
    """A countersignature line to append to a note: "I saw this checkpoint at this time", in seconds since 1970."""
    raw = _check_body(body)
    if not 0 < time < 1 << 63:
        raise BadNote("not a time")
    key_id = _read_vkey(vkey(name, signing_key.public, kind=COSIGNATURE))[1]
    return _line(name, key_id, struct.pack(">Q", time) + signing_key.sign(_cosigned(raw, time)))


def _read_lines(text: str) -> tuple[str, list[tuple[str, bytes, bytes]]]:
    """Body, and (name, key id, signature) for each signature line."""
    above, separator, below = text.rpartition("\n\n")
    lines = below.split("\n")
    if not separator or lines.pop() or not 1 <= len(lines) <= _MOST_SIGNATURES:
        raise BadNote("not a signed note")
    found = []
    for line in lines:
        match = _LINE.fullmatch(line)
        raw = _unbase64(match[2]) if match else b""
        if match is None or len(raw) <= _ID:
            raise BadNote("not a signature line")
        found.append((match[1], raw[:_ID], raw[_ID:]))
    return above + "\n", found


def _check(kind: int, public: bytes, body: bytes, signature: bytes) -> int | None:
    """Time of a right signature (0 when it says none), or None."""
    if kind == ED25519:
        return 0 if verify(public, body, signature) else None
    if len(signature) != _TIME + _SIGNATURE:
        return None
    time = int(struct.unpack(">Q", signature[:_TIME])[0])
    return time if verify(public, _cosigned(body, time), signature[_TIME:]) else None


def open_note(text: str, vkeys: Sequence[str]) -> Note:
    """The note, once every signature that claims to be by a known key is right; unknown signers are passed over.

    Raises BadNote on a malformed note or key, on a wrong or repeated signature by a known key, and when none is known.
    """
    body, lines = _read_lines(text)
    raw = _check_body(body)
    known = {(name, key_id): (v, kind, key) for v in vkeys for name, key_id, kind, key in (_read_vkey(v),)}
    counted: dict[str, Signature] = {}
    for name, key_id, signature in lines:
        if (name, key_id) not in known:
            continue
        verifier, kind, public = known[name, key_id]
        time = _check(kind, public, raw, signature)
        if time is None or verifier in counted:
            raise BadNote("a signature is wrong")
        counted[verifier] = Signature(verifier, time)
    if not counted:
        raise BadNote("no known key signed this note")
    return Note(body, tuple(counted.values()))
