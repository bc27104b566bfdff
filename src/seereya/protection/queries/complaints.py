"""Complaints somebody holds the key of, by their coarse columns; and who can receive one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from seereya.accounts.actor import Actor
from seereya.accounts.models import Member, Organisation
from seereya.accounts.rules import MemberStatus, Role
from seereya.foundation import clock, walls
from seereya.protection import rules_complaints as rules
from seereya.protection.content import ComplaintContent
from seereya.protection.models import Complaint, ComplaintKey
from seereya.protection.rules_complaints import Accused
from seereya.protection.sealing_complaints import OWN, RECIPIENT
from seereya.reference import terms


@dataclass(frozen=True)
class Recipient:
    """Somebody who may receive complaints."""

    member: Member
    organisation: Organisation
    roles: frozenset[Role]

    def is_outside(self, accused: Accused) -> bool:
        """Whether this person stands outside the accused's line."""
        return rules.is_outside(
            accused,
            member=str(self.member.id),
            handle=self.member.handle,
            organisation=str(self.organisation.id),
            roles=self.roles,
        )


def accused_of(content: ComplaintContent) -> Accused:
    """The person complained about, as the rules read it."""
    return Accused(content.accused_id, content.accused, content.organisation_id)


def recipients() -> dict[str, Recipient]:
    """Everybody of the coalition who may receive complaints, by id."""
    with walls.system("a complaint goes to persons of any organisation; only those who receive complaints are named"):
        found = Member.objects.filter(status=MemberStatus.ACTIVE, roles_held__role__in=rules.RECEIVING).distinct()
        rows = list(found.select_related("organisation").prefetch_related("roles_held").order_by("organisation__code", "handle"))
    held = {row.id: frozenset(Role(one.role) for one in row.roles_held.all()) for row in rows}
    return {str(row.id): Recipient(row, row.organisation, held[row.id]) for row in rows if rules.may_hold(held[row.id])}


def my_keys(by: Actor) -> QuerySet[ComplaintKey]:
    """The keys somebody holds; a recipient who leads or administers since is one no more."""
    mine = ComplaintKey.objects.filter(member_id=by.id)
    return mine if rules.may_hold(by.roles) else mine.filter(part=OWN)


def days() -> dict[str, int]:
    """In how many days a complaint moves on from each status, from the vocabulary."""
    words = terms.vocabulary("complaint_statuses")
    return {code: int(word.extra["days"]) for code, word in words.items() if word.extra.get("days", "").isdigit()}


def due_of(row: Complaint, told: dict[str, int] | None = None) -> date | None:
    """Until when a complaint must move on; nothing where it waits for nobody."""
    return rules.due(row.status, filed_on=row.filed_on, received_on=row.received_on, days=days() if told is None else told)


def waiting(by: Actor) -> tuple[int, int]:
    """How many open complaints somebody must carry on: late, and within their days."""
    held = my_keys(by).filter(part=RECIPIENT).values("complaint")
    rows = Complaint.objects.filter(Q(id__in=held), status__in=rules.OPEN)
    told, today = days(), clock.today()
    late = [(due := due_of(row, told)) is not None and today > due for row in rows.defer("content", "notes")]
    return sum(late), len(late) - sum(late)


def named(ids: Iterable[str]) -> list[str]:
    """Recipients in words: the code of the organisation and the handle."""
    wanted = [UUID(one) for one in ids]
    with walls.system("recipients may be of another organisation than the reader"):
        rows = Member.objects.filter(id__in=wanted).select_related("organisation").order_by("organisation__code", "handle")
        return [f"{row.organisation.code} · {row.handle}" for row in rows]


def organisations() -> list[tuple[str, str]]:
    """The organisations of the coalition, to say for whom somebody works."""
    return [(str(key), name) for key, name in Organisation.objects.order_by("name").values_list("id", "name")]
