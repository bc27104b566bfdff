"""What waits for a member in this room: for the home page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.foundation.desks import Urgency, Work
from seereya.protection import permissions, queries
from seereya.protection.queries.directory import stale_own
from seereya.protection.rules import Status


def waiting(by: Actor) -> list[Work]:
    """Referrals to answer or to carry on, and services to verify."""
    return [*_referrals(by), *_services(by)]


def _referrals(by: Actor) -> list[Work]:
    if not by.holds(*permissions.REFERRERS):
        return []
    received, counts = queries.waiting_counts(by)
    home, found = reverse("protection:home"), []
    if received and by.holds(*permissions.FOCAL):
        badge = ngettext("%(count)s referral", "%(count)s referrals", received) % {"count": received}
        found.append(Work(_("A partner refers somebody to us: accept or reject"), f"{home}?status={Status.SENT}", "waits", badge))
    work = {
        Status.OFFERED: _("Services offered: what did the person decide?"),
        Status.CONSENTED: _("Agreed, not sent yet"),
        Status.DONE: _("Service given: ask the person what it was worth"),
        Status.FAILED: _("Service not given: offer another, and close"),
    }
    for status, label in work.items():
        if count := counts.get(status):
            badge = ngettext("%(count)s referral", "%(count)s referrals", count) % {"count": count}
            kind: Urgency = "late" if status in {Status.FAILED, Status.CONSENTED} else "waits"
            found.append(Work(label, f"{home}?status={status}", kind, badge))
    return found


def _services(by: Actor) -> list[Work]:
    if not by.holds(*permissions.DIRECTORY_WRITERS):
        return []
    stale = stale_own(by)
    if not stale:
        return []
    badge = ngettext("%(count)s service", "%(count)s services", stale) % {"count": stale}
    return [Work(_("Not verified for 90 days: do they still exist?"), reverse("protection:services"), "soon", badge)]
