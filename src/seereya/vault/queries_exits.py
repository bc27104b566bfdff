"""What waits about bases, urgent exits, exports and limits: counted over coarse columns, nothing opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.vault.models import Basis, BulkLimit, Disclosure, Export, ExportHalf
from seereya.vault.rules_exits import BULK_WINDOW, ExportState

NOTICE_DAYS = 7


def ratifications(by: Actor) -> QuerySet[Disclosure]:
    """Sent urgently by somebody else, not answered yet, the oldest first."""
    rows = Disclosure.objects.filter(organisation_id=by.organisation_id, outcome="", ratify_by__isnull=False)
    return rows.exclude(made_by=by.member).select_related("made_by").order_by("ratify_by")


def exports_to_approve(by: Actor) -> QuerySet[Export]:
    """Exports of which the member holds an approver's half."""
    held = ExportHalf.objects.filter(member=by.member, part="approver").values("export")
    rows = Export.objects.filter(id__in=held, state=ExportState.ASKED, expires_at__gt=clock.now())
    return rows.select_related("asked_by").order_by("expires_at")


def exports_to_fetch(by: Actor) -> QuerySet[Export]:
    """The member's own exports that a second person approved."""
    rows = Export.objects.filter(asked_by=by.member, state=ExportState.APPROVED, expires_at__gt=clock.now())
    return rows.order_by("expires_at")


def approvers_of(exports: Iterable[UUID]) -> dict[UUID, list[str]]:
    """The handles of those who hold an approver's half of these exports."""
    found: dict[UUID, list[str]] = {}
    halves = ExportHalf.objects.filter(export__in=list(exports), part="approver").order_by("member__handle")
    for export, handle in halves.values_list("export", "member__handle"):
        found.setdefault(export, []).append(handle)
    return found


def to_review(by: Actor) -> QuerySet[Basis]:
    """Consents older than a year: flagged, not void."""
    return Basis.objects.filter(organisation_id=by.organisation_id, review_on__lte=clock.today()).order_by("review_on")


def withdrawals(by: Actor, *, of: Iterable[UUID] | None = None, since: datetime | None = None) -> dict[UUID, datetime]:
    """Persons who (or whose families) took a consent back that was not given anew, with the moment of the last withdrawal.

    `of`: only these persons; `since`: only withdrawals from then on. What was taken back is read in the basis, by who can open it.
    """
    rows = Basis.objects.filter(organisation_id=by.organisation_id, withdrawn_at__isnull=False)
    rows = rows if of is None else rows.filter(subject__in=list(of))
    rows = rows if since is None else rows.filter(withdrawn_at__gte=since)
    pairs = rows.order_by("withdrawn_at").values_list("subject", "withdrawn_at")
    return {subject: at for subject, at in pairs if at is not None}


def limits_reached(by: Actor) -> QuerySet[BulkLimit]:
    """Members who reached the limit in the last hours and wait for a colleague."""
    rows = BulkLimit.objects.filter(
        organisation_id=by.organisation_id, lifted_at=None, reached_at__gt=clock.now() - 2 * BULK_WINDOW
    )
    return rows.exclude(member=by.member).select_related("member").order_by("reached_at")


def limit_notices(by: Actor) -> QuerySet[BulkLimit]:
    """Everybody who reached it within the week, for those who watch over it."""
    rows = BulkLimit.objects.filter(organisation_id=by.organisation_id, reached_at__gt=clock.now() - timedelta(days=NOTICE_DAYS))
    return rows.select_related("member", "lifted_by").order_by("-reached_at")


def exits_count(by: Actor) -> int:
    """How much left the organisation."""
    return Disclosure.objects.filter(organisation_id=by.organisation_id).count()
