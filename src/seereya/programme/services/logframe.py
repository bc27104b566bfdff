"""Editing a logframe that is not adopted yet, adopting it, and making the next version for an addendum."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.programme.models import Grant, Indicator, LogframeVersion, Result
from seereya.programme.queries import counting
from seereya.programme.queries.grants import NotThere, grant_of
from seereya.programme.rules import Refused
from seereya.programme.rules import logframe as rules
from seereya.programme.services.grants import coordinated


@dataclass
class ResultFacts:
    """One result as it is typed."""

    level: str
    code: str
    text: str
    text_en: str = ""
    assumptions: str = ""
    pillar: int = 0
    parent: UUID | None = None


@dataclass
class IndicatorFacts:
    """One indicator as it is typed."""

    code: str
    text: str
    text_en: str = ""
    definition: str = ""
    rule: str = ""
    unit: str = "number"
    people: bool = True
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_on: date | None = None
    split: str = ""
    verification: str = ""

    def meaning(self) -> rules.Meaning:
        """What makes it this indicator and no other."""
        return rules.Meaning(self.rule, self.unit, self.definition, self.people, bool(self.split))


def version_of(by: Actor, version_id: UUID) -> LogframeVersion:
    """A version of a logframe of one of the member's grants. Raises `NotThere`."""
    row = LogframeVersion.objects.select_related("grant", "grant__organisation").filter(id=version_id).first()
    if row is None:
        raise NotThere
    grant_of(by, row.grant_id)
    return row


def _editable(by: Actor, version_id: UUID) -> LogframeVersion:
    row = version_of(by, version_id)
    coordinated(by, row.grant_id)
    if row.adopted_on is not None:
        raise Refused("logframe_adopted")
    return row


@transaction.atomic
def save_result(*, by: Actor, version_id: UUID, facts: ResultFacts, result_id: UUID | None = None) -> Result:
    """Adds a result or changes one. Raises `Refused`, `NotThere`."""
    version = _editable(by, version_id)
    parent = Result.objects.filter(version=version, id=facts.parent).first() if facts.parent else None
    rules.check_parent(facts.level, parent.level if parent else None)
    row = Result.objects.filter(version=version, id=result_id).first() if result_id else None
    if result_id and row is None:
        raise NotThere
    row = row or Result(id=new_id(), version=version, position=_next(Result, version))
    row.parent = parent
    for name in ("level", "code", "text", "text_en", "assumptions", "pillar"):
        setattr(row, name, getattr(facts, name))
    _kept(row, "result_code_taken")
    _note(by, version, Tag.LOGFRAME_CHANGED)
    return row


@transaction.atomic
def save_indicator(*, by: Actor, result_id: UUID, facts: IndicatorFacts, indicator_id: UUID | None = None) -> Indicator:
    """Adds an indicator or changes one; another meaning begins a new series and the old values stay under the old one.

    Raises `Refused`, `NotThere`.
    """
    result = Result.objects.select_related("version").filter(id=result_id).first()
    if result is None:
        raise NotThere
    version = _editable(by, result.version_id)
    known = counting.rule(facts.rule) if facts.rule else None
    row = Indicator.objects.filter(version=version, id=indicator_id).first() if indicator_id else None
    if indicator_id and row is None:
        raise NotThere
    kept = row is not None and row.rule == facts.rule  # a source that is gone stays until another is chosen
    rules.check_indicator(
        unit=facts.unit, text=facts.text, target=facts.target, target_on=facts.target_on,
        rule_is_known=kept or not facts.rule or known is not None,
    )  # fmt: skip
    if known is not None:  # how it is counted says what it is
        facts.unit, facts.people = known.unit, known.people
    if row is None:
        row = Indicator(id=new_id(), version=version, result=result, position=_next(Indicator, version))
    elif rules.is_new_series(_meaning(row), facts.meaning()):
        row.series = new_id()
    for name in IndicatorFacts.__dataclass_fields__:
        setattr(row, name, getattr(facts, name))
    _kept(row, "indicator_code_taken")
    _note(by, version, Tag.LOGFRAME_CHANGED)
    return row


