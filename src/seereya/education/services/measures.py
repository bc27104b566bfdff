"""What a group learnt: personal codes in pairs, or pebbles; figures in clear, answers sealed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.education.content_sessions import MeasureContent
from seereya.education.models import Measure, Session
from seereya.education.rules import gain as rules
from seereya.education.rules.gain import BEHAVIOUR, LEARNING, Gain, Pebbles, Score
from seereya.education.rules.sessions import Problem, State
from seereya.education.sealing import MEASURE, held_session
from seereya.foundation.identifiers import new_id
from seereya.vault.rules import Group


def scores_of(content: MeasureContent) -> list[Score]:
    """The grid as the rules know it."""
    return [Score(one.code, one.before, one.after) for one in content.scores]


def pebbles_of(content: MeasureContent) -> list[Pebbles]:
    """The counted questions as the rules know them."""
    before, after = content.present_before, content.present_after
    return [Pebbles(one.question, one.right_before, before, one.right_after, after) for one in content.pebbles]


def problems(method: str, content: MeasureContent, *, present: int | None) -> list[Problem]:
    """What cannot be true of a measure, by field."""
    if method == Measure.CODES:
        return rules.check_scores(scores_of(content), best=content.best, present=present)
    return rules.check_pebbles(pebbles_of(content), present=present)


@transaction.atomic
def save_measure(*, by: Actor, session_id: UUID, method: str, level: str, version: int, content: MeasureContent) -> Measure:
    """Keeps a measure of a session, or its correction: one by each method and level.

    `version`: of the measure that stands, nought where there is none. The figures are worked out anew from what was answered.
    Raises `NotThere`, `Refused` (`session_not_held`, `nothing_measured`, `impossible_measure`, `changed_meanwhile`).
    """
    session, keys = held_session(by, session_id)
    if session.status != State.HELD:
        raise Refused("session_not_held")
    if not (content.scores if method == Measure.CODES else content.pebbles):
        raise Refused("nothing_measured")
    present = session.present if level == LEARNING else None
    if problems(method, content, present=present):
        raise Refused("impossible_measure")
    row = Measure.objects.select_for_update().filter(session=session, method=method, level=level).first()
    if version != (row.version if row else 0):
        raise Refused("changed_meanwhile")
    fresh = row or Measure(id=new_id(), organisation_id=session.organisation_id, session=session, method=method, level=level)
    fresh.version = version + 1
    _figure(fresh, content)
    fresh.content = keys.seal(f"{MEASURE}/{fresh.id}", Group.CONTENT, fresh.version, content.to_json())
    fresh.save(force_insert=row is None)
    if level == BEHAVIOUR:
        _followed_up(session)
    facts: dict[str, object] = {"method": method, "level": level}
    record(tag=Tag.GAIN_MEASURED, actor=by.id, organisation=by.organisation_id, subject=session.id, facts=facts)
    return fresh


def _figure(row: Measure, content: MeasureContent) -> None:
    gain: Gain | None
    if row.method == Measure.CODES:
        found = rules.match(scores_of(content))
        row.unmatched, row.colliding = len(found.unmatched), len(found.colliding)
        gain = rules.paired_gain(found.paired, best=content.best)
    else:
        gain = rules.pebbles_gain(pebbles_of(content))
    row.number = gain.number if gain else 0
    row.gain, row.low, row.high = (gain.mean, gain.low, gain.high) if gain else (None, None, None)


def _followed_up(session: Session) -> None:
    session.follow_up = ""
    session.save(update_fields=["follow_up"])


@transaction.atomic
def waive_follow_up(*, by: Actor, session_id: UUID) -> None:
    """Behaviour will not be asked after in this group. Raises `NotThere`."""
    session, _keys = held_session(by, session_id)
    _followed_up(session)
    record(tag=Tag.FOLLOW_UP_WAIVED, actor=by.id, organisation=by.organisation_id, subject=session.id)
