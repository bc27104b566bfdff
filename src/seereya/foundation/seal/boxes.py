"""Symmetric sealing of small things: fields, groups of fields, wrapped keys.

Box: suite (1) | version (1) | key commitment (16) | nonce (12) | ciphertext and tag. Suite, version and the caller's
context are bound as associated data. The commitment makes it impossible to craft one box that opens to different
contents under two keys. One key seals at most 2**32 boxes (random 96-bit nonces).
"""

import hmac
import os
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305

from .errors import Broken
from .primitives import KEY_SIZE, derive

AES_256_GCM: Final = 0x01
CHACHA20_POLY1305: Final = 0x02
VERSION: Final = 0x01

_CIPHERS: Final[dict[int, tuple[type[AESGCM] | type[ChaCha20Poly1305], str]]] = {
    AES_256_GCM: (AESGCM, "box/aes-256-gcm"),
    CHACHA20_POLY1305: (ChaCha20Poly1305, "box/chacha20-poly1305"),
}
_HEAD, _COMMITMENT, _NONCE, _TAG = 2, 16, 12, 16
_OVERHEAD = _HEAD + _COMMITMENT + _NONCE + _TAG
_FLOOR = 32
_MARK = b"\x80"


def _cipher(key: bytes, suite: int) -> tuple[AESGCM | ChaCha20Poly1305, bytes]:
    """The cipher under a key of its own for this suite, and the commitment to that key."""
    make, label = _CIPHERS[suite]
    material = derive(key, label, KEY_SIZE + _COMMITMENT)
    return make(material[:KEY_SIZE]), material[KEY_SIZE:]


def box(key: bytes, data: bytes, ctx: bytes, *, suite: int = AES_256_GCM) -> bytes:
    """Seal `data` under a 32-byte key, bound to `ctx` (see `context`). 46 bytes longer than the data.

    Raises ValueError when the key is not 32 bytes long or the suite unknown.
    """
    if len(key) != KEY_SIZE or suite not in _CIPHERS:
        raise ValueError("a box needs a key of 32 bytes and a known suite")
    cipher, commitment = _cipher(key, suite)
    head, nonce = bytes((suite, VERSION)), os.urandom(_NONCE)
    return head + commitment + nonce + cipher.encrypt(nonce, data, head + ctx)


def unbox(key: bytes, blob: bytes, ctx: bytes) -> bytes:
    """Open what `box` sealed. Raises Broken unless key, context and every byte are the right ones."""
    if len(key) != KEY_SIZE or len(blob) < _OVERHEAD or blob[0] not in _CIPHERS or blob[1] != VERSION:
        raise Broken
    cipher, commitment = _cipher(key, blob[0])
    body = _HEAD + _COMMITMENT
    if not hmac.compare_digest(blob[_HEAD:body], commitment):
        raise Broken
    try:
        return cipher.decrypt(blob[body : body + _NONCE], blob[body + _NONCE :], blob[:_HEAD] + ctx)
    except InvalidTag:
        raise Broken from None


def _padded_size(size: int) -> int:
    """PADME (Nikitin and others, 2019): at most 12 % longer, and the length tells O(log log n) bits."""
    if size <= _FLOOR:
        return _FLOOR
    exponent = size.bit_length() - 1
    low = exponent - exponent.bit_length()
    return (size + (1 << low) - 1) >> low << low


def pad(data: bytes) -> bytes:
    """`data` with a mark and zeros up to a PADME length, at least 32 bytes."""
    marked = data + _MARK
    return marked.ljust(_padded_size(len(marked)), b"\x00")


def unpad(padded: bytes) -> bytes:
    """What `pad` was given. Raises Broken on bytes that `pad` cannot have made."""
    marked = padded.rstrip(b"\x00")
    if marked[-1:] != _MARK or len(padded) != _padded_size(len(marked)):
        raise Broken
    return marked[:-1]


def box_padded(key: bytes, data: bytes, ctx: bytes) -> bytes:
    """`box` of the padded data: for anything whose length could betray it (names, yes or no, places)."""
    return box(key, pad(data), ctx)


def unbox_padded(key: bytes, blob: bytes, ctx: bytes) -> bytes:
    """Open what `box_padded` sealed. Raises Broken like `unbox`."""
    return unpad(unbox(key, blob, ctx))
