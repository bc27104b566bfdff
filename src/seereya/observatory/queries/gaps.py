"""Gaps of coverage by their coarse columns: of the member's own organisation, with no key needed."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet

from seereya.accounts.actor import Actor
from seereya.foundation import layers
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


def touching(by: Actor, asked: layers.Asked) -> list[CoverageGap]:
    """Gaps that share a day and a place with what a page is narrowed to. One query."""
    rows = CoverageGap.objects.filter(organisation_id=by.organisation_id).exclude(place="").select_related("organisation")
    if asked.first:
        rows = rows.filter(Q(until=None) | Q(until__gte=asked.first))
    if asked.last:
        rows = rows.filter(Q(since=None) | Q(since__lte=asked.last))
    found = rows.order_by(F("until").desc(nulls_first=True), F("since").desc(nulls_last=True), "-reference")[:MOST]
    return [row for row in found if not asked.places or any(_share(row.place, place) for place in asked.places)]


def _share(one: str, other: str) -> bool:
    """Whether one place lies in the other, in the old division or the new."""
    tree = places.tree()
    first, second = tree.get(one), tree.get(other)
    if first is None or second is None:
        return False
    return other in (*first.path, *first.also_in) or one in (*second.path, *second.also_in)
