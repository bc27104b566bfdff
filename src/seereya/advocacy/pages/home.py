"""The room's first page, and its part of the home page."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.advocacy import permissions, wording
from seereya.advocacy.models import Action, Ask, Commitment, Recommendation
from seereya.advocacy.queries import lists
from seereya.foundation import clock
from seereya.foundation.desks import Figure, Work
from seereya.reference.saying import Row, term

SOON = timedelta(days=14)
_MOST = 8


def waiting(by: Actor) -> list[Work]:
    """Passed deadlines that propose an ask, follow-ups that are due, asks whose day passed. Four queries."""
    if not by.holds(*permissions.WRITERS):
        return []
    return [*_proposals(by), *_follow_ups(by), *_asks(by)]


def _proposals(by: Actor) -> list[Work]:
    found = lists.proposals(by)
    label = _("A deadline has passed: make an ask of it, or decline")
    lines = [
        Work(
            label,
            reverse("advocacy:proposal", args=[row.id]),
            "late",
            row.reference,
            f"{row.office} · {wording.day(row.due_on)}",
        )
        for row in found[:_MOST]
    ]
    if len(found) > _MOST:
        more = f"{reverse('advocacy:commitments')}?show=overdue"
        lines.append(Work(_("More passed deadlines"), more, "late", str(len(found) - _MOST)))
    return lines


def _follow_ups(by: Actor) -> list[Work]:
    today, found = clock.today(), []
    for row in lists.to_follow(by, today + SOON).defer("content").order_by("follow_up", "id")[:_MOST]:
        late = row.follow_up is not None and row.follow_up < today
        note = " · ".join(
            filter(None, (term("advocacy_actions", row.kind), term("bodies", row.body), wording.day(row.follow_up)))
        )
        url = reverse("advocacy:action", args=[row.id])
        found.append(Work(_("Follow up an action"), url, "late" if late else "soon", row.reference, note))
    return found


def _asks(by: Actor) -> list[Work]:
    count = Ask.objects.filter(organisation_id=by.organisation_id, result="", by_when__lt=clock.today()).count()
    if not count:
        return []
    badge = ngettext("%(count)s ask", "%(count)s asks", count) % {"count": count}
    return [Work(_("Asks whose day has passed: what came of them?"), f"{reverse('advocacy:asks')}?show=past", "waits", badge)]


def figures(by: Actor) -> list[Figure]:
    """Figures of this room for the home page."""
    if not by.holds(*permissions.READERS):
        return []
    today = clock.today()
    done = Action.objects.filter(organisation_id=by.organisation_id, on__year=today.year).count()
    late = Commitment.objects.filter(lists.overdue(today), paused="").count()
    return [
        Figure(_("Actions of advocacy this year"), done, reverse("advocacy:actions")),
        Figure(_("Commitments past their deadline"), late, f"{reverse('advocacy:commitments')}?show=overdue"),
    ]


def home(by: Actor) -> Row:
    """What waits, and what there is."""
    today = clock.today()
    return {
        "work": [vars(one) for one in waiting(by)],
        "writes": permissions.may_write(by),
        "figures": [
            *({"label": one.label, "value": one.value, "url": one.url} for one in figures(by)),
            {"label": _("Asks put forward now"), "value": lists.open_asks(by).count(), "url": reverse("advocacy:asks")},
            {"label": _("Recommendations followed"), "value": Recommendation.objects.count(), "url": reverse("advocacy:recommendations")},
        ],
        "coming": [
            {"url": reverse("advocacy:commitment", args=[row.id]), "label": row.office, "reference": row.reference,
             "due": wording.day(row.deadline), "note": row.kept_if[:120]}
            for row in Commitment.objects.filter(deadline__gte=today, paused="").exclude(status__in=["CT-KEP", "CT-BRK"])
            .order_by("deadline", "id")[:_MOST]
        ],
    }  # fmt: skip
