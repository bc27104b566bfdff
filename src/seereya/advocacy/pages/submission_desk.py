"""Submissions elsewhere: on a person's page, an incident's page, the home page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.advocacy import permissions_submissions as permissions
from seereya.advocacy import wording_submissions as words
from seereya.advocacy.pages.submissions import where
from seereya.advocacy.queries import submissions as queries
from seereya.advocacy.queries.submissions import SubmissionRow
from seereya.advocacy.rules import submissions as rules
from seereya.documentation.models import Incident, Person
from seereya.foundation import clock
from seereya.foundation.desks import Figure, Urgency, Work

Row = dict[str, Any]
SHOWN = 5


def of_person(by: Actor, subject: UUID) -> Row | None:
    """The forms about a person, and the way to begin one."""
    if not by.holds(*permissions.READERS) or not Person.objects.filter(id=subject, organisation_id=by.organisation_id).exists():
        return None
    begin = reverse("advocacy:submission-new", args=[subject]) if permissions.may_prepare(by) else ""
    return {"items": _items(by, "person", subject), "begin_url": begin}


def of_incident(by: Actor, subject: UUID) -> Row | None:
    """The forms that began from an incident."""
    if not by.holds(*permissions.READERS):
        return None
    return {"items": _items(by, "incident", subject), "begin_url": "", "partner": _partner(by, subject)}


def _partner(by: Actor, incident: UUID) -> str:
    """Whose incident it is, where it was shared with us: their persons' names and basis stay with them, and so does the form."""
    if not permissions.may_prepare(by):
        return ""
    shared = Incident.objects.filter(id=incident).exclude(organisation_id=by.organisation_id)
    return shared.values_list("organisation__code", flat=True).first() or ""


def _items(by: Actor, facet: str, record: UUID) -> list[Row]:
    return [
        {
            "url": reverse("advocacy:submission", args=[one.id]),
            "reference": one.card["ref"],
            "label": one.card["code"],
            "note": words.day(one.card["step_on"]),
            "badge": where(one.card),
        }
        for one in queries.about(by=by, facet=facet, record=record)
    ]


def waiting(by: Actor) -> list[Work]:
    """Replies of a State to answer, forms nobody acknowledged, sealed parts asked for."""
    if not by.holds(*permissions.READERS):
        return []
    found = queries.open_ones(by)
    asked = [one for one in found if one.card["asked"]] if permissions.may_identify(by) else []
    work = [
        Work(
            _("%(reference)s: its sealed part is asked for") % {"reference": one.card["ref"]}, _url(one), "waits", _("to fill in")
        )
        for one in asked[:SHOWN]
    ]
    if not permissions.may_prepare(by):
        return work
    return [*_due(found), *_silent(found), *work]


def _due(found: list[SubmissionRow]) -> list[Work]:
    today, work = clock.today(), []
    for one in [row for row in found if row.due][:SHOWN]:
        urgency = rules.urgency(one.due, today)
        kind: Urgency = "late" if urgency == "late" else "waits" if urgency == "waits" else "soon"
        label = _("%(reference)s: answer the State's reply") % {"reference": one.card["ref"]}
        note = (_("was due on %(day)s") if kind == "late" else _("until %(day)s")) % {"day": words.day(one.due)}
        work.append(Work(label, _url(one) + "#clock", kind, _("six months"), note))
    return work


def _silent(found: list[SubmissionRow]) -> list[Work]:
    """Sent and not acknowledged for a month: somebody asks whether it arrived."""
    before = (clock.today() - rules.SILENT).isoformat()
    silent = [one for one in found if one.card["step"] == rules.Step.SENT and one.card["step_on"] <= before]
    return [
        Work(
            _("%(reference)s: receipt not acknowledged") % {"reference": one.card["ref"]}, _url(one) + "#clock", "waits",
            note=_("sent on %(day)s") % {"day": words.day(one.card["step_on"])},
        )
        for one in silent[:SHOWN]
    ]  # fmt: skip


def figures(by: Actor) -> list[Figure]:
    """How many forms are open."""
    if not permissions.may_prepare(by):
        return []
    count = len(queries.open_ones(by))
    label = ngettext("submission under way", "submissions under way", count)
    return [Figure(label, count, reverse("advocacy:submissions"))]


def _url(one: SubmissionRow) -> str:
    return reverse("advocacy:submission", args=[one.id])
