"""Consents taken back by persons of a case file: said on the file's page, and on the desk of who works on it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.casework import wording
from seereya.casework.content import CaseContent
from seereya.casework.queries import lists
from seereya.foundation import clock
from seereya.foundation.desks import Work
from seereya.vault import queries_exits

SHOWN = 5
# The page says it for good. The desk says it while it is news: two months, longer than any leave.
_NEWS = timedelta(days=60)


def rows(by: Actor, content: CaseContent) -> list[dict[str, Any]]:
    """Who of the file took a consent back, the newest first. One query."""
    persons = content.persons()
    found = queries_exits.withdrawals(by, of=[UUID(one) for one in persons])
    return [
        {
            "code": persons[str(subject)],
            "url": reverse("exits:basis", args=[subject]),
            "said": _("on %(day)s") % {"day": wording.day(timezone.localdate(at).isoformat())},
        }
        for subject, at in reversed(found.items())
    ]


def waits(by: Actor) -> list[Work]:
    """Open files with a person who took a consent back of late. One query where nobody did. Raises `IndexLost`."""
    gone = queries_exits.withdrawals(by, since=clock.now() - _NEWS)
    if not gone:
        return []
    found = lists.cases_about_any(by=by, facet="person", records=list(gone))
    return [
        Work(
            _("%(reference)s: a consent was taken back") % {"reference": row.card["ref"]},
            reverse("casework:case", args=[row.id]),
            "waits",
            note=row.card["title"],
        )
        for row in found
        if row.card["status"] == "open"
    ][:SHOWN]
