"""What documentation forgets when a person is erased: the name in the index; the sealed record is closed by its destroyed keys."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.documentation import indexing
from seereya.documentation.models import Person
from seereya.vault import indexing as sealed_index
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import VaultKind


def forget_name(by: Actor, subject: UUID) -> None:
    """Takes a person's names out of the index, folds it so that no entry holds them, and empties the row's sealed parts.

    The row itself stays, so that incidents still count a person under the open code. The actor holds the identities vault.
    """
    for keys in keyring_of(by).of_kind(VaultKind.IDENTITIES):
        sealed_index.append(by=by, vault=keys.vault, index=indexing.NAMES, changes=[indexing.names_change(subject.bytes, [])])
        transaction.on_commit(lambda vault=keys.vault.id: _fold(by, vault))  # type: ignore[misc]  # default of a lambda
    Person.objects.filter(id=subject, organisation_id=by.organisation_id).update(identity=b"", contact=b"", content=b"")


def _fold(by: Actor, vault: UUID) -> None:
    sealed_index.opened(by=by, vault_id=vault, index=indexing.NAMES)
    sealed_index.fold(vault, indexing.NAMES)
