"""Exports under two persons: sealed under a key in two halves, so that neither who asks nor who approves can open it alone.

K = s1 xor s2. s1 is sealed to the requester, s2 to each colleague who may approve; the approver who agrees seals s2 on to the
requester, for that export. K itself is kept nowhere: it exists in memory while the export is packed, and while it is fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member
from seereya.accounts.rules import MemberStatus
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock, seal, walls
from seereya.foundation.seal import Broken
from seereya.vault import permissions_exits as permissions
from seereya.vault import rules_exits as rules
from seereya.vault.basis import ExportContent
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.models import Export, ExportChunk, ExportHalf, Grant, Vault
from seereya.vault.rules import Group, Refused, VaultKind
from seereya.vault.rules_exits import ExitKind, ExportState, Leaving
from seereya.vault.services.consents import NotThere
from seereya.vault.services.exits import let_out, note_digest
from seereya.vault.services.records import make_record

OWN, APPROVER, GIVEN = "own", "approver", "given"
_TABLE = "export"
_PIECE = 1 << 20


class Target(Protocol):
    """Where an export's clear bytes are written: they are sealed before they go anywhere."""

    def write(self, data: bytes, /) -> object: ...


@dataclass(frozen=True)
class Packed:
    """An export opened: its row and what is sealed about it."""

    row: Export
    content: ExportContent


class _Pieces:
    """Takes sealed bytes and stores them in rows of one mebibyte."""

    def __init__(self, export: Export) -> None:
        self._export, self._number, self._waiting = export, 0, bytearray()

    def write(self, data: bytes, /) -> int:
        self._waiting += data
        while len(self._waiting) >= _PIECE:
            self._store(_PIECE)
        return len(data)

    def close(self) -> None:
        if self._waiting:
            self._store(len(self._waiting))

    def _store(self, size: int) -> None:
        ExportChunk.objects.create(
            export=self._export,
            organisation_id=self._export.organisation_id,
            number=self._number,
            blob=bytes(self._waiting[:size]),
        )
        self._number += 1
        del self._waiting[:size]


class _Read:
    """Reads the sealed bytes back, one row at a time; each statement stands behind the organisation's wall."""

    def __init__(self, export: Export) -> None:
        self._export, self._number, self._held = export, 0, b""

    def read(self, size: int = -1, /) -> bytes:
        if not self._held:
            with walls.within(self._export.organisation_id):
                row = ExportChunk.objects.filter(export=self._export, number=self._number).first()
            if row is None:
                return b""
            self._held, self._number = bytes(row.blob), self._number + 1
        size = len(self._held) if size < 0 else size
        taken, self._held = self._held[:size], self._held[size:]
        return taken


def _half(export: UUID, member: UUID, part: str) -> bytes:
    return seal.context("export-half", export, member, part)


def _stream(export: UUID) -> bytes:
    return seal.context("export", export)


def _vault(by: Actor) -> Vault:
    vault = (
        Vault.objects.filter(organisation_id=by.organisation_id, kind=VaultKind.DOCUMENTATION)
        .order_by("marked", "made_at")
        .first()
    )
    if vault is None:
        raise Refused("no_ledger_vault")
    return vault


def approvers(by: Actor) -> list[Member]:
    """Colleagues who could give the second half: their role decides, and they hold the documentation vault."""
    holders = Grant.objects.filter(vault=_vault(by), revoked_at=None).values("member")
    found = Member.objects.filter(
        id__in=holders, organisation_id=by.organisation_id, status=MemberStatus.ACTIVE, roles_held__role__in=permissions.SECOND
    )
    return list(found.exclude(id=by.id).distinct().order_by("handle"))


