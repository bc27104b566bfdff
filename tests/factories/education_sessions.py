"""Sessions, measures, multipliers and private talks as educators write them, into a real education vault."""

from __future__ import annotations

from datetime import timedelta

from seereya.accounts.rules import Role
from seereya.education import sealing
from seereya.education.content_sessions import (
    MeasureContent,
    MultiplierContent,
    PebbleLine,
    SessionContent,
    SessionPlace,
    Talk,
)
from seereya.education.models import Measure, Multiplier, PrivateTalk, Session
from seereya.education.rules.sessions import Counts
from seereya.education.services import measures, multipliers, sessions, talks
from seereya.education.services.sessions import Held, Plan
from seereya.foundation import clock
from tests.factories.accounts import Person
from tests.factories.documentation import packs_loaded
from tests.factories.vault import Office

PLAN = {"format": "FM-CAU", "theme": "TM-PRO", "language": "fr", "audiences": ("AU-IDP",)}


def educator(office: Office) -> Person:
    """An educator who made the organisation's education vault."""
    person = office.join(Role.EDUCATOR, holding=())
    sealing.begin_vault(by=person)
    person.keyring = None
    return person


def session(
    *, by: Person, days_ago: int = 1, place: SessionPlace | None = None, plan: dict | None = None, **more: object
) -> Session:
    """A planned session."""
    packs_loaded()
    day = (clock.today() - timedelta(days=days_ago)).isoformat()
    content = SessionContent(day=day, **more)  # type: ignore[arg-type]
    return sessions.plan_session(by=by, plan=Plan(**(PLAN | (plan or {}))), content=content, place=place)  # type: ignore[arg-type]


def held(row: Session, *, by: Person, cells: dict[str, int] | None = None, days_ago: int = 1, **more: object) -> Session:
    """The session, counted."""
    day = clock.today() - timedelta(days=days_ago)
    counts = Counts({"f18": 42, "m18": 11} if cells is None else cells)
    return sessions.hold_session(by=by, session_id=row.id, version=row.version, held=Held(counts, day, **more))  # type: ignore[arg-type]


def given(*, by: Person, givers: tuple[Multiplier, ...] = (), days_ago: int = 1, **more: object) -> Session:
    """A session planned and held at once, perhaps by multipliers."""
    row = session(by=by, days_ago=days_ago)
    return held(row, by=by, days_ago=days_ago, givers=tuple(one.id for one in givers), **more)


def multiplier(row: Session, *, by: Person, name: str = "Aïssata") -> Multiplier:
    """Somebody trained in a session."""
    return multipliers.add_multiplier(by=by, session_id=row.id, content=MultiplierContent(name))


def pebbles(
    row: Session, *, by: Person, question: str = "Garde à vue ?", before: int = 12, after: int = 40, **more: object
) -> Measure:
    """Pebbles of one question, counted by all who came."""
    content = MeasureContent(
        present_before=row.present, present_after=row.present, pebbles=[PebbleLine(question, before, after)], **more
    )  # type: ignore[arg-type]
    return measures.save_measure(by=by, session_id=row.id, method="pebbles", level="K2", version=0, content=content)


def talk(row: Session, *, by: Person, **more: str) -> PrivateTalk:
    """Somebody asked to talk in private."""
    return talks.begin_talk(by=by, session_id=row.id, content=Talk(**more))
