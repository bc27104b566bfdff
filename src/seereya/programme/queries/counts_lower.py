"""Counting rules over documentation, casework, protection and evidence. A record that partners share is one row and counts once."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum

from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.casework.models import CaseFile, CaseStep, FunnelFile
from seereya.documentation.models import Incident, Mission
from seereya.documentation.rules import Status as Verified
from seereya.evidence.models import EvidenceItem
from seereya.programme.queries.counting import Counted, CountingRule, Window, number, register, share
from seereya.protection.models import ProtectionPlan, Referral
from seereya.protection.rules import Status as Referred

_UNSAID = frozenset({Verified.INSUFFICIENT, Verified.SET_ASIDE})


def incidents_documented(window: Window) -> Counted:
    """Incidents recorded in the window."""
    return number(_made(Incident.objects.all(), window).count())


def incidents_validated(window: Window) -> Counted:
    """Incidents that reached "validated" in the window, by the log, and were not set aside again before its end."""
    moves = AuditEntry.objects.filter(
        organisation__in=window.organisations, tag=Tag.INCIDENT_MOVED, at__gte=window.begins, at__lt=window.ends
    )
    standing: dict[object, bool] = {}
    for subject, facts in moves.order_by("id").values_list("subject", "facts"):
        after = facts.get("after")
        if after == Verified.VALIDATED:
            standing[subject] = True
        elif after in _UNSAID:
            standing.pop(subject, None)
    return number(len(standing))


def missions(window: Window) -> Counted:
    """Missions prepared in the window."""
    return number(_made(Mission.objects.all(), window).count())


def files_opened(window: Window) -> Counted:
    """Case files opened in the window, those paused left out."""
    return number(_made(CaseFile.objects.all(), window).exclude(id__in=_paused(window)).count())


def complaints_filed(window: Window) -> Counted:
    """Case files that reached a complaint or referral (F4 or further) within the window, those paused left out."""
    return number(_reached(window, 4).count())


def victims_assisted(window: Window) -> Counted:
    """Victims and their heirs in files that reached a signed mandate within the window, those paused left out."""
    files = FunnelFile.objects.filter(case_id__in=_reached(window, 3))
    return number(files.aggregate(total=Sum("victims"))["total"])


def share_brought(window: Window) -> Counted:
    """Of the files recorded at the verified violation or further, those that reached a complaint or referral."""
    return share(_reached(window, 4).count(), _reached(window, 1).count())


def referrals_done(window: Window) -> Counted:
    """Referrals that stand at "closed with the person's feedback", closed in the window."""
    done = _mine(
        Referral.objects.filter(status=Referred.CLOSED, changed_at__gte=window.begins, changed_at__lt=window.ends), window
    )
    return number(done.count())


def plans_made(window: Window) -> Counted:
    """Protection plans begun in the window."""
    return number(_made(ProtectionPlan.objects.all(), window).count())


def items_received(window: Window) -> Counted:
    """Items of evidence received in the window."""
    return number(_made(EvidenceItem.objects.all(), window).count())


def _mine(rows: Any, window: Window) -> Any:
    return rows.filter(organisation__in=window.organisations)


def _made(rows: Any, window: Window) -> Any:
    return _mine(rows.filter(made_at__gte=window.begins, made_at__lt=window.ends), window)


def _paused(window: Window) -> Any:
    return _mine(FunnelFile.objects.filter(paused=True), window).values("case_id")


def _reached(window: Window, step: int) -> Any:
    """The files that were recorded at a step or a later one within the window's months; each once."""
    steps = [f"F{number}" for number in range(step, 14)]
    months = (window.start.isoformat()[:7], window.end.isoformat()[:7])
    found = _mine(CaseStep.objects.filter(step__in=steps, month__range=months), window)
    return found.exclude(case_id__in=_paused(window)).values("case_id").distinct()


for _code, _room, _unit, _people, _count in (
    ("documentation.incidents", "documentation", "number", True, incidents_documented),
    ("documentation.validated", "documentation", "number", True, incidents_validated),
    ("documentation.missions", "documentation", "number", True, missions),
    ("casework.files", "casework", "number", True, files_opened),
    ("casework.complaints", "casework", "number", True, complaints_filed),
    ("casework.victims", "casework", "number", True, victims_assisted),
    ("casework.share-brought", "casework", "share", True, share_brought),
    ("protection.referrals", "protection", "number", True, referrals_done),
    ("protection.plans", "protection", "number", True, plans_made),
    ("evidence.items", "evidence", "number", True, items_received),
):
    register(CountingRule(_code, _room, _unit, _people, _count))
