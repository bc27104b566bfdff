"""A vault's private keys as bytes, for a job's key: sealed by the jobs room to one worker's memory, for an hour."""

from __future__ import annotations

import json

from seereya.foundation.seal import Broken
from seereya.vault.keyring import VaultKeys
from seereya.vault.models import Vault


def pack(keys: VaultKeys) -> bytes:
    """The keys of every version."""
    return json.dumps({str(version): private.hex() for version, private in keys.privates.items()}).encode()


def unpack(vault: Vault, packed: bytes) -> VaultKeys:
    """Reverse of `pack`. Raises `Broken` on anything else."""
    try:
        return VaultKeys(vault, {int(version): bytes.fromhex(private) for version, private in json.loads(packed).items()})
    except (ValueError, AttributeError, TypeError):
        raise Broken from None
