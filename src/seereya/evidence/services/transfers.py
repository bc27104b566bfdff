"""Handing custody over: offered by one side, accepted or refused by the other; open until then, and late after seven days."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member
from seereya.accounts.rules import MemberStatus
from seereya.evidence.content import OfferWords
from seereya.evidence.models import CustodyTransfer, EvidenceItem
from seereya.evidence.rules import Custody, ItemStatus, Refused, TransferState
from seereya.evidence.services.custody import Said, write_event
from seereya.evidence.services.storing import Held, NotThere, hold, read_content, tell_indexes
from seereya.foundation import clock, seal, walls
from seereya.foundation.identifiers import new_id
from seereya.vault.keyring import RecordKeys, keyring_of, record_keys, wrap_context
from seereya.vault.models import Vault, Wrap
from seereya.vault.rules import WHOLE, Form, VaultKind


@transaction.atomic
def offer_transfer(
    *, by: Actor, item_id: UUID, organisation_id: UUID | None = None, member_id: UUID | None = None, words: str = ""
) -> CustodyTransfer:
    """Offers the custody of an item to a partner organisation, or to a colleague; nothing is handed over before the answer.

    Raises `NotThere`, `Refused`: `already_offered`, `partner_has_no_vault`, `no_such_receiver`.
    """
    held = hold(by, item_id)
    if CustodyTransfer.objects.filter(item=held.row, state=TransferState.OFFERED).exists():
        raise Refused("already_offered")
    transfer = CustodyTransfer(
        id=new_id(),
        item=held.row,
        organisation_id=by.organisation_id,
        to_organisation_id=organisation_id or by.organisation_id,
        offered_by=by.id,
        offered_at=clock.now(),
    )
    vault = _receiving_vault(by, organisation_id) if organisation_id else None
    counterpart = _address(transfer, held, vault) if vault else _colleague(by, transfer, member_id)
    _say(transfer, held, vault or held.row.vault, words)
    transfer.save(force_insert=True)
    said = Said(words=words.strip(), counterpart=counterpart, transfer=str(transfer.id))
    _turn(by, held, Custody.OFFER, ItemStatus.OFFERED, said)
    return transfer


def _receiving_vault(by: Actor, organisation_id: UUID) -> Vault:
    vaults = Vault.objects.select_related("organisation").filter(
        organisation_id=organisation_id, kind=VaultKind.DOCUMENTATION, marked=False
    )
    vault = vaults.exclude(organisation_id=by.organisation_id).order_by("made_at").first()
    if vault is None:
        raise Refused("partner_has_no_vault")
    return vault


def _address(transfer: CustodyTransfer, held: Held, vault: Vault) -> str:
    """Seals the item's key to the partner's vault: the partner's answer, and nobody else's, turns it into a wrap."""
    transfer.to_vault, transfer.version = vault, vault.version
    ctx = wrap_context(held.row.id, vault.id, vault.version, WHOLE)
    transfer.wrapped = seal.seal_to(bytes(vault.public_key), held.keys.whole, ctx)
    return str(vault.organisation.name)


def _colleague(by: Actor, transfer: CustodyTransfer, member_id: UUID | None) -> str:
    colleagues = Member.objects.filter(organisation_id=by.organisation_id, status=MemberStatus.ACTIVE)
    found = colleagues.filter(id=member_id).first() if member_id else None
    if found is None or found.id == by.id:
        raise Refused("no_such_receiver")
    transfer.to_member = found.id
    return found.handle


def _say(transfer: CustodyTransfer, held: Held, vault: Vault, words: str) -> None:
    """What the receiver reads before answering, sealed to the receiver's vault."""
    content = held.content
    said = OfferWords(
        held.row.reference,
        content.title or content.file_name,
        held.row.kind,
        content.size,
        content.sha256,
        words.strip(),
    )
    transfer.version = vault.version
    transfer.content = seal.seal_to(bytes(vault.public_key), seal.pad(said.to_json()), offer_context(transfer.id))


def offer_context(transfer_id: UUID) -> bytes:
    """What the words of an offer are bound to."""
    return seal.context("evidence-offer", transfer_id)


def read_offer(by: Actor, transfer: CustodyTransfer, vault_id: UUID) -> OfferWords | None:
    """The words of an offer, for a member who holds the vault they were sealed to."""
    ring = keyring_of(by)
    private = ring[vault_id].privates.get(transfer.version) if vault_id in ring else None
    if private is None or not transfer.content:
        return None
    return OfferWords.from_json(seal.unpad(seal.open_with(private, bytes(transfer.content), offer_context(transfer.id))))


