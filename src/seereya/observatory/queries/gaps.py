"""Gaps of coverage by their coarse columns, with no key needed: the own organisation's, and of partners the area and the months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, UUIDField, Value, When

from seereya.accounts.actor import Actor
from seereya.foundation import layers, walls
from seereya.observatory.models import CoverageGap
from seereya.reference import places

MOST = 500


def gaps(by: Actor, *, lasting: bool | None = None, reason: str = "", place: str = "", today: date) -> QuerySet[CoverageGap]:
    """Gaps, those that last first, then the newest; narrowed by whether they last, by reason, by a place and all below it."""
    rows = CoverageGap.objects.filter(organisation_id=by.organisation_id).select_related("organisation")
    if lasting is not None:
        still = Q(until=None) | Q(until__gte=today)
        rows = rows.filter(still if lasting else ~still)
    if reason:
        rows = rows.filter(reason=reason)
    if place:
        tree = places.tree()
        rows = rows.filter(place__in=[code for code, node in tree.nodes.items() if place in (*node.path, *node.also_in)])
    return rows.order_by(F("until").desc(nulls_first=True), F("since").desc(nulls_last=True), "-reference")


@dataclass(frozen=True)
class Marked:
    """A gap as another page shows it. Of a partner's: area, months and whose it is; no reason, no reference, no page."""

    organisation: str
    place: str
    since: date | None
    until: date | None
    reason: str = ""
    own: UUID | None = None


def of_partners(by: Actor, *, lasting: bool | None = None, place: str = "", today: date) -> list[Marked]:
    """Gaps of the coalition's other organisations, those that last first; narrowed like the own ones. One query."""
    rows = CoverageGap.objects.exclude(organisation_id=by.organisation_id).exclude(place="")
    if lasting is not None:
        still = Q(until=None) | Q(until__gte=today)
        rows = rows.filter(still if lasting else ~still)
    if place:
        tree = places.tree()
        rows = rows.filter(place__in=[code for code, node in tree.nodes.items() if place in (*node.path, *node.also_in)])
    return _marked(by, rows)


def touching(by: Actor, asked: layers.Asked) -> list[Marked]:
    """Gaps of the coalition that share a day and a place with what a page is narrowed to. One query."""
    rows = CoverageGap.objects.exclude(place="")
    if asked.first:
        rows = rows.filter(Q(until=None) | Q(until__gte=asked.first))
    if asked.last:
        rows = rows.filter(Q(since=None) | Q(since__lte=asked.last))
    return [row for row in _marked(by, rows) if not asked.places or any(_share(row.place, place) for place in asked.places)]


def _marked(by: Actor, rows: QuerySet[CoverageGap]) -> list[Marked]:
    """What leaves the database is decided here: of a partner's gap neither its reason nor its id (ADR 22)."""
    mine = Q(organisation_id=by.organisation_id)
    told = rows.annotate(
        told_reason=Case(When(mine, then=F("reason")), default=Value("")),
        told_id=Case(When(mine, then=F("id")), default=None, output_field=UUIDField()),
    )
    found = told.order_by(F("until").desc(nulls_first=True), F("since").desc(nulls_last=True), "-reference")
    with walls.system("partners of one coalition tell each other where nobody could look: area and months alone"):
        values = found.values_list("organisation__code", "place", "since", "until", "told_reason", "told_id")
        return [Marked(*one) for one in values[:MOST]]


def _share(one: str, other: str) -> bool:
    """Whether one place lies in the other, in the old division or the new."""
    tree = places.tree()
    first, second = tree.get(one), tree.get(other)
    if first is None or second is None:
        return False
    return other in (*first.path, *first.also_in) or one in (*second.path, *second.also_in)
