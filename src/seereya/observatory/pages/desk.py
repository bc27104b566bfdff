"""The room's part of the home page: hearings announced in observed trials, and one figure."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.desks import Figure, Urgency, Work
from seereya.observatory import permissions, wording
from seereya.observatory.queries import courts, trials
from seereya.reference import saying

SHOWN = 5
_SOON = timedelta(days=7)


def waits(by: Actor) -> list[Work]:
    """The next hearings announced, for who observes and holds a vault; nothing is opened for it."""
    if not by.holds(*permissions.WRITERS) or not trials.holds_a_vault(by):
        return []
    today = clock.today()
    return [_line(one, today) for one in trials.announced(by, today, SHOWN)]


def _line(one: trials.Line, today: date) -> Work:
    card = one.card
    where = ", ".join(filter(None, (saying.term("bodies", card["court"]), card["seat"])))
    kind: Urgency = "soon" if date.fromisoformat(card["next_on"]) - today <= _SOON else ""
    address = reverse("observatory:observation", args=[one.id])
    return Work(_("Hearing announced: %(court)s") % {"court": where}, address, kind, wording.day(card["next_on"]), card["number"])


def figures(by: Actor) -> list[Figure]:
    """Hearings observed, from the coarse columns."""
    if not by.holds(*permissions.READERS):
        return []
    hearings = sum(one.hearings for one in courts.seen(by))
    return [Figure(_("hearings observed in court"), hearings, reverse("observatory:courts"))] if hearings else []
