"""Which case file a commitment is laid beside: tied by who may open the file, sealed to the vault that holds it."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.advocacy import keeping
from seereya.advocacy.content import CaseLinkContent
from seereya.advocacy.models import CaseLink, Commitment
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.evidence import targets
from seereya.foundation import seal
from seereya.vault import services as vaults
from seereya.vault.keyring import VaultKeys, keyring_of
from seereya.vault.models import Wrap
from seereya.vault.rules import Group, VaultKind

TABLE = "case_link"
_TAG_BYTES = 16


def _tag(private: bytes, case: UUID) -> bytes:
    return seal.derive(private, f"advocacy/case/{case}")[:_TAG_BYTES]


def case_tags(by: Actor, case: UUID) -> list[bytes]:
    """Every tag a file's links may carry; none for who holds no casework vault."""
    held = keyring_of(by).of_kind(VaultKind.CASEWORK)
    return [_tag(private, case) for keys in held for private in keys.privates.values()]


def _vault_of(by: Actor, case: UUID) -> VaultKeys:
    """The own organisation's vault that holds the file. Raises `Refused("no_such_case")`: a partner's file is the partner's to tie."""
    own = {
        keys.vault.id: keys
        for keys in keyring_of(by).of_kind(VaultKind.CASEWORK)
        if keys.vault.organisation_id == by.organisation_id
    }
    found = Wrap.objects.filter(record=case, vault__in=own).values_list("vault_id", flat=True).first()
    if found is None:
        raise Refused("no_such_case")
    return own[found]


@transaction.atomic
def link_case(*, by: Actor, case: str, commitment_id: UUID) -> CaseLink:
    """Lays a case file, by its reference, beside a commitment of the coalition; only a file the member can open.

    Raises `NotThere`, `Refused` (`no_such_case`, `case_linked_already`).
    """
    commitment = keeping.seen(Commitment, commitment_id)
    found = targets.find("case", by, case)
    if found is None:
        raise Refused("no_such_case")
    keys = _vault_of(by, found[0])
    if CaseLink.objects.filter(commitment=commitment, case_tag__in=case_tags(by, found[0])).exists():
        raise Refused("case_linked_already")
    tag = _tag(keys.privates[keys.newest], found[0])
    row, _sent = keeping.begin(CaseLink, by, None, commitment=commitment, case_tag=tag)
    made = vaults.make_record(by=by, record_id=row.id, into={keys.vault: None})
    row.content = keeping.sealed(made, TABLE, 1, CaseLinkContent(str(found[0])))
    row.save(force_insert=True)
    record(tag=Tag.CASE_LAID_BESIDE, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


@transaction.atomic
def unlink_case(*, by: Actor, link_id: UUID) -> CaseLink:
    """The file has nothing to do with it after all. Raises `NotThere`, also for who cannot open which file it is."""
    row = keeping.own(CaseLink, by, link_id)
    keeping.keys_of(by, row.id)
    record(tag=Tag.CASE_TAKEN_AWAY, actor=by.id, organisation=by.organisation_id, subject=row.id)
    CaseLink.objects.filter(id=row.id).delete()
    return row


def open_case_links(*, by: Actor, links: list[CaseLink]) -> dict[UUID, UUID]:
    """Which file each of these links names, for who may open it; one audit row."""
    keys = vaults.open_records(by=by, records=[one.id for one in links]) if links else {}
    return {
        one.id: UUID(CaseLinkContent.from_json(keys[one.id].open(TABLE, Group.CONTENT, 1, one.content)).case)
        for one in links
        if one.id in keys
    }