def ask_export(*, by: Actor, content: ExportContent, pack: Callable[[Target], object]) -> Export:
    """Packs records into an export that waits for a second person. `pack` writes the clear bytes, which are sealed as they come.

    Raises `Refused("no_approver")` where no colleague could ever approve it; nothing is kept then.
    """
    with transaction.atomic():
        second = approvers(by)
        if not second:
            raise Refused("no_approver")
        now = clock.now()
        row = Export(
            organisation_id=by.organisation_id, asked_by=by.member, asked_at=now, expires_at=now + rules.EXPORT_LIFE, content=b""
        )
        keys = make_record(by=by, record_id=row.id, into={_vault(by): None})
        row.save(force_insert=True)
        key = seal.new_key()
        pieces = _Pieces(row)
        sealer = seal.StreamSealer(pieces, key, _stream(row.id))
        pack(sealer)
        digest = sealer.finish()
        pieces.close()
        content.sha256, content.size = digest.sha256.hex(), digest.size
        row.size, row.content = sealer.sealed.size, keys.seal(_TABLE, Group.CONTENT, 1, content.to_json())
        row.save(update_fields=["size", "content"])
        _keep_halves(by, row, key, second)
        facts: dict[str, object] = {"records": len(content.references), "persons": len(content.named)}
        record(tag=Tag.EXPORT_ASKED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts=facts)
    return row


def _keep_halves(by: Actor, row: Export, key: bytes, second: list[Member]) -> None:
    s1, s2 = seal.split_in_two(key)
    wanted = [(by.member, OWN, s1), *((member, APPROVER, s2) for member in second)]
    ExportHalf.objects.bulk_create(
        [
            ExportHalf(
                export=row,
                organisation_id=row.organisation_id,
                member=member,
                part=part,
                blob=seal.seal_to(bytes(member.public_key), half, _half(row.id, member.id, part)),
            )
            for member, part, half in wanted
        ]
    )


def _deciding(by: Actor, export_id: UUID) -> tuple[Export, ExportHalf]:
    row = Export.objects.select_for_update(of=("self",)).select_related("asked_by").filter(
        id=export_id, organisation_id=by.organisation_id
    ).first()  # fmt: skip
    if row is None:
        raise NotThere
    if row.asked_by_id == by.id:
        raise Refused("second_person_needed")
    rules.check_export(state=ExportState(row.state), expires_at=row.expires_at, now=clock.now(), wanted=ExportState.ASKED)
    half = ExportHalf.objects.filter(export=row, member=by.member, part=APPROVER).first()
    if half is None:
        raise NotThere
    return row, half


@transaction.atomic
def approve_export(*, by: Actor, export_id: UUID) -> Export:
    """A second person gives the other half on to the requester. Raises `NotThere`, `Refused` (`second_person_needed`, …)."""
    row, half = _deciding(by, export_id)
    s2 = seal.open_with(by.private_key, bytes(half.blob), _half(row.id, by.id, APPROVER))
    given = seal.seal_to(bytes(row.asked_by.public_key), s2, _half(row.id, row.asked_by_id, GIVEN))
    ExportHalf.objects.filter(export=row, part=APPROVER).delete()
    ExportHalf.objects.create(export=row, organisation_id=row.organisation_id, member=row.asked_by, part=GIVEN, blob=given)
    return _decided(by, row, ExportState.APPROVED, Tag.EXPORT_APPROVED)


@transaction.atomic
def refuse_export(*, by: Actor, export_id: UUID, reason: str) -> Export:
    """A second person says no, with the reason; bytes and halves are deleted. Raises like `approve_export`, and `reason_needed`."""
    row, _ = _deciding(by, export_id)
    keys = record_keys(keyring_of(by), [row.id]).get(row.id)
    if keys is None:
        raise NotThere
    if not reason.strip():
        raise Refused("reason_needed")
    content = ExportContent.from_json(keys.open(_TABLE, Group.CONTENT, 1, row.content))
    content.refused = reason.strip()
    row.content = keys.seal(_TABLE, Group.CONTENT, 1, content.to_json())
    _empty(row)
    return _decided(by, row, ExportState.REFUSED, Tag.EXPORT_REFUSED)


