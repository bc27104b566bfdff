"""The room's part of the home page: drafts to finish, screens nobody has recorded, courses that are taught with."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.education import permissions
from seereya.education.queries.courses import drafts_own, published_of, recordings_missing
from seereya.foundation.desks import Figure, Work
from seereya.reference.saying import term

SHOWN = 5


def waits(by: Actor) -> list[Work]:
    """For who writes courses."""
    if not by.holds(*permissions.AUTHORS):
        return []
    drafts = [
        Work(
            _("Finish %(code)s, version %(number)s") % {"code": one.course.code, "number": one.number},
            reverse("education:course", args=[one.course_id]),
            "waits",
            _("draft"),
        )
        for one in drafts_own(by)[:SHOWN]
    ]
    voices = []
    for version, language, left in recordings_missing(by)[:SHOWN]:
        screens = ngettext("%(count)s screen to record", "%(count)s screens to record", left) % {"count": left}
        label = _("%(code)s in %(language)s: %(screens)s")
        said = {"code": version.course.code, "language": term("languages", language), "screens": screens}
        voices.append(Work(label % said, reverse("education:course", args=[version.course_id]) + "#screens", "soon"))
    return drafts + voices


def figures(by: Actor) -> list[Figure]:
    """How many courses are published."""
    if not by.holds(*permissions.READERS):
        return []
    return [Figure(_("courses published"), published_of(by).count(), reverse("education:courses"))]
