"""How this room's records are tied to a subject without a link in clear, and which vaults hold them.

A row carries a tag derived from a key of the vault and the subject's id: whoever holds the vault finds a person's rows by computing
it; whoever holds the disk sees neither the person nor, once the vault's key has changed, that two rows are of the same one.
"""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from seereya.accounts.actor import Actor
from seereya.foundation import seal
from seereya.protection.rules import Refused
from seereya.vault.keyring import RecordKeys, VaultKeys, keyring_of, record_keys
from seereya.vault.models import Vault, Wrap
from seereya.vault.rules import VaultKind

_TAG_BYTES = 16


class NotThere(Http404):
    """There is no such record, or it is not yours: the answer is the same."""


def home_vault(organisation_id: UUID) -> Vault:
    """The documentation vault where an organisation's protection records live. Raises `Refused("no_documentation_vault")`."""
    found = Vault.objects.filter(organisation_id=organisation_id, kind=VaultKind.DOCUMENTATION).order_by("marked", "made_at")
    vault = found.first()
    if vault is None:
        raise Refused("no_documentation_vault")
    return vault


def identities_vault(organisation_id: UUID) -> Vault:
    """The vault of names and contacts. Raises `Refused("no_identities_vault")`."""
    vault = Vault.objects.filter(organisation_id=organisation_id, kind=VaultKind.IDENTITIES).order_by("made_at").first()
    if vault is None:
        raise Refused("no_identities_vault")
    return vault


def _held(by: Actor) -> VaultKeys | None:
    own = [keys for keys in keyring_of(by).of_kind(VaultKind.DOCUMENTATION) if keys.vault.organisation_id == by.organisation_id]
    return min(own, key=lambda keys: (keys.vault.marked, keys.vault.made_at), default=None)


def _tag(private: bytes, subject: UUID) -> bytes:
    return seal.derive(private, f"protection/subject/{subject}")[:_TAG_BYTES]


def new_tag(by: Actor, subject: UUID) -> bytes:
    """The tag of a subject for a new row. Raises `NotThere` for who does not hold the vault."""
    keys = _held(by)
    if keys is None:
        raise NotThere
    return _tag(keys.privates[keys.newest], subject)


def tags_of(by: Actor, subject: UUID) -> list[bytes]:
    """Every tag a subject's rows may carry: one for each key the vault has had. None for who does not hold it."""
    keys = _held(by)
    return [_tag(private, subject) for private in keys.privates.values()] if keys else []


def check_subject(by: Actor, subject: UUID) -> RecordKeys:
    """The keys of a subject of one's own organisation. Raises `NotThere`."""
    keys = record_keys(keyring_of(by), [subject]).get(subject)
    if keys is None or not Wrap.objects.filter(record=subject, owner=by.organisation_id).exists():
        raise NotThere
    return keys
