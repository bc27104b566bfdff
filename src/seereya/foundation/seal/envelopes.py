"""Sealing to someone's public key: grants, deposits, keys for the worker.

HPKE (RFC 9180) with the hybrid of ML-KEM-768 and X25519: evidence of crimes that do not lapse must also resist whoever
stores ciphertexts today for a quantum computer of tomorrow. Both halves would have to fall.

Public key: suite (1) | ML-KEM-768 key (1184) | X25519 key (32). Private key: suite (1) | ML-KEM seed (64) | X25519 (32).
Envelope: suite (1) | version (1) | encapsulated key (1120) | ciphertext and tag.
"""

from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from .errors import Broken

HYBRID: Final = 0x11
VERSION: Final = 0x01

_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_HEAD = bytes((HYBRID, VERSION))
_INFO = b"seereya/1/envelope"
_SEED, _PUBLIC, _CURVE, _TAG = 64, 1184, 32, 16
_SHORTEST = len(_HEAD) + KEM.MLKEM768_X25519.enc_length() + _TAG


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A private key and its public key, both as bytes ready to store (the private one sealed)."""

    private: bytes = field(repr=False)
    public: bytes


def keypair() -> KeyPair:
    """A fresh hybrid key pair."""
    lattice, curve = MLKEM768PrivateKey.generate(), X25519PrivateKey.generate()
    public = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
    suite = bytes((HYBRID,))
    return KeyPair(suite + lattice.private_bytes_raw() + curve.private_bytes_raw(), suite + public)


def _public(raw: bytes) -> MLKEM768X25519PublicKey:
    if len(raw) != 1 + _PUBLIC + _CURVE or raw[0] != HYBRID:
        raise Broken
    split = 1 + _PUBLIC
    return MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(raw[1:split]), X25519PublicKey.from_public_bytes(raw[split:])
    )


def _private(raw: bytes) -> MLKEM768X25519PrivateKey:
    if len(raw) != 1 + _SEED + _CURVE or raw[0] != HYBRID:
        raise Broken
    split = 1 + _SEED
    return MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(raw[1:split]), X25519PrivateKey.from_private_bytes(raw[split:])
    )


def seal_to(public: bytes, data: bytes, ctx: bytes) -> bytes:
    """Seal `data` so that only the holder of the private key opens it, bound to `ctx`. 1138 bytes longer.

    Raises Broken when the public key is not one.
    """
    try:
        return _HEAD + _SUITE.encrypt(data, _public(public), info=_INFO + _HEAD + ctx)
    except ValueError:
        raise Broken from None


def open_with(private: bytes, blob: bytes, ctx: bytes) -> bytes:
    """Open what `seal_to` sealed. Raises Broken unless key, context and every byte are the right ones."""
    if blob[: len(_HEAD)] != _HEAD or len(blob) < _SHORTEST:
        raise Broken
    try:
        return _SUITE.decrypt(blob[len(_HEAD) :], _private(private), info=_INFO + _HEAD + ctx)
    except (InvalidTag, ValueError):
        raise Broken from None
