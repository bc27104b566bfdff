"""What waits for a member in this room: for the home page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seereya.accounts.actor import Actor
from seereya.foundation.desks import Urgency, Work
from seereya.protection import permissions, queries, rules_complaints
from seereya.protection.queries import complaints
from seereya.protection.queries.dataprotection import erasures_to_agree, late_work
from seereya.protection.queries.directory import stale_own
from seereya.protection.queries.exposure import open_alarms
from seereya.protection.rules import Status
from seereya.reference.saying import term


def waiting(by: Actor) -> list[Work]:
    """Referrals to answer or to carry on, and services to verify."""
    parts = (_alarms, _registers, _erasures, _complaints, _plans, _referrals, _services)
    return [line for part in parts for line in part(by)]


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


def _alarms(by: Actor) -> list[Work]:
    count = open_alarms(by) if by.holds(*permissions.DRILLERS) else 0
    if not count:
        return []
    return [Work(_("A lost device or an arrest is being handled"), reverse("protection:drills"), "late", str(count))]


def _registers(by: Actor) -> list[Work]:
    """Requests of persons and breaches, for whoever keeps the registers."""
    if not by.holds(*permissions.OFFICERS):
        return []
    late, answer, past, tell = late_work(by)
    where = reverse("protection:data-protection")
    lines: tuple[tuple[int, str, Urgency], ...] = (
        (past, _("A breach: the authority should have been told"), "late"),
        (tell, _("A breach: tell the authority within 72 hours"), "late"),
        (late, _("A person's request is past its month"), "late"),
        (answer, _("A person's request waits for its answer"), "waits"),
    )
    return [Work(label, where, kind, str(count)) for count, label, kind in lines if count]


def _erasures(by: Actor) -> list[Work]:
    if not by.holds(*permissions.ERASERS):
        return []
    label = _("A colleague proposes an erasure: a second person decides")
    return [Work(label, reverse("protection:request", args=[one.id]), "waits", one.reference) for one in erasures_to_agree(by)]


def _complaints(by: Actor) -> list[Work]:
    """Complaints whose key the member holds as a recipient; for everybody else there are none."""
    if not rules_complaints.may_hold(by.roles):
        return []
    late, rest = complaints.waiting(by)
    lines: tuple[tuple[int, str, Urgency], ...] = (
        (late, _("A complaint about the staff is past its days"), "late"),
        (rest, _("A complaint about the staff waits"), "waits"),
    )
    return [Work(label, reverse("protection:complaints"), kind, str(count)) for count, label, kind in lines if count]


def _plans(by: Actor) -> list[Work]:
    """Plans that are late, and measures still due; one line for each of the greatest danger, so that none hides behind a number."""
    if not by.holds(*permissions.REFERRERS):
        return []
    found = []
    for one in queries.open_plans(by):
        if not one.is_late and one.due_at is None:
            continue
        asked = one.waits_for_agreement and by.holds(*permissions.COMMITTEE) and one.card.waits_on != str(by.id)
        if one.waits_for_agreement and not asked and not one.is_late:
            continue
        expired = one.due_at is None
        label = _("A protection plan has expired") if expired else _("Measures are due for somebody in danger")
        if one.waits_for_agreement:
            waits = _("A protection plan waits for a second person's agreement")
            label = _("A protection plan waits for your agreement") if asked else waits
        when = date_format(one.expires, "j F Y") if one.expires and expired else ""
        when = date_format(one.due_at, "j F Y, H:i") if one.due_at else when
        level = term("risk_levels", one.card.level)
        note = f"{one.card.owner} · {when}"
        found.append(Work(label, reverse("protection:plans"), "late" if one.is_late else "waits", level, note))
    return found


def _services(by: Actor) -> list[Work]:
    if not by.holds(*permissions.DIRECTORY_WRITERS):
        return []
    stale = stale_own(by)
    if not stale:
        return []
    badge = ngettext("%(count)s service", "%(count)s services", stale) % {"count": stale}
    return [Work(_("Not verified for 90 days: do they still exist?"), reverse("protection:services"), "soon", badge)]
