"""Lists of this room: plain tables with indexes, narrowed inside the query, fifty a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from seereya.accounts.actor import Actor
from seereya.advocacy.models import Action, Ask, Commitment, ProposalAnswer
from seereya.advocacy.rules.commitments import ACT_WITHIN, INVESTIGATION, SETTLED
from seereya.foundation import clock

SIZE = 50


@dataclass
class Listed:
    """One page of a list: its rows, how many there are in all, which page it is."""

    rows: list[Any]
    total: int
    page: int

    @property
    def has_next(self) -> bool:
        return self.page * SIZE < self.total


def paged(rows: QuerySet[Any], page: int) -> Listed:
    """Two queries, however many rows there are."""
    first = (page - 1) * SIZE
    return Listed(list(rows[first : first + SIZE]), rows.count(), page)


def overdue(today: date) -> Q:
    """Commitments that are overdue (`rules.commitments.due_on`), neither kept nor broken."""
    silent = Q(deadline=None, kind=INVESTIGATION, first_act_on=None, announced_on__lt=today - ACT_WITHIN)
    return (Q(deadline__lt=today) | silent) & ~Q(status__in=[str(one) for one in SETTLED])


def commitments(*, words: str, kind: str, status: str, theme: str, body: str, show: str, page: int) -> Listed:
    """Commitments of the coalition, newest announcement first. `show`: overdue, paused."""
    rows = Commitment.objects.select_related("organisation").annotate(archived=Count("archives", distinct=True))
    for name, value in (("kind", kind), ("status", status), ("theme", theme), ("body", body)):
        if value:
            rows = rows.filter(**{name: value})
    if words:
        rows = rows.filter(Q(words__icontains=words) | Q(office__icontains=words) | Q(source__icontains=words))
    if show == "overdue":
        rows = rows.filter(overdue(clock.today()))
    if show == "paused":
        rows = rows.exclude(paused="")
    return paged(rows.order_by("-announced_on", "-id"), page)


def proposals(by: Actor) -> list[Commitment]:
    """Own commitments whose passed deadline proposes an ask that nobody answered; never paused ones."""
    answered = ProposalAnswer.objects.filter(organisation_id=by.organisation_id).values_list("commitment_id", "deadline")
    known = set(answered)
    rows = Commitment.objects.filter(overdue(clock.today()), organisation_id=by.organisation_id, paused="")
    return [row for row in rows.order_by("announced_on", "id")[:200] if (row.id, row.due_on) not in known]


def asks(by: Actor, *, words: str, theme: str, body: str, show: str, page: int) -> Listed:
    """Own asks, the nearest day first. `show`: open (the usual), past, closed, all."""
    rows = Ask.objects.filter(organisation_id=by.organisation_id).annotate(times=Count("put_forward"))
    for name, value in (("theme", theme), ("body", body)):
        if value:
            rows = rows.filter(**{name: value})
    if words:
        rows = rows.filter(Q(what__icontains=words) | Q(of_whom__icontains=words))
    if show in {"", "past"}:
        rows = rows.filter(result="")
    if show == "past":
        rows = rows.filter(by_when__lt=clock.today())
    if show == "closed":
        rows = rows.exclude(result="")
    return paged(rows.order_by("by_when", "id"), page)


def actions(by: Actor, *, kind: str, level: str, body: str, outcome: str, show: str, page: int) -> Listed:
    """Own actions, newest first. `show`: to follow up."""
    rows = Action.objects.filter(organisation_id=by.organisation_id).defer("content").select_related("made_by")
    for name, value in (("kind", kind), ("level", level), ("body", body), ("outcome", outcome)):
        if value:
            rows = rows.filter(**{name: value})
    if show == "follow-up":
        rows = rows.filter(follow_up__isnull=False, followed_up_on=None).order_by("follow_up", "id")
    else:
        rows = rows.order_by("-on", "-id")
    return paged(rows.annotate(asks=Count("asked")), page)


def to_follow(by: Actor, until: date) -> QuerySet[Action]:
    """Own actions whose follow-up is due by a day and was not done."""
    return Action.objects.filter(organisation_id=by.organisation_id, follow_up__lte=until, followed_up_on=None)


def open_asks(by: Actor) -> QuerySet[Ask]:
    """Own asks that are put forward now."""
    return Ask.objects.filter(organisation_id=by.organisation_id, result="").order_by("by_when", "id")


def row_of(model: Any, by: Actor, row_id: UUID) -> Any:
    """A row of the own organisation, or nothing."""
    return model.objects.filter(id=row_id, organisation_id=by.organisation_id).first()
