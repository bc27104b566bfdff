"""Gaps of coverage: recorded, corrected, ended."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.tags import Tag
from seereya.documentation.services.incidents import home_vault
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.foundation.sealable import When
from seereya.observatory.content import GapContent
from seereya.observatory.models import CoverageGap
from seereya.observatory.rules import COARSE, Refused, months_of
from seereya.observatory.services.storing import NotThere, check_own, keys_to_change, note
from seereya.reference import places, terms
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys
from seereya.vault.rules import Group
from seereya.vault.services.references import next_reference

TABLE = "gap"


@dataclass
class OpenedGap:
    """A gap opened for reading."""

    row: CoverageGap
    content: GapContent


def _check(place: str, reason: str) -> None:
    node = places.tree().get(place)
    if node is None:
        raise Refused("gap_place_needed")
    if node.kind not in COARSE:
        raise Refused("gap_place_too_fine")
    if reason not in terms.vocabulary("coverage_reasons"):
        raise Refused("gap_reason_needed")


@transaction.atomic
def record_gap(*, by: Actor, place: str, reason: str, content: GapContent, gap_id: UUID | None = None) -> CoverageGap:
    """A place and time where nobody could look. The same form sent twice makes one record.

    Raises `Refused`: `gap_place_needed`, `gap_place_too_fine`, `gap_reason_needed`, `gap_began_needed`, `gap_ends_before`.
    """
    _check(place, reason)
    if gap_id and (sent := CoverageGap.objects.filter(id=gap_id, made_by=by.member).first()):
        return sent
    vault, now = home_vault(by), clock.now()
    row = CoverageGap(
        id=gap_id or new_id(),
        organisation=vault.organisation,
        vault=vault,
        reference=next_reference(vault.organisation, "GAP", vault),
        made_by=by.member,
        made_at=now,
        changed_at=now,
    )
    keys = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    _store(row, keys, content, place=place, reason=reason, fresh=True)
    note(by, Tag.GAP_RECORDED, row.id, version=row.version)
    return row


def _store(row: CoverageGap, keys: RecordKeys, content: GapContent, *, place: str, reason: str, fresh: bool = False) -> None:
    """Seals the content as the next version and sets the coarse columns; a marked vault shows none."""
    if not content.began.earliest and not content.began.latest:
        raise Refused("gap_began_needed")
    since, until = months_of(content.began, content.ended)
    marked = row.vault.marked
    row.version, row.changed_at = row.version if fresh else row.version + 1, clock.now()
    row.content = keys.seal(TABLE, Group.CONTENT, row.version, content.to_json())
    row.place, row.reason = ("", "") if marked else (place, reason)
    row.since, row.until = (None, None) if marked else (since, until)
    row.save(force_insert=fresh)


def _hold(by: Actor, gap_id: UUID, version: int) -> tuple[CoverageGap, RecordKeys]:
    keys = keys_to_change(by, gap_id)
    row = CoverageGap.objects.select_for_update(of=("self",)).select_related("vault").filter(id=gap_id).first()
    if row is None:
        raise NotThere
    check_own(by, row.organisation_id)
    if row.version != version:
        raise Refused("changed_meanwhile")
    return row, keys


def _read(row: CoverageGap, keys: RecordKeys) -> GapContent:
    return GapContent.from_json(keys.open(TABLE, Group.CONTENT, row.version, row.content))


@transaction.atomic
def change_gap(*, by: Actor, gap_id: UUID, version: int, place: str, reason: str, content: GapContent) -> CoverageGap:
    """Corrects a gap. Raises `NotThere`, `Refused` (as `record_gap`, and `changed_meanwhile`)."""
    row, keys = _hold(by, gap_id, version)
    _check(place, reason)
    _store(row, keys, content, place=place, reason=reason)
    note(by, Tag.GAP_CHANGED, row.id, version=row.version)
    return row


@transaction.atomic
def end_gap(*, by: Actor, gap_id: UUID, version: int, ended: When, why: str) -> CoverageGap:
    """Somebody can look again: from when, and what changed. Raises `NotThere`, `Refused` (`gap_end_needed`, `gap_ends_before`)."""
    if not (ended.latest or ended.earliest):
        raise Refused("gap_end_needed")
    row, keys = _hold(by, gap_id, version)
    content = _read(row, keys)
    content.ended, content.ended_why = ended, why.strip()
    _store(row, keys, content, place=row.place, reason=row.reason)
    note(by, Tag.GAP_ENDED, row.id, version=row.version)
    return row


def open_gap(*, by: Actor, gap_id: UUID) -> OpenedGap:
    """A gap with its sealed notes. Raises `NotThere` alike for what does not exist and what is not the reader's."""
    keys = vaults.open_records(by=by, records=[gap_id], group=Group.CONTENT).get(gap_id)
    row = CoverageGap.objects.select_related("organisation").filter(pk=gap_id).first()
    if keys is None or row is None:
        raise NotThere
    return OpenedGap(row, _read(row, keys))
