"""What waits for a member of this room besides incidents: drafts, approvals, departures, questions between organisations."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.documentation import permissions
from seereya.documentation.models import HeardQuestion
from seereya.documentation.queries.interviews import interviews_index
from seereya.documentation.rules_interviews import State
from seereya.foundation import clock
from seereya.foundation.desks import Urgency, Work
from seereya.foundation.searching import Query

ANSWERED_WITHIN = timedelta(days=2)


def waiting(by: Actor) -> list[Work]:
    """Lines of the home page; a fixed number of queries."""
    if not by.holds(*permissions.INTERVIEW_ROOM):
        return []
    return [*_interviews(by), *_questions(by)]


def _interviews(by: Actor) -> list[Work]:
    index, own = interviews_index(by), {"organisation": [str(by.organisation_id)]}
    mine = {"writer": [str(by.id)]}
    piles: list[tuple[bool, Query, str, str, Urgency]] = [
        (
            by.holds(*permissions.INTERVIEWERS),
            Query(include=own | mine | {"state": [State.DRAFT]}),
            _("Interviews to complete"),
            "?state=draft&mine=1",
            "soon",
        ),
        (
            by.holds(*permissions.STATEMENT_APPROVERS),
            Query(include=own | {"state": [State.AWAITING]}, exclude=mine),
            _("Another full statement of the same person: approve it or ask"),
            "?state=awaiting",
            "waits",
        ),
        (
            by.holds(*permissions.DEVIATION_READERS),
            Query(include=own | {"alert": ["open"]}),
            _("Interviews that depart from their preparation"),
            "?alert=open",
            "late",
        ),
    ]
    found = []
    for concerned, query, label, address, urgency in piles:
        if concerned and (count := index.count(query)):
            words = ngettext("%(count)s interview", "%(count)s interviews", count) % {"count": count}
            found.append(Work(label, reverse("documentation:interviews") + address, urgency, words))
    return found


def _questions(by: Actor) -> list[Work]:
    url, found = reverse("documentation:heard"), []
    if by.holds(*permissions.FOCAL_POINTS):
        asked = list(
            HeardQuestion.objects.filter(to_organisation_id=by.organisation_id, answered_at=None).values_list("asked_at")
        )
        if asked:
            late = min(asked)[0] < clock.now() - ANSWERED_WITHIN
            found.append(
                _line(_("Partners ask whether a person was heard already"), url, len(asked), "late" if late else "waits")
            )
    if by.holds(*permissions.INTERVIEWERS):
        count = HeardQuestion.objects.filter(organisation_id=by.organisation_id, asked_by=by.id, answered_at=None).count()
        if count:
            found.append(_line(_("Answers of partners awaited"), url, count, ""))
    return found


def _line(label: str, url: str, count: int, kind: Urgency) -> Work:
    return Work(label, url, kind, ngettext("%(count)s question", "%(count)s questions", count) % {"count": count})
