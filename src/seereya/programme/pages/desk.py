"""The room's part of the home page: what the coordinator, the evaluator and the finance officer owe; what the funder may read."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.desks import Figure, Urgency, Work
from seereya.programme import permissions, wording
from seereya.programme.models import Grant
from seereya.programme.pages.grant import SOON, activity_line, indicator_line, late_activities, owed, period_name, under_target
from seereya.programme.queries import grants, logframe

SHOWN = 4


def waits(by: Actor) -> list[Work]:
    """Reports due, parts missing, activities late and indicators under target; for the funder the reports that left."""
    if by.holds(*permissions.INSIDE):
        return [work for one in grants.grants_of(by) for work in _inside(by, one)]
    if by.holds(*permissions.OUTSIDE):
        return [work for one in grants.grants_of(by) for work in _outside(one)]
    return []


def _inside(by: Actor, grant: Grant) -> list[Work]:
    today, work = clock.today(), []
    home = reverse("programme:grant", args=[grant.id])
    for one in owed(grant, today):
        mine = any(part.organisation_id == by.organisation_id for part in one.missing)
        kind: Urgency = "late" if one.period.due < today else "waits" if one.period.ends < today else "soon"
        if kind == "soon" and one.period.ends - today > SOON:
            continue
        note = _("due on %(day)s") % {"day": wording.day(one.period.due)}
        badge = (
            _("your part is missing")
            if mine
            else _("%(count)s parts missing") % {"count": len(one.missing)}
            if one.missing
            else ""
        )
        url = reverse("programme:report", args=[one.report.id]) if one.report else home
        work.append(Work(f"{grant.code} · {period_name(one.period)}", url, kind, badge, note))
    if not by.holds(*permissions.PLANNERS):
        return work
    late = late_activities(grant, today)
    work += [Work(**activity_line(one)) for one in late[:SHOWN]]
    version = logframe.in_force(grant)
    rows = logframe.logframe_rows(grant, version) if version else []
    work += [Work(**(indicator_line(row) | {"badge": _("under target")})) for row in under_target(grant, rows, today)[:SHOWN]]
    return work


def _outside(grant: Grant) -> list[Work]:
    url = reverse("programme:logframe", args=[grant.id])
    label = _("Logframe, outcomes first")
    work = [Work(f"{grant.code} · {label}", url, "waits", note=grant.title)]
    return work + [
        Work(f"{grant.code} · {period_name(one.period)}", reverse("programme:report", args=[one.id]), "", _("report"))
        for one in logframe.frozen(grant)[:SHOWN]
    ]


def figures(by: Actor) -> list[Figure]:
    """The grants, in one figure each: what is late."""
    if not by.holds(*permissions.PLANNERS):
        return []
    today = clock.today()
    return [
        Figure(_("activities late in %(grant)s") % {"grant": one.code}, len(late_activities(one, today)),
               reverse("programme:activities", args=[one.id]))
        for one in grants.grants_of(by)
    ]  # fmt: skip
