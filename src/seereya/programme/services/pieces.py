"""The checklist of an expense: a piece is there, replaced or not asked; its scan is kept as an item of the evidence room."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.evidence import services as evidence
from seereya.evidence.content import ItemContent
from seereya.evidence.services import OpenedFile
from seereya.foundation import clock, walls
from seereya.programme.models import ExpensePiece
from seereya.programme.queries.grants import NotThere
from seereya.programme.rules_expenses import CERTIFICATE, Kind, Piece
from seereya.programme.services.expenses import keys_of, own_expense, read_content, store_content
from seereya.programme.services.finance_vault import coordinators_vault, finance_vault
from seereya.programme.services.judging import judge
from seereya.reference import terms
from seereya.vault import services as vaults
from seereya.vault.rules import VaultKind
from seereya.vault.uploads import SealedFile


@dataclass(frozen=True)
class PieceSaid:
    """What somebody says about a piece: where it stands, in which binder, and why it is replaced or not asked."""

    kind: str
    state: str
    binder: str = ""
    why: str = ""
    scan: SealedFile | None = None


def set_piece(*, by: Actor, expense_id: UUID, said: PieceSaid) -> ExpensePiece:
    """Notes a piece, with its scan where there is one. Raises `NotThere`, `Refused`.

    A receipt of help to a victim is never scanned: it carries a thumb or a name. Its paper stays in the sealed binder.
    """
    with transaction.atomic():
        row = own_expense(by, expense_id)
        _check(row.kind, said)
        item = _keep_scan(by, said) if said.scan else None
        if item and (theirs := coordinators_vault(by, row.grant)) is not None:
            with walls.system("a share is written in both organisations' logs"):
                vaults.share_record(by=by, record_id=item, with_vault=theirs.id, groups=None)
        keys = keys_of(by, row)
        content = read_content(row, keys)
        content.pieces = {code: why for code, why in content.pieces.items() if code != said.kind}
        if said.why.strip():
            content.pieces[said.kind] = said.why.strip()
        store_content(row, keys, content)
        row.save()
        piece, _made = ExpensePiece.objects.update_or_create(
            expense=row,
            kind=said.kind,
            defaults={
                "organisation_id": row.organisation_id,
                "state": said.state,
                "binder": said.binder.strip()[:40],
                "changed_by": by.member,
                "changed_at": clock.now(),
            }
            | ({"item": item} if item else {}),
        )
        judge(row)
        record(tag=Tag.PIECE_NOTED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"state": said.state})
    return piece


def _check(kind: str, said: PieceSaid) -> None:
    if said.kind not in terms.vocabulary("expense_evidence"):
        raise Refused("no_such_piece")
    if said.state not in set(Piece):
        raise Refused("piece_state_needed")
    if said.state in {Piece.REPLACED, Piece.NOT_ASKED} and not said.why.strip():
        raise Refused("piece_reason_needed")
    if said.scan is not None and kind == Kind.SUPPORT and said.kind != CERTIFICATE:
        raise Refused("no_scan_of_support")


def _keep_scan(by: Actor, said: PieceSaid) -> UUID:
    assert said.scan is not None
    finance_vault(by)
    item = evidence.receive_item(by=by, file=said.scan, content=ItemContent(title=said.kind), kind=VaultKind.FINANCE)
    return item.id


def open_scan(*, by: Actor, piece_id: UUID, purpose: str) -> OpenedFile:
    """The scan of a piece, for a purpose; log and custody journal are committed first. Raises `NotThere`, `Refused`."""
    piece = ExpensePiece.objects.select_related("expense__grant").filter(id=piece_id).exclude(item=None).first()
    if piece is None or by.organisation_id not in {piece.organisation_id, piece.expense.grant.organisation_id}:
        raise NotThere
    assert piece.item is not None
    return evidence.open_item(by=by, item_id=piece.item, purpose=purpose, export=True)
