"""The words somebody gave for opening a record: sealed to a vault, readable by colleagues who hold it, not by the disk."""

from __future__ import annotations

from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.foundation import seal
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import Refused

_HEAD = 20  # vault (16 bytes) and version (4)


def seal_purpose(by: Actor, words: str) -> bytes:
    """Seals a purpose to the organisation's documentation vault where the member holds it, else to another vault held."""
    if not words:
        return b""
    vaults = keyring_of(by).of_kind("documentation") or keyring_of(by).all()
    if not vaults:
        raise Refused("purpose_needed")
    keys = vaults[0]
    blob = seal.box_padded(keys.indexing(keys.newest), words.encode(), seal.context("purpose", keys.vault.id, keys.newest))
    return keys.vault.id.bytes + keys.newest.to_bytes(4, "big") + blob


def read_purpose(by: Actor, sealed: bytes) -> str:
    """The words of a purpose, for colleagues who hold the vault it was sealed to; empty for others."""
    ring, vault_id = keyring_of(by), UUID(bytes=bytes(sealed[:16])) if len(sealed) > _HEAD else None
    if vault_id is None or vault_id not in ring:
        return ""
    version = int.from_bytes(sealed[16:_HEAD], "big")
    return seal.unbox_padded(
        ring[vault_id].indexing(version), bytes(sealed[_HEAD:]), seal.context("purpose", vault_id, version)
    ).decode()
