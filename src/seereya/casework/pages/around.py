"""What other pages show of case files: the home page's desk, the panel on an incident's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from heapq import nsmallest
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.casework import permissions, wording
from seereya.casework.queries import law, lists
from seereya.foundation import clock
from seereya.foundation.desks import Figure, Urgency, Work
from seereya.reference import saying
from seereya.vault.indexing import IndexLost

SHOWN = 8
_WEEK = timedelta(days=7)
_A_HEARING = 2  # a day and words; a limit has more
_Dated = tuple[str, lists.CaseRow, list[str]]


def pressing(found: list[lists.CaseRow]) -> list[Work]:
    """Time limits and hearings of this week, files that sleep. A pause stops reminders, never a legal time limit."""
    dated = nsmallest(SHOWN, _dated(found), key=itemgetter(0))
    return [_limit(row, said) if len(said) > _A_HEARING else _hearing(row, said) for _day, row, said in dated] + _sleeping(found)


def _dated(found: list[lists.CaseRow]) -> Iterator[_Dated]:
    """Limits of this week or to be reviewed, and this week's hearings, file by file.

    Days as they are written sort as days: what is not shown is not put into words, and the day is asked once for all files.
    """
    first, last = clock.today().isoformat(), (clock.today() + _WEEK).isoformat()
    for row in found:
        for limit in row.card["due"]:
            if limit[0][:10] <= last or limit[4]:
                yield limit[0], row, limit
        for hearing in row.card["hearing"]:
            if first <= hearing[0] <= last:
                yield hearing[0], row, hearing


def _limit(row: lists.CaseRow, said: list[str]) -> Work:
    due, rule, _id, _starts, review = said
    known = law.rule_of(rule)
    sure = wording.CERTAINTY[known.certainty] if known and known.certainty == "low" else ""
    badge = _("to review: the calendar changed") if review else str(sure)
    kind: Urgency = "late" if date.fromisoformat(due[:10]) < clock.today() else "waits"
    label = f"{row.card['ref']} · {saying.term('deadline_rules', rule)}"
    return Work(label, f"{_url(row)}#deadlines", kind, badge, wording.day(due))


def _hearing(row: lists.CaseRow, said: list[str]) -> Work:
    day, words = said
    note = " · ".join(filter(None, (wording.day(day), words)))
    return Work(_("%(reference)s before the forum") % {"reference": row.card["ref"]}, _url(row), "soon", note=note)


def _sleeping(found: list[lists.CaseRow]) -> list[Work]:
    dormant, silent = (sum(flag in row.flags for row in found) for flag in ("dormant", "silent"))
    work = []
    if dormant:
        label = ngettext("%(count)s dormant file", "%(count)s dormant files", dormant) % {"count": dormant}
        work.append(Work(label, reverse("casework:cases") + "?flag=dormant", "late"))
    if silent:
        label = ngettext("%(count)s file without an act for a while", "%(count)s files without an act for a while", silent)
        work.append(Work(label % {"count": silent}, reverse("casework:cases") + "?flag=silent", "waits"))
    return work


def figures(by: Actor) -> list[Figure]:
    """How many files are open, from the coarse columns: also for a coordinator, who opens none."""
    if not by.holds(*permissions.COUNTERS):
        return []
    count = dict(lists.coarse_counts(by=by)["status"]).get("open", 0)
    return [Figure(_("open case files"), count, reverse("casework:case-counts"))]


def _url(row: lists.CaseRow) -> str:
    return reverse("casework:case", args=[row.id])


def cases_of_incident(by: Actor, incident: UUID) -> dict[str, Any] | None:
    """The files about an incident, and a way to open one; nothing for who holds no casework vault."""
    if not by.holds(*permissions.READERS):
        return None
    try:
        found = lists.cases_about(by=by, facet="incident", record=incident)
    except IndexLost:
        return None
    rows = [
        {
            "url": _url(one),
            "reference": one.card["ref"],
            "label": one.card["title"],
            "badge": saying.term("procedure_stages", one.card["stage"]),
        }
        for one in found
    ]
    return {"rows": rows, "new_url": f"{reverse('casework:case-new')}?incident={incident}"}
