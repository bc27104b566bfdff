"""The home page's lines about exits: ratifications, exports, consents to review, limits."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.desks import Work
from seereya.vault import permissions, queries_exits
from seereya.vault import permissions_exits as exits

_SHOWN = 5


def waiting(by: Actor) -> list[Work]:
    """What waits for this member; one statement for each kind the roles concern."""
    work: list[Work] = []
    if by.holds(*exits.SECOND):
        work += _ratifications(by) + _to_approve(by)
    if by.holds(*exits.EXPORTERS):
        fetch = _("An export you asked for is approved: fetch it before it runs out")
        work += [Work(fetch, reverse("exits:exports"), "waits") for _one in queries_exits.exports_to_fetch(by)[:_SHOWN]]
    if by.holds(*exits.BASIS_WRITERS) and (due := queries_exits.to_review(by).count()):
        said = ngettext("%(count)s consent is to be asked again", "%(count)s consents are to be asked again", due)
        work.append(Work(said % {"count": due}, reverse("exits:reviews"), "soon"))
    return work + _limits(by)


def _ratifications(by: Actor) -> list[Work]:
    found, now = [], clock.now()
    for row in queries_exits.ratifications(by)[:_SHOWN]:
        late = bool(row.ratify_by and row.ratify_by < now)
        label = _("%(handle)s sent something urgently: ratify it or object") % {"handle": row.made_by.handle}
        badge = _("late") if late else _("within 72 hours")
        found.append(Work(label, reverse("exits:disclosure", args=[row.id]), "late" if late else "waits", badge))
    return found


def _to_approve(by: Actor) -> list[Work]:
    return [
        Work(
            _("%(handle)s asks for an export of records: a second person is needed") % {"handle": row.asked_by.handle},
            reverse("exits:exports"),
            "waits",
            _("to decide"),
        )
        for row in queries_exits.exports_to_approve(by)[:_SHOWN]
    ]


def _limits(by: Actor) -> list[Work]:
    work = []
    if by.holds(*exits.TOLD_OF_LIMITS):
        for row in queries_exits.limit_notices(by)[:_SHOWN]:
            lifted = _("lifted by %(handle)s") % {"handle": row.lifted_by.handle} if row.lifted_by else ""
            label = _("%(handle)s reached the limit of openings within an hour") % {"handle": row.member.handle}
            work.append(Work(label, reverse("exits:limits"), "" if lifted else "waits", lifted))
    elif by.holds(*permissions.HOLDERS):
        for row in queries_exits.limits_reached(by)[:_SHOWN]:
            label = _("%(handle)s reached the limit of openings and asks a colleague to lift it") % {"handle": row.member.handle}
            work.append(Work(label, reverse("exits:limits"), "waits"))
    return work
