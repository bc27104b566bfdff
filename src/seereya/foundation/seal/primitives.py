"""Keys, derived keys and bound context: what every sealed format is made of."""

import os
import struct
import uuid

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

KEY_SIZE = 32
_LABEL = b"seereya/1/"


def new_key() -> bytes:
    """A fresh symmetric key: 32 bytes from the operating system."""
    return os.urandom(KEY_SIZE)


def context(*parts: str | bytes | int | uuid.UUID) -> bytes:
    """Associated data that says where a ciphertext belongs (table, record, group, version...).

    Each part stands with its kind (text or bytes) and its length, so that no two lists of parts give the same bytes.
    An id and its text form are the same part, as are a number and its decimals.
    """
    written = bytearray()
    for part in parts:
        if isinstance(part, bytes):
            kind, raw = b"b", part
        else:
            kind, raw = b"t", str(part).encode()
        written += kind + struct.pack(">I", len(raw)) + raw
    return bytes(written)


def derive(key: bytes, label: str, length: int = 32) -> bytes:
    """A key for one use out of another key (HKDF-Expand with SHA-256, RFC 5869), 1 to 8160 bytes long."""
    return HKDFExpand(hashes.SHA256(), length, _LABEL + label.encode()).derive(key)


def derive_salted(key: bytes, salt: bytes, label: bytes, length: int) -> bytes:
    """Full HKDF (extract, then expand) where a public random salt makes the derived key unique."""
    return HKDF(hashes.SHA256(), length, salt, _LABEL + label).derive(key)
