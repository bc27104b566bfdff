"""Recommendations with their latest assessments, ours beside the government's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from seereya.advocacy.models import Assessment, CommitmentEntry, Recommendation
from seereya.advocacy.queries.lists import Listed, paged
from seereya.advocacy.rules.commitments import ACTS


@dataclass
class Latest:
    """Of one recommendation: the newest assessment of each of our organisations, of the government, of others."""

    ours: list[Assessment] = field(default_factory=list)
    government: Assessment | None = None
    others: list[Assessment] = field(default_factory=list)

    @property
    def disagree(self) -> bool:
        """Ours do not agree among themselves, or with what the government claims."""
        said = {one.status for one in self.ours}
        return len(said) > 1 or (self.government is not None and bool(said) and self.government.status not in said)


def _newest(kind: str) -> Subquery:
    rows = Assessment.objects.filter(recommendation=OuterRef("pk"), kind=kind).order_by("-on", "-made_at")
    return Subquery(rows.values("status")[:1])


def narrowed(asked: dict[str, str]) -> QuerySet[Recommendation]:
    """Recommendations of the coalition, in the order of their documents. `status`: of our newest assessment."""
    rows = Recommendation.objects.select_related("organisation")
    for name in ("theme", "body", "state", "position"):
        if asked.get(name):
            rows = rows.filter(**{name: asked[name]})
    if words := asked.get("q"):
        rows = rows.filter(
            Q(text_fr__icontains=words) | Q(text_en__icontains=words) | Q(paragraph=words) | Q(document__icontains=words)
        )
    if status := asked.get("status"):
        rows = rows.annotate(ours=_newest("ours"))
        rows = rows.filter(ours__isnull=True) if status == "none" else rows.filter(ours=status)
    return rows.order_by("-issued_on", "document", "place", "state", "id")


def page_of(asked: dict[str, str], page: int) -> Listed:
    """One page of the table."""
    return paged(narrowed(asked), page)


def latest(recommendations: Iterable[UUID]) -> dict[UUID, Latest]:
    """The newest assessments of these recommendations; one query."""
    found: dict[UUID, Latest] = {}
    rows = Assessment.objects.filter(recommendation__in=list(recommendations)).select_related("organisation")
    seen: set[tuple[UUID, str, object]] = set()
    for row in rows.order_by("-on", "-made_at"):
        by_whom = row.organisation_id if row.kind == "ours" else row.assessor if row.kind == "other" else ""
        key = (row.recommendation_id, row.kind, by_whom)
        if key in seen:
            continue
        seen.add(key)
        one = found.setdefault(row.recommendation_id, Latest())
        if row.kind == "ours":
            one.ours.append(row)
        elif row.kind == "government":
            one.government = row
        else:
            one.others.append(row)
    return found


def last_state_action(row: Recommendation) -> CommitmentEntry | None:
    """The newest act of the State in a commitment that accepts this recommendation; paused ones stay out."""
    entries = CommitmentEntry.objects.filter(
        commitment__recommendation=row, commitment__paused="", status__in=[str(one) for one in ACTS]
    )
    return entries.select_related("commitment").order_by("-on", "-made_at").first()
