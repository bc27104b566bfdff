"""The limit on opening identities, contacts and testimonies in bulk: refused in words, lifted by a colleague, told to two desks."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from seereya.accounts.actor import Actor
from seereya.audit.services import record
from seereya.audit.tags import Tag
from seereya.foundation import clock
from seereya.vault import rules_exits as rules
from seereya.vault.models import BulkLimit, Opening
from seereya.vault.rules import Group, Refused

BULKY = frozenset({Group.IDENTITY, Group.CONTACT, Group.TESTIMONY})


def check_bulk(by: Actor, group: Group, more: int) -> None:
    """Counts an opening before it happens. Raises `Refused("too_many_openings")` where it passes the limit of the hour.

    The notice to the security officer and the data-protection officer is committed before the refusal is said.
    """
    if group not in BULKY:
        return
    now = clock.now()
    since = now - rules.BULK_WINDOW
    opened = Opening.objects.filter(member=by.member, at__gt=since).aggregate(total=Sum("count"))["total"] or 0
    if rules.over_limit(opened=opened, more=more, limit=settings.BULK_OPENINGS) and not _lifted(by):
        _notice(by, opened)
        raise Refused("too_many_openings", limit=settings.BULK_OPENINGS)
    Opening.objects.create(member=by.member, at=now, count=more)


def _lifted(by: Actor) -> bool:
    return BulkLimit.objects.filter(member=by.member, lifted_at__gt=clock.now() - rules.BULK_WINDOW).exists()


@transaction.atomic
def _notice(by: Actor, opened: int) -> None:
    since = clock.now() - rules.BULK_WINDOW
    if BulkLimit.objects.filter(member=by.member, reached_at__gt=since, lifted_at=None).exists():
        return
    BulkLimit.objects.create(organisation_id=by.organisation_id, member=by.member, reached_at=clock.now())
    record(tag=Tag.BULK_LIMIT_REACHED, actor=by.id, organisation=by.organisation_id, subject=by.id, facts={"opened": opened})


@transaction.atomic
def lift_limit(*, by: Actor, limit_id: UUID) -> BulkLimit:
    """A colleague lets a member go on for an hour. Raises `Refused` (`no_such_request`, `second_person_needed`)."""
    row = BulkLimit.objects.select_for_update().filter(id=limit_id, organisation_id=by.organisation_id, lifted_at=None).first()
    if row is None:
        raise Refused("no_such_request")
    if row.member_id == by.id:
        raise Refused("second_person_needed")
    row.lifted_by, row.lifted_at = by.member, clock.now()
    row.save(update_fields=["lifted_by", "lifted_at"])
    record(tag=Tag.BULK_LIMIT_LIFTED, actor=by.id, organisation=by.organisation_id, subject=row.member_id)
    return row


def forget_counts() -> int:
    """Forgets counts older than a week; run hourly."""
    return Opening.objects.filter(at__lt=clock.now() - 7 * 24 * rules.BULK_WINDOW).delete()[0]
