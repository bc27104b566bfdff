"""The perception survey: a round is begun, the answers of a group are entered as counts, both are corrected in the open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from seereya.accounts.actor import Actor
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.observatory.models import SurveyGroup, SurveyRound
from seereya.observatory.queries import perception as queries
from seereya.observatory.rules import Refused
from seereya.observatory.rules_perception import AGES, SAMPLES, SEXES, Counts, Kind, check_group, check_round
from seereya.observatory.services.storing import NotThere, note


@dataclass(frozen=True)
class Asked:
    """One group: where, who, how many, what they answered."""

    region: str
    sex: str
    age: str
    asked: int
    counts: Counts


def round_of(*, by: Actor, round_id: UUID) -> SurveyRound:
    """A round of the member's own organisation. Raises `NotThere`."""
    row = SurveyRound.objects.filter(organisation_id=by.organisation_id, id=round_id).first()
    if row is None:
        raise NotThere
    return row


def group_of(*, by: Actor, group_id: UUID) -> SurveyGroup:
    """A group of the member's own organisation, with its round. Raises `NotThere`."""
    row = SurveyGroup.objects.select_related("round").filter(organisation_id=by.organisation_id, id=group_id).first()
    if row is None:
        raise NotThere
    return row


@transaction.atomic
def save_round(
    *,
    by: Actor,
    instrument: str,
    kind: str,
    starts: date,
    ends: date,
    sample: str,
    round_id: UUID | None = None,
    version: int = 0,
) -> SurveyRound:
    """A round, new (`version` 0; the same form sent twice makes one) or corrected over the version that was read.

    The questions of a round that has answers do not change. Raises `NotThere`, `Refused` (`period_in_order`, `period_in_future`,
    `unknown_choice`, `changed_meanwhile`, `round_has_answers`).
    """
    check_round(starts=starts, ends=ends, today=clock.today())
    if instrument not in queries.instruments() or kind not in set(Kind) or sample not in SAMPLES:
        raise Refused("unknown_choice")
    now = clock.now()
    if version == 0:
        if round_id and (sent := SurveyRound.objects.filter(id=round_id, made_by=by.member).first()):
            return sent
        row = SurveyRound(id=round_id or new_id(), organisation_id=by.organisation_id, made_by=by.member, made_at=now, version=0)
    else:
        row = _own_round(by, round_id)
        if row.version != version:
            raise Refused("changed_meanwhile")
        if row.instrument != instrument and row.groups.exists():
            raise Refused("round_has_answers")
    row.instrument, row.kind, row.starts, row.ends, row.sample = instrument, kind, starts, ends, sample
    row.version, row.changed_at = row.version + 1, now
    row.save(force_insert=row.version == 1)
    note(by, Tag.SURVEY_ROUND_SAVED, row.id, version=row.version)
    return row


def _own_round(by: Actor, round_id: UUID | None) -> SurveyRound:
    mine = SurveyRound.objects.select_for_update(of=("self",)).filter(organisation_id=by.organisation_id)
    row = mine.filter(id=round_id).first() if round_id else None
    if row is None:
        raise NotThere
    return row


@transaction.atomic
def save_group(
    *, by: Actor, round_id: UUID, answers: Asked, group_id: UUID | None = None, version: int = 0
) -> SurveyGroup:  # fmt: skip
    """The answers of one group, new (`version` 0) or corrected over the version that was read.

    Raises `NotThere`, `Refused` (see `rules_perception.check_group`; `region_needed`, `unknown_choice`, `group_there_already`,
    `changed_meanwhile`).
    """
    survey = _own_round(by, round_id)
    if answers.region not in queries.regions():
        raise Refused("region_needed")
    if answers.sex not in SEXES or answers.age not in AGES:
        raise Refused("unknown_choice")
    row, now = _held(by, survey, group_id, version), clock.now()
    if row.version > version:
        return row
    wanted = queries.questions(survey.instrument, keep=row.counts)
    check_group(asked=answers.asked, counts=answers.counts, questions=wanted)
    same = SurveyGroup.objects.filter(round=survey, region=answers.region, sex=answers.sex, age=answers.age)
    if same.exclude(id=row.id).exists():
        raise Refused("group_there_already")
    row.region, row.sex, row.age, row.asked = answers.region, answers.sex, answers.age, answers.asked
    row.counts = {question: {answer: n for answer, n in given.items() if n} for question, given in answers.counts.items()}
    row.version, row.changed_at = row.version + 1, now
    try:
        with transaction.atomic():
            row.save(force_insert=row.version == 1)
    except IntegrityError:
        raise Refused("group_there_already") from None
    note(by, Tag.SURVEY_ANSWERS_SAVED, row.id, version=row.version)
    return row


def _held(by: Actor, survey: SurveyRound, group_id: UUID | None, version: int) -> SurveyGroup:
    """The row to write: the one that was read, the one the same form made already, or a new one (of version 0)."""
    mine = SurveyGroup.objects.filter(organisation_id=by.organisation_id, round=survey)
    if version == 0:
        sent = mine.filter(id=group_id, made_by=by.member).first() if group_id else None
        return sent or SurveyGroup(
            id=group_id or new_id(), round=survey, organisation_id=by.organisation_id, made_by=by.member,
            made_at=clock.now(), version=0,
        )  # fmt: skip
    row = mine.select_for_update(of=("self",)).filter(id=group_id).first() if group_id else None
    if row is None:
        raise NotThere
    if row.version != version:
        raise Refused("changed_meanwhile")
    return row