def _turn(by: Actor, held: Held, kind: Custody, status: ItemStatus, said: Said) -> None:
    """The event and the item's new state, in the row and in every index that lists it."""
    with walls.system("custody passes between organisations"):
        write_event(by=by, row=held.row, keys=held.keys, kind=kind, said=said)
        held.row.status, held.row.changed_at = status, clock.now()
        held.row.save(update_fields=["status", "changed_at"])
        tell_indexes(by, held.row, held.content)


def _to_answer(by: Actor, transfer_id: UUID) -> CustodyTransfer:
    """Locks a transfer that this member answers: of the member's organisation, or addressed to the member. Raises `NotThere`."""
    found = CustodyTransfer.objects.select_for_update(of=("self",)).filter(id=transfer_id, to_organisation=by.organisation_id)
    transfer = found.first()
    mine = transfer is not None and (
        transfer.to_member == by.id if transfer.to_vault_id is None else transfer.to_vault_id in keyring_of(by)
    )
    if transfer is None or not mine:
        raise NotThere
    if transfer.state != TransferState.OFFERED:
        raise Refused("already_answered")
    return transfer


def _offered(by: Actor, transfer: CustodyTransfer) -> tuple[Held, Wrap | None]:
    """The item of a transfer, opened with the key that was offered, and the wrap that acceptance would store."""
    wrap = None
    with walls.system("what is offered is read by its receiver"):
        row = (
            EvidenceItem.objects.select_for_update(of=("self",)).select_related("vault", "organisation").get(id=transfer.item_id)
        )
        if transfer.to_vault_id is None:
            keys = record_keys(keyring_of(by), [row.id]).get(row.id)
        else:
            wrap = Wrap(
                record=row.id,
                vault_id=transfer.to_vault_id,
                organisation_id=transfer.to_organisation_id,
                owner=row.organisation_id,
                version=transfer.version,
                scope=WHOLE,
                form=Form.DEPOSIT,
                blob=bytes(transfer.wrapped),
                made_at=clock.now(),
            )
            keys = RecordKeys(row.id, keyring_of(by).unwrap(wrap))
    if keys is None:
        raise NotThere
    return Held(row, keys, read_content(row, keys)), wrap


def _answer(by: Actor, transfer: CustodyTransfer, state: TransferState) -> None:
    transfer.state, transfer.answered_by, transfer.answered_at = state, by.id, clock.now()
    transfer.wrapped = b""
    transfer.save(update_fields=["state", "answered_by", "answered_at", "wrapped"])


@transaction.atomic
def accept_transfer(*, by: Actor, transfer_id: UUID, words: str = "") -> EvidenceItem:
    """Takes custody: the partner's vault opens the item from now on. Both journals of the log say so.

    Raises `NotThere`, `Refused("already_answered")`.
    """
    transfer = _to_answer(by, transfer_id)
    held, wrap = _offered(by, transfer)
    if wrap is not None:
        with walls.system("the item's key enters the receiver's vault"):
            Wrap.objects.filter(record=wrap.record, vault=wrap.vault_id, scope=WHOLE).delete()
            wrap.save(force_insert=True)
    _answer(by, transfer, TransferState.ACCEPTED)
    said = Said(words=words.strip(), counterpart=by.member.organisation.name, transfer=str(transfer.id))
    _turn(by, held, Custody.ACCEPT, ItemStatus.HANDED_OVER if wrap else ItemStatus.KEPT, said)
    return held.row


@transaction.atomic
def refuse_transfer(*, by: Actor, transfer_id: UUID, words: str) -> EvidenceItem:
    """Refuses custody, with a reason that the giver reads in the journal. Raises `Refused("reason_needed_to_refuse")`."""
    if not words.strip():
        raise Refused("reason_needed_to_refuse")
    transfer = _to_answer(by, transfer_id)
    held, _wrap = _offered(by, transfer)
    _answer(by, transfer, TransferState.REFUSED)
    said = Said(words=words.strip(), counterpart=by.member.organisation.name, transfer=str(transfer.id))
    _turn(by, held, Custody.REFUSE, ItemStatus.KEPT, said)
    return held.row


@transaction.atomic
def withdraw_transfer(*, by: Actor, transfer_id: UUID) -> EvidenceItem:
    """Takes an unanswered offer back. Raises `NotThere`, `Refused("already_answered")`."""
    transfer = (
        CustodyTransfer.objects.select_for_update(of=("self",)).filter(id=transfer_id, organisation=by.organisation_id).first()
    )
    if transfer is None:
        raise NotThere
    held = hold(by, transfer.item_id)
    if transfer.state != TransferState.OFFERED:
        raise Refused("already_answered")
    _answer(by, transfer, TransferState.WITHDRAWN)
    _turn(by, held, Custody.WITHDRAW, ItemStatus.KEPT, Said(transfer=str(transfer.id)))
    return held.row