def _decided(by: Actor, row: Export, state: ExportState, tag: Tag) -> Export:
    row.state, row.decided_by, row.decided_at = state, by.member, clock.now()
    row.save(update_fields=["state", "decided_by", "decided_at", "content"])
    record(tag=tag, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


def _empty(row: Export) -> None:
    ExportChunk.objects.filter(export=row).delete()
    ExportHalf.objects.filter(export=row).delete()


def fetch_export(*, by: Actor, export_id: UUID) -> tuple[Packed, Iterator[bytes]]:
    """The clear bytes, once, for the requester alone, after every person in it was judged anew and the ledger written.

    Raises `NotThere` for anybody else, `Refused` (`export_not_there`, `export_expired`, `no_basis`).
    """
    packed = _mine(by, export_id)
    key = _key(by, packed.row)
    if not Export.objects.filter(id=export_id, state=ExportState.APPROVED).update(state=ExportState.FETCHED):
        raise Refused("export_not_there")
    content = packed.content
    try:
        gone = let_out(by=by, leaving=leaving_of(content))
    except Refused:
        Export.objects.filter(id=export_id).update(state=ExportState.APPROVED)
        raise
    note_digest(by=by, disclosure_id=gone.id, sha256=bytes.fromhex(content.sha256), size=content.size)
    with transaction.atomic():
        Export.objects.filter(id=export_id).update(disclosure=gone)
        ExportHalf.objects.filter(export=packed.row).delete()
        record(tag=Tag.EXPORT_FETCHED, actor=by.id, organisation=by.organisation_id, subject=export_id)
    return packed, seal.iter_stream(_Read(packed.row), key, _stream(export_id))


def leaving_of(content: ExportContent) -> Leaving:
    """What an export says it is, as the gate reads it: the persons named in it, or by code."""
    return Leaving(
        kind=ExitKind.RECORD_EXPORT,
        scope=content.scope,
        recipient=content.recipient,
        level=content.level,
        subjects=tuple(UUID(one) for one in (content.named if rules.names(content.level) else content.subjects)),
        purpose=content.purpose,
    )


def _mine(by: Actor, export_id: UUID) -> Packed:
    row = Export.objects.filter(id=export_id, organisation_id=by.organisation_id, asked_by=by.member).first()
    keys = record_keys(keyring_of(by), [export_id]).get(export_id)
    if row is None or keys is None:
        raise NotThere
    rules.check_export(state=ExportState(row.state), expires_at=row.expires_at, now=clock.now(), wanted=ExportState.APPROVED)
    return Packed(row, ExportContent.from_json(keys.open(_TABLE, Group.CONTENT, 1, row.content)))


def _key(by: Actor, row: Export) -> bytes:
    halves = {one.part: bytes(one.blob) for one in ExportHalf.objects.filter(export=row, member=by.member)}
    if not {OWN, GIVEN} <= set(halves):
        raise Refused("export_not_there")
    try:
        s1, s2 = (seal.open_with(by.private_key, halves[part], _half(row.id, by.id, part)) for part in (OWN, GIVEN))
    except Broken:
        raise Refused("export_not_there") from None
    return seal.join_two(s1, s2)


def exports_of(*, by: Actor, most: int = 50) -> list[Packed]:
    """The organisation's exports that the member's vaults open, newest first."""
    rows = list(
        Export.objects.filter(organisation_id=by.organisation_id)
        .select_related("asked_by", "decided_by")
        .order_by("-asked_at")[:most]
    )
    keys = record_keys(keyring_of(by), [row.id for row in rows])
    return [
        Packed(row, ExportContent.from_json(keys[row.id].open(_TABLE, Group.CONTENT, 1, row.content)))
        for row in rows
        if row.id in keys
    ]


def expire_exports() -> int:
    """Deletes the bytes and halves of exports whose 72 hours are over; run hourly. Returns how many."""
    with walls.system("exports of all organisations run out"), transaction.atomic():
        late = Export.objects.select_for_update().filter(expires_at__lte=clock.now())
        rows = list(late.filter(state__in=[ExportState.ASKED, ExportState.APPROVED, ExportState.FETCHED]))
        ran_out = 0
        for row in rows:
            _empty(row)
            if row.state != ExportState.FETCHED:
                Export.objects.filter(id=row.id).update(state=ExportState.EXPIRED)
                record(tag=Tag.EXPORT_EXPIRED, organisation=row.organisation_id, subject=row.id)
                ran_out += 1
    return ran_out