@transaction.atomic
def remove_result(*, by: Actor, result_id: UUID) -> LogframeVersion:
    """Takes a result and what hangs on it out of a version that is not adopted. Raises `Refused`, `NotThere`."""
    row = Result.objects.filter(id=result_id).first()
    if row is None:
        raise NotThere
    version = _editable(by, row.version_id)
    row.delete()
    _note(by, version, Tag.LOGFRAME_CHANGED)
    return version


@transaction.atomic
def adopt(*, by: Actor, version_id: UUID, on: date) -> LogframeVersion:
    """From now on this version is the logframe; it changes no more. Raises `Refused`, `NotThere`."""
    version = version_of(by, version_id)
    coordinated(by, version.grant_id)
    found = Result.objects.filter(version=version).prefetch_related("indicators")
    bare = sum(1 for one in found if not one.indicators.all())
    rules.check_adopt(adopted=version.adopted_on is not None, levels={one.level for one in found}, bare=bare)
    if on > clock.today():
        raise Refused("logframe_adopted_in_future")
    version.adopted_on = on
    version.save(update_fields=["adopted_on"])
    _note(by, version, Tag.LOGFRAME_ADOPTED)
    return version


@transaction.atomic
def next_version(*, by: Actor, grant_id: UUID, reason: str) -> LogframeVersion:
    """A copy of the newest version to be changed for an addendum; its indicators keep their series until their meaning changes.

    Raises `Refused` (`addendum_needed`, `logframe_draft_there`), `NotThere`.
    """
    grant = coordinated(by, grant_id)
    if not reason.strip():
        raise Refused("addendum_needed")
    before = LogframeVersion.objects.filter(grant=grant).order_by("-number").first()
    if before is None or before.adopted_on is None:
        raise Refused("logframe_draft_there")
    after = LogframeVersion.objects.create(
        grant=grant, number=before.number + 1, reason=reason.strip(), made_by=by.member, made_at=clock.now()
    )
    _copy(before, after)
    _note(by, after, Tag.LOGFRAME_DRAFTED)
    return after


def _meaning(row: Indicator) -> rules.Meaning:
    return rules.Meaning(row.rule, row.unit, row.definition, row.people, bool(row.split))


def _copy(before: LogframeVersion, after: LogframeVersion) -> None:
    fresh: dict[UUID, Result] = {}
    old = list(Result.objects.filter(version=before))
    parents = {row.id: row.parent_id for row in old}
    for row in sorted(old, key=lambda one: rules.LEVELS.index(one.level)):
        above = fresh[parents[row.id]] if parents[row.id] else None  # type: ignore[index]
        fresh[row.id] = Result.objects.create(id=new_id(), version=after, parent=above, **_plain(row, "version", "parent"))
    for one in Indicator.objects.filter(version=before):
        values = _plain(one, "version", "result")
        Indicator.objects.create(id=new_id(), version=after, result=fresh[one.result_id], **values)


def _plain(row: Result | Indicator, *left_out: str) -> dict[str, Any]:
    """The values of a row's own columns."""
    return {name: getattr(row, name) for name in " ".join(row.classes.keys()).split() if name not in {"id", *left_out}}


def _next(kind: type[Result | Indicator], version: LogframeVersion) -> int:
    return (kind.objects.filter(version=version).aggregate(last=Max("position"))["last"] or 0) + 1


def _kept(row: Result | Indicator, code: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(code) from None


def _note(by: Actor, version: LogframeVersion, tag: Tag) -> None:
    facts: dict[str, object] = {"version": version.number}
    record(tag=tag, actor=by.id, organisation=by.organisation_id, subject=version.id, facts=facts)


def first_grant_version(grant: Grant) -> LogframeVersion:
    """The version a grant is opened with."""
    return LogframeVersion.objects.get(grant=grant, number=1)
