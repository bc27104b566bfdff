"""What a source says a court did with how many cases: written down as it is worded, corrected in the open."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.observatory.models import CourtActivity
from seereya.observatory.queries.courts import activity
from seereya.observatory.rules import OWN, PUBLIC, Counts, Refused, check_activity
from seereya.observatory.services.storing import NotThere, check_court, note
from seereya.reference import terms


@transaction.atomic
def save_activity(
    *, by: Actor, said: dict[str, object], counts: Counts, activity_id: UUID | None = None, version: int = 0
) -> CourtActivity:
    """One source's figures of one court and period, new (`version` 0) or corrected over the version that was read.

    `said`: court, seat, family, starts, ends, source_kind, source, source_url, published_on, wording, remark.
    Raises `NotThere`, `Refused` (see `rules.check_activity`; `court_needed`, `court_not_then`, `unknown_choice`, `changed_meanwhile`).
    """
    row = _held(by, activity_id, version)
    if version == 0 and row.version > 0:
        return row
    for name in ("court", "seat", "family", "starts", "ends", "source_kind", "source", "source_url", "published_on", "wording",
                 "remark"):  # fmt: skip
        setattr(row, name, said.get(name, getattr(row, name)))
    for name, value in asdict(counts).items():
        setattr(row, name, value)
    row.impossible = _check(row, counts)
    row.version, row.changed_at = row.version + 1, clock.now()
    row.save(force_insert=row.version == 1)
    note(by, Tag.COURT_FIGURES_SAVED, row.id, version=row.version)
    return row


def activity_of(*, by: Actor, activity_id: UUID) -> CourtActivity:
    """One source's figures, of the member's own organisation. Raises `NotThere`."""
    row = CourtActivity.objects.filter(organisation_id=by.organisation_id, id=activity_id).first()
    if row is None:
        raise NotThere
    return row


@transaction.atomic
def take_out(*, by: Actor, kind: str, court: str = "", family: str = "") -> list[CourtActivity]:
    """The figures for a file; that they were taken out is on the record."""
    rows = list(activity(by, court=court, family=family))
    record(tag=Tag.COURT_FIGURES_EXPORTED, actor=by.id, organisation=by.organisation_id, facts={"kind": kind, "count": len(rows)})
    return rows


def _held(by: Actor, activity_id: UUID | None, version: int) -> CourtActivity:
    """The row to write: the one that was read, the one the same form made already, or a new one (of version 0)."""
    mine = CourtActivity.objects.filter(organisation_id=by.organisation_id)
    if version == 0:
        sent = mine.filter(id=activity_id, made_by=by.member).first() if activity_id else None
        return sent or CourtActivity(
            id=activity_id or new_id(), organisation_id=by.organisation_id, made_by=by.member, made_at=clock.now(), version=0
        )
    row = mine.select_for_update(of=("self",)).filter(id=activity_id).first() if activity_id else None
    if row is None:
        raise NotThere
    if row.version != version:
        raise Refused("changed_meanwhile")
    return row


def _check(row: CourtActivity, counts: Counts) -> bool:
    if row.source_kind not in {PUBLIC, OWN} or (row.family and row.family not in terms.vocabulary("crimes")):
        raise Refused("unknown_choice")
    starts, ends = row.starts, row.ends
    if not isinstance(starts, date) or not isinstance(ends, date):
        raise Refused("period_in_order")
    impossible = check_activity(counts, starts=starts, ends=ends, kind=row.source_kind, source=row.source, today=clock.today())
    check_court(row.court, starts)
    return impossible
