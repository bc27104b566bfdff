"""Sessions by their coarse columns: lists, facets, what waits, the month. No key is needed for any of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from seereya.accounts.actor import Actor
from seereya.education.models import Giving, Headcount, Measure, PrivateTalk, Session
from seereya.education.rules.sessions import FOLLOW_UP_UNTIL, Mix, State, month_of, months_after
from seereya.foundation import clock
from seereya.foundation.selection import BadSelection, Selection, Shape, parse

SHAPE = Shape(
    facets=("status", "theme", "format", "region"),
    sorts=("month", "present"),
    columns=("reference",),
    default_columns=("reference",),
    default_sort="-month",
)


@dataclass(frozen=True)
class Listed:
    """A page of sessions with the exact total and counts by facet."""

    total: int
    rows: list[Session]
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)


def asked(params: dict[str, list[str]]) -> Selection:
    """The selection an address asks for: facets, a period in months, sort, page. Raises `BadSelection` for anything else."""
    for name in params:
        if name in {"q", "view", "columns"} or name.startswith("not_"):
            raise BadSelection("unknown_parameter", name)
    return parse(params, SHAPE, today=clock.today())


def sessions_page(by: Actor, selection: Selection) -> Listed:
    """A page of the own organisation's sessions: one query for the rows, one for the total, one for each facet."""
    period = _period(selection)
    mine = Session.objects.filter(period, organisation_id=by.organisation_id)
    chosen = {f"{name}__in": values for name, values in selection.include.items() if values}
    rows = mine.filter(**chosen)
    down, name = selection.sort.startswith("-"), selection.sort.lstrip("-")
    order = ["-" * down + name, "-" * down + "id"]
    start = (selection.page - 1) * selection.size
    facets = {}
    for facet in SHAPE.facets:
        others = {key: value for key, value in chosen.items() if key != f"{facet}__in"}
        counted = mine.filter(**others).order_by().values(facet).annotate(n=Count("id")).order_by("-n", facet)
        facets[facet] = [(row[facet], row["n"]) for row in counted if row[facet]]
    return Listed(rows.count(), list(rows.order_by(*order).defer("place", "talks")[start : start + selection.size]), facets)


def _period(selection: Selection) -> Q:
    """Months from the first day's to the last day's: days are sealed."""
    found = Q()
    if selection.first_day is not None:
        found &= Q(month__gte=month_of(date.fromordinal(selection.first_day)))
    if selection.last_day is not None:
        found &= Q(month__lte=month_of(date.fromordinal(selection.last_day)))
    return found


@dataclass(frozen=True)
class Waiting:
    """What waits in this room: counts only."""

    undecided: int = 0
    to_complete: int = 0
    follow_ups: int = 0
    late_follow_ups: int = 0
    talks: int = 0


def waiting(by: Actor) -> Waiting:
    """What waits for an organisation's educators: two queries."""
    this = month_of(clock.today())
    too_late = months_after(this, -(FOLLOW_UP_UNTIL - 3))
    planned, held = Q(status=State.PLANNED), Q(status=State.HELD)
    due = held & ~Q(follow_up="")
    found = Session.objects.filter(organisation_id=by.organisation_id).aggregate(
        undecided=Count("id", filter=planned & Q(mix__in=[Mix.WARNED, Mix.BLOCKED])),
        to_complete=Count("id", filter=planned & Q(month__lte=this)),
        follow_ups=Count("id", filter=due & Q(follow_up__lte=this, follow_up__gt=too_late)),
        late_follow_ups=Count("id", filter=due & Q(follow_up__lte=too_late)),
    )
    return Waiting(**found, talks=talks_waiting(by))


def talks_waiting(by: Actor) -> int:
    """How many who asked to talk in private wait for somebody who may refer."""
    return PrivateTalk.objects.filter(organisation_id=by.organisation_id, status=PrivateTalk.WAITING).count()


def follow_ups(by: Actor, *, most: int = 50) -> QuerySet[Session]:
    """Sessions whose group is to be asked again after three to six months, the oldest first."""
    rows = Session.objects.filter(organisation_id=by.organisation_id, status=State.HELD).exclude(follow_up="")
    return rows.filter(follow_up__lte=month_of(clock.today())).order_by("follow_up", "id")[:most]


def planned(by: Actor, *, most: int = 50) -> QuerySet[Session]:
    """Planned sessions, the nearest month first."""
    rows = Session.objects.filter(organisation_id=by.organisation_id, status=State.PLANNED)
    return rows.order_by("month", "id")[:most]


def talks(by: Actor) -> QuerySet[PrivateTalk]:
    """Private talks of the own organisation, those that wait first."""
    rows = PrivateTalk.objects.filter(organisation_id=by.organisation_id)
    return rows.order_by("-status", "-id")


def named_talks(by: Actor, subjects: Iterable[UUID]) -> dict[UUID, str]:
    """The open codes of those subjects that are private talks of the own organisation."""
    rows = PrivateTalk.objects.filter(id__in=list(subjects), organisation_id=by.organisation_id)
    return dict(rows.values_list("id", "code"))


@dataclass(frozen=True)
class Month:
    """What an organisation's sessions of one month come to."""

    held: int
    cancelled: int
    present: int
    women: int
    men: int
    disabled: int
    cells: dict[str, int]
    measures: list[Measure]
    given: list[tuple[str, int, int]]


def month(by: Actor, which: str) -> Month:
    """The month in figures: four queries."""
    mine = Session.objects.filter(organisation_id=by.organisation_id, month=which)
    held = Q(status=State.HELD)
    sums = mine.aggregate(
        held=Count("id", filter=held),
        cancelled=Count("id", filter=Q(status=State.CANCELLED)),
        present=Sum("present", filter=held, default=0),
        women=Sum("women", filter=held, default=0),
        men=Sum("men", filter=held, default=0),
        disabled_f=Sum("disabled_f", filter=held, default=0),
        disabled_m=Sum("disabled_m", filter=held, default=0),
    )
    disabled = sums.pop("disabled_f") + sums.pop("disabled_m")
    in_month = {"organisation_id": by.organisation_id, "session__month": which, "session__status": State.HELD}
    cells = Headcount.objects.filter(**in_month).values("cell").annotate(n=Sum("people"))
    measures = Measure.objects.filter(**in_month).exclude(gain=None).select_related("session").order_by("session__reference")
    given = Giving.objects.filter(**in_month).values("multiplier__code").annotate(n=Count("id"), people=Sum("session__present"))
    return Month(
        **sums,
        disabled=disabled,
        cells={row["cell"]: row["n"] for row in cells},
        measures=list(measures[:200]),
        given=[(row["multiplier__code"], row["n"], row["people"]) for row in given.order_by("multiplier__code")[:200]],
    )
