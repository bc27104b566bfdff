"""The vault of education: found, made when first needed, and its records opened for a change."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import Http404

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.education.models import Session
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind

SESSION, PLACE, TALKS, TALK = "education_session", "education_place", "education_talks", "education_talk"
MEASURE, MULTIPLIER = "education_measure", "education_multiplier"


class NotThere(Http404):
    """There is no such record, or it is not yours: the answer is the same."""


def vault_of(organisation_id: UUID) -> Vault | None:
    """The education vault of an organisation, where it was made."""
    return Vault.objects.filter(organisation_id=organisation_id, kind=VaultKind.EDUCATION).order_by("made_at").first()


def holds_vault(by: Actor) -> bool:
    """Whether the actor holds the key of the own organisation's education vault."""
    return any(keys.vault.organisation_id == by.organisation_id for keys in keyring_of(by).of_kind(VaultKind.EDUCATION))


def held_vault(by: Actor) -> Vault:
    """The vault to write into. Raises `Refused` (`no_education_vault`, `education_vault_not_held`)."""
    vault = vault_of(by.organisation_id)
    if vault is None:
        raise Refused("no_education_vault")
    if not holds_vault(by):
        raise Refused("education_vault_not_held")
    return vault


@transaction.atomic
def begin_vault(*, by: Actor) -> Vault:
    """Makes the organisation's education vault, empty, held by who asks. Raises `Refused("education_vault_there")`."""
    type(by.member.organisation).objects.select_for_update().get(id=by.organisation_id)
    if vault_of(by.organisation_id) is not None:
        raise Refused("education_vault_there")
    vault = vaults.make_vault(
        organisation=by.member.organisation, kind=VaultKind.EDUCATION, members=[by.member], by=by.id, approved_by=None
    )
    by.keyring = None
    return vault


def held_session(by: Actor, session_id: UUID) -> tuple[Session, RecordKeys]:
    """A session of one's own organisation, locked for a change, with its keys. Raises `NotThere`."""
    keys = record_keys(keyring_of(by), [session_id]).get(session_id)
    row = Session.objects.select_for_update().filter(id=session_id, organisation_id=by.organisation_id).first()
    if keys is None or row is None:
        raise NotThere
    return row, keys
