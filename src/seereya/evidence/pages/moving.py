"""Receipts, offers of custody and the custody extract, as templates need them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.accounts.queries import active
from seereya.evidence import indexing, permissions, services, targets, wording
from seereya.evidence.models import CustodyTransfer
from seereya.evidence.pages import item as item_pages
from seereya.evidence.pages import journal
from seereya.evidence.pages.listing import row_of
from seereya.evidence.queries.lists import items_linked_to
from seereya.evidence.queries.log import reception
from seereya.evidence.queries.waiting import open_transfers
from seereya.evidence.rules import TransferState
from seereya.evidence.services import NotThere
from seereya.foundation import clock
from seereya.foundation.desks import Work
from seereya.vault.keyring import keyring_of
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind

Row = dict[str, Any]


def receipt_page(by: Actor, item_id: UUID) -> Row:
    """The receipt for whoever deposited an item. Raises `NotThere`."""
    row, said = services.read_receipt(by=by, item_id=item_id)
    entry, position, commitment = reception(item_id)
    return {
        "item": row,
        "receipt": said,
        "received_at": datetime.fromisoformat(said.at),
        "entry": entry,
        "position": position,
        "commitment": commitment,
        "reads": row.vault_id in keyring_of(by),
    }


def extract_page(by: Actor, item_id: UUID) -> Row:
    """The custody extract for paper; that it was printed is on the record first. Raises `NotThere`."""
    opened = services.open_to_print(by=by, item_id=item_id)
    lines, missing = journal.lines(by, opened)
    return {
        "item": opened.row,
        "content": opened.content,
        "title": opened.content.title or opened.content.file_name,
        "facts": item_pages.facts(opened.content),
        "file_facts": item_pages.file_facts(opened.row, opened.content),
        "findings": [item_pages.finding(opened.content, one) for one in opened.content.findings],
        "links": item_pages.links(by, opened.content),
        "journal": lines,
        "gaps": missing,
        "printed_at": clock.now(),
        "printed_by": by.member.handle,
    }


def receivers(by: Actor) -> list[Any]:
    """Who custody can be offered to: partners that have a vault, and colleagues; one query each."""
    partners = (
        Vault.objects.filter(kind=VaultKind.DOCUMENTATION, marked=False)
        .exclude(organisation_id=by.organisation_id)
        .select_related("organisation")
        .order_by("organisation__code")
    )
    organisations = {f"o:{one.organisation_id}": one.organisation.name for one in partners}
    colleagues = [(f"m:{one.id}", one.handle) for one in active(by.organisation_id) if one.id != by.id]
    return [(_("Partner organisations"), list(organisations.items())), (_("Colleagues"), colleagues)]


def offer_page(by: Actor, transfer_id: UUID) -> Row:
    """What an offer says to whoever answers it. Raises `NotThere`."""
    transfer = (
        CustodyTransfer.objects.select_related("organisation", "to_vault")
        .filter(id=transfer_id, to_organisation=by.organisation_id, state=TransferState.OFFERED)
        .first()
    )
    if transfer is None or (transfer.to_vault_id is None and transfer.to_member != by.id):
        raise NotThere
    vaults = (
        [transfer.to_vault_id] if transfer.to_vault_id else [one.vault.id for one in keyring_of(by).of_kind(*indexing.VAULTS)]
    )
    said = next((words for one in vaults if (words := services.read_offer(by, transfer, one))), None)
    if said is None:
        raise NotThere
    return {"transfer": transfer, "said": said, "kind": wording.label(wording.KINDS, said.kind) if said.kind else ""}


def preset(by: Actor, kind: str, target: UUID | None) -> Row | None:
    """The record that a new item is linked to from the start, where the member can open it."""
    if not kind or target is None:
        return None
    named = targets.name(by, [(kind, target)]).get(target)
    return {"kind": kind, "target": target, "words": named.words, "url": named.url} if named else None


def preset_values(linked: Row) -> Row:
    """The form's first values under a record: what a lawyer adds to a case file stays with counsel unless she says otherwise."""
    kept = {"kept": VaultKind.CASEWORK.value} if linked["kind"] == "case" else {}
    return {"link_kind": linked["kind"], "link_target": linked["target"]} | kept


def writes_only(by: Actor) -> bool:
    """Whether the member deposits without being able to read back."""
    return not keyring_of(by).of_kind(VaultKind.DOCUMENTATION)


def vault_choices(by: Actor) -> list[tuple[str, Any]]:
    """The vaults an item can go to: documentation, and casework for who holds it."""
    found: list[tuple[str, Any]] = [(VaultKind.DOCUMENTATION.value, _("With the documentation of the organisation"))]
    if keyring_of(by).of_kind(VaultKind.CASEWORK):
        found.append((VaultKind.CASEWORK.value, _("With counsel: opened by counsel and paralegals only")))
    return found


def waiting(by: Actor) -> list[Work]:
    """Transfers on the home page: to answer, and unanswered for too long on both sides."""
    found = []
    for one in open_transfers(by=by, custodian=by.holds(*permissions.CUSTODIANS)):
        since = _("offered %(days)s days ago") % {"days": one.days}
        if one.mine_to_answer:
            label = _("%(who)s offers you custody of an item of evidence") % {"who": one.transfer.organisation.code}
            url = reverse("evidence:transfer", args=[one.transfer.id])
            badge = _("late") if one.late else _("to accept or refuse")
            found.append(Work(label, url, "late" if one.late else "waits", badge, since))
        elif one.late and one.transfer.organisation_id == by.organisation_id:
            who = one.transfer.to_organisation.code if one.transfer.to_vault_id else _("a colleague")
            label = _("Custody offered to %(who)s is not answered") % {"who": who}
            found.append(Work(label, reverse("evidence:item", args=[one.transfer.item_id]), "late", _("late"), since))
    return found


def record_panel(kind: str, by: Actor, subject: UUID) -> Row | None:
    """Evidence on the page of a record of this kind: what belongs to it, where more is added. From the index: nothing is opened."""
    if not by.holds(*permissions.READERS) or not keyring_of(by).of_kind(*indexing.VAULTS):
        return None
    rows = []
    for one in items_linked_to(by=by, target=str(subject)):
        places = [locator for _kind, target, locator in one.card["links"] if target == str(subject) and locator]
        rows.append({**row_of(one), "locator": " · ".join(places)})
    add = f"{reverse('evidence:item-new')}?kind={kind}&target={subject}" if by.holds(*permissions.DEPOSITORS) else ""
    return {"items": rows, "add_url": add}
