"""The demonstration's sessions: a training of multipliers and its chain, the village of the story, two private talks, one referral."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from seereya.accounts.actor import Actor
from seereya.education import sealing
from seereya.education.content_sessions import (
    MeasureContent,
    MultiplierContent,
    PebbleLine,
    ScoreLine,
    SessionContent,
    SessionPlace,
    Talk,
)
from seereya.education.models import Multiplier, Session
from seereya.education.rules.gain import LEARNING
from seereya.education.rules.sessions import Counts
from seereya.education.services import measures, multipliers, sessions, talks
from seereya.education.services.sessions import Held, Plan
from seereya.foundation import clock
from seereya.protection import services as protection
from seereya.protection.content import ReferralContent
from seereya.site.demo.past import days_ago
from seereya.vault import services as vaults


def tell(told: dict[str, Any], people: dict[str, Actor]) -> None:
    """Everything an educator did in half a year. The vault is made by the educator, and given to the officer for data protection."""
    by = people[told["by"]]
    vault = sealing.begin_vault(by=by)
    request = vaults.ask_for_grant(by=people["awa"], vault_id=vault.id, member_id=people["nana"].id)
    vaults.decide_grant(by=by, request_id=request.id, give=True)
    people["nana"].keyring = None
    place = SessionPlace(**told["place"])
    for one in told["others"]:
        _hold(by, one, None, ())
    _chain(told, by, place)
    with days_ago(told["cancelled"]["days_ago"]):
        row = _plan(by, told["cancelled"], clock.today(), place)
        sessions.cancel_session(by=by, session_id=row.id, version=row.version, reason=told["cancelled"]["reason"])
    for one in told["planned"]:
        _plan(by, one, clock.today() + timedelta(days=one["in"]), place)
    _village(told["village"], people, by, place)


def _plan(by: Actor, one: dict[str, Any], day: date, place: SessionPlace | None) -> Session:
    theme = one.get("theme", "TM-PRO")
    plan = Plan(one["format"], theme, one["language"], tuple(one["audiences"]), photographs=one.get("photographs", "none"))
    content = SessionContent(
        day=day.isoformat(),
        title=one["title"],
        trainers=one.get("trainers", []),
        materials=one.get("materials", ""),
        cost=one.get("cost", ""),
    )
    row = sessions.plan_session(by=by, plan=plan, content=content, place=place)
    if "decision" in one:
        row = sessions.decide_mix(by=by, session_id=row.id, version=row.version, reason=one["decision"])
    return row


def _hold(by: Actor, one: dict[str, Any], place: SessionPlace | None, givers: tuple[Multiplier, ...]) -> Session:
    """Planned and counted on its day, with what was measured."""
    with days_ago(one["days_ago"]):
        row = _plan(by, one, clock.today(), place)
        held = Held(
            counts=Counts(one["cells"], *one.get("disabled", (0, 0))),
            day=clock.today(),
            incidents=one.get("incidents", ""),
            materials=one.get("materials", ""),
            cost=one.get("cost", ""),
            givers=tuple(giver.id for giver in givers),
        )
        row = sessions.hold_session(by=by, session_id=row.id, version=row.version, held=held)
        for method, content in _measured(one):
            measures.save_measure(by=by, session_id=row.id, method=method, level=LEARNING, version=0, content=content)
    return row


def _measured(one: dict[str, Any]) -> list[tuple[str, MeasureContent]]:
    found = []
    if "codes" in one:
        best, lines = one["codes"]
        found.append(("codes", MeasureContent(best=best, scores=[ScoreLine(*line) for line in lines])))
    if "pebbles" in one:
        before, after, lines = one["pebbles"]
        asked = [PebbleLine(*line) for line in lines]
        found.append(("pebbles", MeasureContent(present_before=before, present_after=after, pebbles=asked)))
    return found


def _chain(told: dict[str, Any], by: Actor, place: SessionPlace) -> None:
    """The training, and what those it trained gave and whom they trained in turn."""
    training = _hold(by, told["training"], None, ())
    trained = [_multiplier(by, training, name) for name in told["training"]["multipliers"]]
    for one in told["chain"]:
        row = _hold(by, one, place, tuple(trained[number] for number in one["by"]))
        trained += [_multiplier(by, row, name) for name in one.get("multipliers", [])]


def _multiplier(by: Actor, row: Session, name: str) -> Multiplier:
    return multipliers.add_multiplier(by=by, session_id=row.id, content=MultiplierContent(name))


def _village(one: dict[str, Any], people: dict[str, Actor], by: Actor, place: SessionPlace) -> None:
    """Two people ask to talk in private; one accepts a referral, the other still waits for somebody to offer help."""
    row = _hold(by, one, place, ())
    with days_ago(one["days_ago"]):
        asked = [talks.begin_talk(by=by, session_id=row.id, content=Talk(**words)) for words in one["talks"]]
    told = one["referral"]
    content = ReferralContent(told["kind"], need=told["need"], language="bm", sex=told["sex"], coming=told["coming"])
    protection.offer_referral(by=people[told["by"]], subject=asked[told["of"]].id, content=content)
