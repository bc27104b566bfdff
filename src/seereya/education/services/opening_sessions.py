"""Opening what is sealed of sessions, multipliers and talks: each page writes one audit row first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from seereya.accounts.actor import Actor
from seereya.education.content_sessions import MeasureContent, MultiplierContent, SessionContent, SessionPlace, Talk, TalkCount
from seereya.education.models import Measure, Multiplier, PrivateTalk, Session
from seereya.education.sealing import MEASURE, MULTIPLIER, PLACE, SESSION, TALK, TALKS, NotThere
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys
from seereya.vault.rules import Group


@dataclass
class OpenedSession:
    """A session; its sealed parts where the reader holds the vault, and nothing of them otherwise."""

    row: Session
    content: SessionContent | None = None
    talks: int = 0
    measures: list[tuple[Measure, MeasureContent | None]] = field(default_factory=list)


def open_session(*, by: Actor, session_id: UUID) -> OpenedSession:
    """A session of one's own organisation. Raises `NotThere`."""
    rows = Session.objects.filter(id=session_id, organisation_id=by.organisation_id)
    row = rows.select_related("course_version__course", "organisation").first()
    if row is None:
        raise NotThere
    keys = vaults.open_records(by=by, records=[row.id]).get(row.id)
    opened = OpenedSession(row)
    if keys is not None:
        opened.content = SessionContent.from_json(keys.open(SESSION, Group.CONTENT, row.version, row.content))
        opened.talks = TalkCount.from_json(keys.open(TALKS, Group.CONTENT, 1, row.talks)).number
    opened.measures = [(one, _measure(keys, one)) for one in row.measures.order_by("level", "method")]
    return opened


def _measure(keys: RecordKeys | None, row: Measure) -> MeasureContent | None:
    if keys is None:
        return None
    return MeasureContent.from_json(keys.open(f"{MEASURE}/{row.id}", Group.CONTENT, row.version, row.content))


def open_sessions(*, by: Actor, rows: Iterable[Session]) -> dict[UUID, SessionContent]:
    """The sealed part of a page of sessions, as far as the reader holds the vault; one audit row for the page."""
    wanted = list(rows)
    keys = vaults.open_records(by=by, records=[row.id for row in wanted])
    return {
        row.id: SessionContent.from_json(keys[row.id].open(SESSION, Group.CONTENT, row.version, row.content))
        for row in wanted
        if row.id in keys
    }


def open_session_place(*, by: Actor, session_id: UUID, purpose: str) -> SessionPlace:
    """Where exactly a session is, for a purpose. Raises `NotThere`, `Refused("purpose_needed")`."""
    row = Session.objects.filter(id=session_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    opened = vaults.open_records(by=by, records=[row.id], group=Group.PLACE, purpose=purpose, case=row.id)
    if row.id not in opened:
        raise NotThere
    return SessionPlace.from_json(opened[row.id].open(PLACE, Group.PLACE, row.place_version, row.place))


def open_multipliers(*, by: Actor, rows: Iterable[Multiplier]) -> dict[UUID, MultiplierContent]:
    """The names of a page of multipliers, for who holds the vault; one audit row for the page."""
    wanted = list(rows)
    keys = vaults.open_records(by=by, records=[row.id for row in wanted])
    return {
        row.id: MultiplierContent.from_json(keys[row.id].open(MULTIPLIER, Group.CONTENT, row.version, row.content))
        for row in wanted
        if row.id in keys
    }


def open_multiplier(*, by: Actor, multiplier_id: UUID) -> tuple[Multiplier, MultiplierContent]:
    """One multiplier, for who holds the vault. Raises `NotThere`."""
    row = Multiplier.objects.filter(id=multiplier_id, organisation_id=by.organisation_id).first()
    found = open_multipliers(by=by, rows=[row]) if row else {}
    if row is None or row.id not in found:
        raise NotThere
    return row, found[row.id]


def open_talks(*, by: Actor, rows: Iterable[PrivateTalk]) -> list[tuple[PrivateTalk, Talk]]:
    """A page of private talks, for who holds the documentation vault; one audit row for the page."""
    wanted = list(rows)
    keys = vaults.open_records(by=by, records=[row.id for row in wanted])
    return [
        (row, Talk.from_json(keys[row.id].open(TALK, Group.CONTENT, row.version, row.content)))
        for row in wanted
        if row.id in keys
    ]


def open_talk(*, by: Actor, talk_id: UUID) -> tuple[PrivateTalk, Talk]:
    """One private talk. Raises `NotThere`."""
    found = open_talks(by=by, rows=PrivateTalk.objects.filter(id=talk_id, organisation_id=by.organisation_id))
    if not found:
        raise NotThere
    return found[0]
