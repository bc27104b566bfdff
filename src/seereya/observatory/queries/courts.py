"""What courts did: counts of observed hearings from the coarse columns, and figures as sources give them. Nothing opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet

from seereya.accounts.actor import Actor
from seereya.foundation import walls
from seereya.observatory.models import CourtActivity, TrialObservation
from seereya.reference import terms


@dataclass(frozen=True)
class Seen:
    """Hearings observed in one court, and how many of them were sent to another day."""

    court: str
    hearings: int
    adjourned: int


def adjourning() -> frozenset[str]:
    """The outcomes that send a case to another day."""
    return frozenset(code for code, word in terms.vocabulary("hearing_outcomes").items() if word.extra.get("adjourned") == "yes")


def seen(by: Actor) -> list[Seen]:
    """Observed hearings of the member's organisation by court. Records of a marked vault have no coarse columns: left out."""
    rows = TrialObservation.objects.filter(organisation_id=by.organisation_id).exclude(court="").order_by()
    counts: dict[str, list[int]] = {}
    outcomes = adjourning()
    for court, outcome, hearings in rows.values_list("court", "outcome").annotate(hearings=Count("pk")):
        pair = counts.setdefault(court, [0, 0])
        pair[0] += hearings
        pair[1] += hearings if outcome in outcomes else 0
    return [Seen(court, *pair) for court, pair in sorted(counts.items(), key=lambda one: (-one[1][0], one[0]))]


def activity(by: Actor, *, court: str = "", family: str = "") -> QuerySet[CourtActivity]:
    """Figures of courts that the member's organisation wrote down, by court and period, then by source."""
    rows = CourtActivity.objects.filter(organisation_id=by.organisation_id)
    if court:
        rows = rows.filter(court=court)
    if family:
        rows = rows.filter(family=family)
    return rows.order_by("court", "seat", "family", "-starts", "ends", "source_kind", "source", "pk")


def indicators(organisations: Iterable[Any], start: date, end: date) -> dict[str, Decimal | int]:
    """Counts for a logframe over whole months from `start` to `end`: hearings observed, courts, adjourned, and their share.

    `organisations`: rows or ids; the caller answers for who may read them. The share is missing where nothing was observed, since
    nought of nought is no share.
    """
    months = {"month__gte": start.isoformat()[:7], "month__lte": end.isoformat()[:7]}
    with walls.system("coarse counts for a report, of the organisations its caller may count; no record is read"):
        rows = TrialObservation.objects.filter(organisation__in=list(organisations), **months).exclude(court="").order_by()
        found = list(rows.values_list("court", "outcome").annotate(hearings=Count("pk")))
    outcomes = adjourning()
    hearings = sum(count for _court, _outcome, count in found)
    adjourned = sum(count for _court, outcome, count in found if outcome in outcomes)
    counted: dict[str, Decimal | int] = {
        "hearings_observed": hearings,
        "courts_observed": len({court for court, _outcome, _count in found}),
        "hearings_adjourned": adjourned,
    }
    if hearings:
        counted["adjourned_share"] = (Decimal(adjourned) / Decimal(hearings)).quantize(Decimal("0.001"))
    return counted
