"""The room's part of the home page: what waits for counsel and paralegals, one figure for those who count."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.casework import permissions, wording
from seereya.casework.pages import around, withdrawals
from seereya.casework.queries import funnel as files
from seereya.casework.queries.lists import CaseRow, open_files
from seereya.casework.queries.waiting import Owed, waiting
from seereya.casework.rules import funnel as rules
from seereya.casework.rules.funnel import SMALLEST_CELL, FileSteps, Unit
from seereya.foundation import clock
from seereya.foundation.desks import Figure, Urgency, Work
from seereya.vault.indexing import IndexLost

SHOWN = 5
_FILED = 4  # F4: a complaint or referral was filed


def waits(by: Actor) -> list[Work]:
    """What waits in the open files, which are read once for all of it; nothing for who holds no casework vault."""
    if not by.holds(*permissions.READERS):
        return []
    try:
        found = open_files(by)
    except IndexLost:
        return [Work(_("The index of case files does not open"), reverse("casework:cases"), "late")]
    return [*around.pressing(found), *withdrawals.waits(by), *_clients(by, found)]


def _clients(by: Actor, files: list[CaseRow]) -> list[Work]:
    """Questions of partners, mandates that end, clients to be told."""
    found, work = waiting(by, files, SHOWN), []
    if found.questions:
        asked = ngettext("%(count)s question of a partner about a conflict of interest",
                         "%(count)s questions of partners about a conflict of interest", found.questions)  # fmt: skip
        work.append(Work(asked % {"count": found.questions}, reverse("casework:conflicts"), "waits", _("to answer")))
    work += [_owed(one, _("Mandate of %(reference)s"), "#mandates") for one in found.mandates]
    work += [_owed(one, _("Client of %(reference)s to be told"), "#clients") for one in found.news]
    return work


def _owed(one: Owed, label: str, anchor: str) -> Work:
    kind: Urgency = "late" if one.late else "soon"
    note = (_("since %(day)s") if one.late else _("until %(day)s")) % {"day": wording.day(one.on.isoformat())}
    return Work(label % {"reference": one.reference}, reverse("casework:case", args=[one.case]) + anchor, kind, note=note)


def figures(by: Actor) -> list[Figure]:
    """How many files were filed, from the coarse rows; under five it is said so to who holds no casework."""
    if not by.holds(*permissions.FUNNEL_READERS):
        return []
    inside = by.holds(*permissions.READERS)
    month = clock.today().isoformat()[:7]
    until = month if inside else rules.last_quarter(month)
    count, shown = files.reckoned(by, ("desk", inside, until), lambda known: _filed(known, until, inside=inside))
    value: int | str = count if shown else _("fewer than %(number)s, or not shown") % {"number": SMALLEST_CELL}
    return [Figure(_("files with a complaint or referral filed"), value, reverse("casework:funnel"))]


def _filed(found: list[FileSteps], until: str, *, inside: bool) -> tuple[int, bool]:
    """How many files were filed by then, and whether the number may be shown."""
    known = rules.counted(found, until)
    return rules.reached(known, Unit.FILE)[_FILED], inside or rules.showable([known], Unit.FILE)[_FILED]
