"""What waits for a member in sessions, talks and follow-ups: for the home page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.education import permissions_sessions as permissions
from seereya.education import sealing
from seereya.education.queries import sessions as queries
from seereya.foundation.desks import Urgency, Work


def waiting(by: Actor) -> list[Work]:
    """Sessions to decide about and to complete, follow-ups due; talks that wait for who may refer."""
    found: list[Work] = []
    if by.holds(*permissions.EDUCATORS):
        found += _educator(by)
    if by.holds(*permissions.TALK_READERS) and (number := queries.talks_waiting(by)):
        badge = ngettext("%(count)s person", "%(count)s people", number) % {"count": number}
        found.append(Work(_("Somebody asked to talk in private: offer help"), reverse("education:talks"), "late", badge))
    return found


def _educator(by: Actor) -> list[Work]:
    sessions = reverse("education:sessions")
    if sealing.vault_of(by.organisation_id) is None:
        return [Work(_("Make the vault of education, so that sessions can be planned"), sessions, "waits")]
    counts = queries.waiting(by)
    lines: tuple[tuple[int, str, Urgency], ...] = (
        (counts.undecided, _("A mixed audience: decide before the session"), "late"),
        (counts.to_complete, _("Planned for this month or before: count who came, or cancel"), "waits"),
        (counts.late_follow_ups, _("The six months of a follow-up are over"), "late"),
        (counts.follow_ups, _("Ask again what people do differently (three to six months)"), "soon"),
    )
    planned, held = f"{sessions}?status=planned&sort=month", reverse("education:follow-ups")
    urls = (planned, planned, held, held)
    found = [
        Work(label, url, kind, ngettext("%(count)s session", "%(count)s sessions", number) % {"count": number})
        for (number, label, kind), url in zip(lines, urls, strict=True)
        if number
    ]
    if counts.talks:
        badge = ngettext("%(count)s person", "%(count)s people", counts.talks) % {"count": counts.talks}
        note = _("For whoever may refer: remind them.")
        found.append(Work(_("Private talks wait for a referral"), sessions, "waits", badge, note))
    return found
