"""Plants strings in what is sealed of sessions, multipliers and private talks: through the services."""

from __future__ import annotations

from collections.abc import Callable

from seereya.accounts.actor import Actor
from seereya.education import sealing
from seereya.education.content_sessions import (
    MeasureContent,
    MultiplierContent,
    PebbleLine,
    SessionContent,
    SessionPlace,
    Talk,
)
from seereya.education.rules.gain import LEARNING
from seereya.education.rules.sessions import Counts
from seereya.education.services import measures, multipliers, sessions, talks
from seereya.education.services.sessions import Held, Plan
from seereya.foundation import clock

Take = Callable[[str], str]


def plant(by: Actor, reader: Actor, take: Take) -> None:
    """A session with each of its parts; one that is cancelled; a talk that `reader` ends."""
    if sealing.vault_of(by.organisation_id) is None:
        sealing.begin_vault(by=by)
    plan = Plan("FM-CAU", "TM-PRO", "fr", ("AU-MED", "AU-COM"))
    content = SessionContent(
        day=clock.today().isoformat(),
        title=take("title of a session"),
        trainers=[take("trainer of a session")],
        note=take("note on a session"),
    )
    place = SessionPlace("", take("place of a session"))
    row = sessions.plan_session(by=by, plan=plan, content=content, place=place)
    reason = take("decision on a mixed audience") or "–"
    row = sessions.decide_mix(by=by, session_id=row.id, version=row.version, reason=reason)
    held = Held(
        Counts({"f18": 42, "m18": 11}),
        clock.today(),
        incidents=take("incidents of a session"),
        materials=take("materials of a session"),
        cost=take("cost of a session"),
    )
    row = sessions.hold_session(by=by, session_id=row.id, version=row.version, held=held)
    asked = [PebbleLine(take("question with pebbles") or "–", 12, 40)]
    answers = MeasureContent(present_before=53, present_after=53, pebbles=asked, note=take("note on a measure"))
    measures.save_measure(by=by, session_id=row.id, method="pebbles", level=LEARNING, version=0, content=answers)
    person = MultiplierContent(take("name of a multiplier") or "–", take("reach of a multiplier"), take("note on a multiplier"))
    multipliers.add_multiplier(by=by, session_id=row.id, content=person)
    talk = talks.begin_talk(by=by, session_id=row.id, content=Talk(need=take("need in a talk"), again=take("way back to a talk")))
    talks.end_talk(by=reader, talk_id=talk.id, version=1, words=take("end of a talk") or "–")
    other = sessions.plan_session(by=by, plan=plan, content=SessionContent(day=clock.today().isoformat()))
    sessions.cancel_session(by=by, session_id=other.id, version=other.version, reason=take("why a session was cancelled") or "–")
