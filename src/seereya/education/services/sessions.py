"""Sessions: planned, decided about, held with counts, corrected, cancelled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from seereya.accounts.actor import Actor
from seereya.accounts.rules import Refused
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.education.content_sessions import MixDecision, SessionContent, SessionPlace, TalkCount
from seereya.education.models import CourseVersion, Headcount, Session
from seereya.education.rules import sessions as rules
from seereya.education.rules.sessions import Counts, Mix, State, Verdict
from seereya.education.sealing import PLACE, SESSION, TALKS, held_session, held_vault
from seereya.education.services.multipliers import set_givers
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.reference import places
from seereya.vault import services as vaults
from seereya.vault.keyring import RecordKeys
from seereya.vault.rules import Group
from seereya.vault.services.references import next_reference

_KEPT = ("incidents", "cancelled", "decisions")


@dataclass(frozen=True)
class Plan:
    """What stands in clear of a planned session."""

    format: str
    theme: str
    language: str
    audiences: tuple[str, ...]
    course_version: UUID | None = None
    limited_to: int | None = None
    photographs: str = rules.Photographs.NONE


@dataclass(frozen=True)
class Held:
    """What is known once a session was held; `told` is the total written on the sheet."""

    counts: Counts
    day: date
    told: int | None = None
    incidents: str = ""
    materials: str = ""
    cost: str = ""
    note: str = ""
    givers: tuple[UUID, ...] = field(default_factory=tuple)


def versions_offered(organisation_id: UUID) -> Iterable[CourseVersion]:
    """Published versions of courses of the own organisation, and of those that partners share."""
    seen = Q(course__organisation_id=organisation_id) | Q(course__shared=True)
    rows = CourseVersion.objects.filter(seen, status=CourseVersion.PUBLISHED, course__closed_on=None)
    return rows.select_related("course").order_by("course__code", "-number")[:200]


def verdict_of(row: Session, content: SessionContent) -> Verdict:
    """What the check of a mixed audience says of a session."""
    return rules.check_mix(row.audiences, theme=row.theme, testimony=content.testimony, photographs=row.photographs)


@transaction.atomic
def plan_session(
    *, by: Actor, plan: Plan, content: SessionContent, place: SessionPlace | None = None, token: UUID | None = None
) -> Session:
    """Plans a session. Raises `Refused` (`no_education_vault`, `education_vault_not_held`, `day_needed`, `audience_needed`)."""
    if token and (sent := Session.objects.filter(id=token, organisation_id=by.organisation_id).first()):
        return sent
    vault = held_vault(by)
    row = Session(id=token or new_id(), organisation_id=by.organisation_id, status=State.PLANNED)
    row.reference = next_reference(by.member.organisation, "SES", vault)
    keys = vaults.make_record(by=by, record_id=row.id, into={vault: None})
    row.talks = keys.seal(TALKS, Group.CONTENT, 1, TalkCount().to_json())
    row.place = keys.seal(PLACE, Group.PLACE, 1, SessionPlace().to_json())
    _write(row, keys, plan, content)
    if place is not None:
        _put_place(row, keys, place)
    row.save(force_insert=True)
    record(tag=Tag.SESSION_PLANNED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


def _write(row: Session, keys: RecordKeys, plan: Plan, content: SessionContent) -> None:
    """Puts a plan into a row, with what the check of its audience says."""
    if not content.day:
        raise Refused("day_needed")
    if not plan.audiences:
        raise Refused("audience_needed")
    row.format, row.theme, row.language = plan.format, plan.theme, plan.language
    row.audiences, row.limited_to, row.photographs = list(plan.audiences), plan.limited_to, plan.photographs
    row.course_version_id = plan.course_version
    row.month = rules.month_of(date.fromisoformat(content.day))
    verdict = verdict_of(row, content)
    row.mix = verdict.mix(decided=answered(verdict, content))
    row.content = keys.seal(SESSION, Group.CONTENT, row.version, content.to_json())


def answered(verdict: Verdict, content: SessionContent) -> bool:
    """Whether a decision answers every warning there is now."""
    return bool(content.decisions) and set(verdict.warnings) <= set(content.decisions[-1].over)


def _put_place(row: Session, keys: RecordKeys, place: SessionPlace) -> None:
    """Seals the exact place; region and cercle alone stand in clear."""
    node = places.tree().get(place.code) if place.code else None
    path = [places.tree().get(code) for code in node.path] if node else []
    kinds = {one.kind: one.code for one in path if one}
    row.region, row.cercle = kinds.get("region", ""), kinds.get("cercle", "")
    row.place = keys.seal(PLACE, Group.PLACE, row.place_version, place.to_json())


def _next(row: Session, version: int) -> None:
    if row.version != version:
        raise Refused("changed_meanwhile")
    row.version += 1


def _read(row: Session, keys: RecordKeys) -> SessionContent:
    return SessionContent.from_json(keys.open(SESSION, Group.CONTENT, row.version, row.content))


@transaction.atomic
def change_session(
    *, by: Actor, session_id: UUID, version: int, plan: Plan, content: SessionContent, place: SessionPlace | None = None
) -> Session:
    """Corrects what was planned; `place` replaces the exact place where it is given. Raises `NotThere`, `Refused`.

    What was counted, decided and noted stays as it is.
    """
    row, keys = held_session(by, session_id)
    before = _read(row, keys)
    if row.status == State.CANCELLED:
        raise Refused("session_move_not_possible")
    _next(row, version)
    content = replace(content, **{name: getattr(before, name) for name in _KEPT})
    if row.status == State.HELD and plan.limited_to is not None and row.present > plan.limited_to:
        raise Refused("limit_below_present", present=row.present)
    _write(row, keys, plan, content)
    if row.status == State.HELD:
        rules.check_can_be_held(verdict_of(row, content), decided=answered(verdict_of(row, content), content))
    if place is not None:
        row.place_version += 1
        _put_place(row, keys, place)
    row.save()
    record(tag=Tag.SESSION_CHANGED, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row


@transaction.atomic
def decide_mix(*, by: Actor, session_id: UUID, version: int, reason: str) -> Session:
    """Answers the warnings of a mixed audience with a reason. Raises `NotThere`, `Refused` (`mix_blocked`, `reason_needed`)."""
    row, keys = held_session(by, session_id)
    content = _read(row, keys)
    _next(row, version)
    verdict = verdict_of(row, content)
    if verdict.blocks:
        raise Refused("mix_blocked")
    if not verdict.warnings:
        raise Refused("nothing_to_decide")
    if not reason.strip():
        raise Refused("mix_reason_needed")
    content.decisions.append(
        MixDecision(reason.strip(), by.member.handle, clock.now().isoformat(timespec="minutes"), list(verdict.warnings))
    )
    row.mix = Mix.DECIDED
    row.content = keys.seal(SESSION, Group.CONTENT, row.version, content.to_json())
    row.save()
    record(tag=Tag.SESSION_MIX_DECIDED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row


@transaction.atomic
def hold_session(*, by: Actor, session_id: UUID, version: int, held: Held) -> Session:
    """Writes down that a session was held and how many came, or corrects it.

    Raises `NotThere`, `Refused` (`changed_meanwhile`, `session_move_not_possible`, `mix_blocked`, `mix_undecided`,
    `impossible_counts`, `day_to_come`, `chain_cycle`).
    """
    row, keys = held_session(by, session_id)
    content = _read(row, keys)
    rules.check_move(row.status, State.HELD)
    _next(row, version)
    if held.day > clock.today():
        raise Refused("day_to_come")
    verdict = verdict_of(row, content)
    rules.check_can_be_held(verdict, decided=answered(verdict, content))
    if rules.check_counts(held.counts, told=held.told, limit=row.limited_to):
        raise Refused("impossible_counts")
    content.day, content.incidents, content.note = held.day.isoformat(), held.incidents, held.note
    content.materials, content.cost = held.materials, held.cost
    first = row.status != State.HELD
    row.status, row.month = State.HELD, rules.month_of(held.day)
    row.present, row.women, row.men = held.counts.present, held.counts.women, held.counts.men
    row.disabled_f, row.disabled_m = held.counts.disabled_f, held.counts.disabled_m
    if first:
        row.follow_up = rules.months_after(row.month, rules.FOLLOW_UP_FROM)
    row.content = keys.seal(SESSION, Group.CONTENT, row.version, content.to_json())
    row.save()
    row.headcounts.all().delete()
    Headcount.objects.bulk_create(
        Headcount(organisation_id=row.organisation_id, session=row, cell=cell, people=people)
        for cell, people in held.counts.cells.items()
        if people
    )
    set_givers(row, held.givers)
    record(tag=Tag.SESSION_HELD, actor=by.id, organisation=by.organisation_id, subject=row.id, facts={"version": row.version})
    return row


@transaction.atomic
def cancel_session(*, by: Actor, session_id: UUID, version: int, reason: str) -> Session:
    """A planned session does not take place. Raises `NotThere`, `Refused` (`cancel_reason_needed`, …)."""
    row, keys = held_session(by, session_id)
    content = _read(row, keys)
    rules.check_move(row.status, State.CANCELLED)
    _next(row, version)
    if not reason.strip():
        raise Refused("cancel_reason_needed")
    content.cancelled, row.status = reason.strip(), State.CANCELLED
    row.content = keys.seal(SESSION, Group.CONTENT, row.version, content.to_json())
    row.save()
    record(tag=Tag.SESSION_CANCELLED, actor=by.id, organisation=by.organisation_id, subject=row.id)
    return row
