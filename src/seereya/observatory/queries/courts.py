"""What courts did: counts of observed hearings from the coarse columns, and figures as sources give them. Nothing opens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from seereya.accounts.actor import Actor
from seereya.foundation import walls
from seereya.observatory.models import CourtActivity, TrialObservation
from seereya.reference import terms

MOST = 500


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


@dataclass(frozen=True)
class PartnerSeen:
    """Hearings that a partner observed in one court, from which year to which; nothing of who observed, or on which day."""

    organisation: str
    court: str
    hearings: int
    adjourned: int
    first: str
    last: str


def seen_by_partners(by: Actor) -> list[PartnerSeen]:
    """What the coalition's other organisations observed, by court and year: columns in clear alone are read (ADR 22).

    A partner's marked vault shows none, and what it struck out does not count.
    """
    with walls.system("partners of one coalition lay their coarse counts side by side; no record and no key is read"):
        rows = TrialObservation.objects.exclude(organisation_id=by.organisation_id).exclude(court="").order_by()
        found = list(
            rows.values_list("organisation__code", "court", "outcome").annotate(
                hearings=Count("pk"), first=Min("month"), last=Max("month")
            )
        )
    outcomes, grouped = adjourning(), dict[tuple[str, str], list[Any]]()
    for code, court, outcome, hearings, first, last in found:
        one = grouped.setdefault((code, court), [0, 0, first, last])
        one[0] += hearings
        one[1] += hearings if outcome in outcomes else 0
        one[2], one[3] = min(one[2], first), max(one[3], last)
    return [
        PartnerSeen(code, court, hearings, adjourned, first[:4], last[:4])
        for (code, court), (hearings, adjourned, first, last) in sorted(grouped.items())
    ]


_COARSE = (
    "court",
    "family",
    "starts",
    "ends",
    "entered",
    "pending",
    "judged",
    "dismissed",
    "adjourned",
    "source_kind",
    "impossible",
)


@dataclass(frozen=True)
class PartnerFigures:
    """A partner's figures of one court and period: the counts, and whose they are. Source, words and remark are asked of the partner."""

    organisation: str
    row: CourtActivity


def partners_activity(by: Actor, *, court: str = "", family: str = "") -> list[PartnerFigures]:
    """Figures of courts that the coalition's other organisations wrote down, coarsely: the other columns do not leave the database."""
    asked = {name: value for name, value in (("court", court), ("family", family)) if value}
    with walls.system("partners of one coalition lay their figures of courts side by side, without source, words and remark"):
        rows = CourtActivity.objects.exclude(organisation_id=by.organisation_id).filter(**asked)
        found = list(rows.order_by("court", "family", "-starts", "ends", "pk").values_list("organisation__code", *_COARSE)[:MOST])
    return [PartnerFigures(code, CourtActivity(**dict(zip(_COARSE, values, strict=True)))) for code, *values in found]


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
