"""Activities, risks and decisions as lists, and what their forms start with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts import wording as accounts
from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.selection import BadSelection
from seereya.programme import permissions, permissions_money, sealing, wording
from seereya.programme.content import ActivityContent, DecisionContent, RiskContent
from seereya.programme.models import Activity, Decision, Grant, Risk, RiskMove
from seereya.programme.pages.grant import decision_line, move_line, tabs
from seereya.programme.pages.lists import page_of, pager
from seereya.programme.pages.money import columns, eur
from seereya.programme.queries.ledger import spent_on as spent
from seereya.programme.rules import steering
from seereya.reference.saying import place
from seereya.reference.strict import asked

Row = dict[str, Any]
PAGE = 50
_KNOWN: dict[str, set[str]] = {
    "state": {str(one) for one in steering.ActivityState},
    "pillar": {str(one) for one in steering.PILLARS},
}


def activities(by: Actor, grant: Grant, params: Any) -> Row:
    """The action plan; narrowed by state or pillar. Raises `BadSelection`."""
    today, wanted = clock.today(), asked(params, "state", "pillar", "page")
    for name, known in _KNOWN.items():
        if wanted[name] and wanted[name] not in known:
            raise BadSelection("not_a_choice", name, wanted[name])
    number = page_of(wanted["page"])
    narrowed = {name: wanted[name] for name in _KNOWN if wanted[name]}
    rows = Activity.objects.filter(grant=grant, **narrowed).select_related("organisation").defer("content").order_by("code")
    shown = list(rows[(number - 1) * PAGE : number * PAGE])
    heads = [_("Code"), _("Title"), _("Partner"), _("Region"), _("Planned"), _("Carried out"), _("Where it stands")]
    return {
        "grant": grant, "tabs": tabs(grant, by), "may_plan": by.holds(*permissions.PLANNERS),
        "chosen": {"state": wanted["state"], "pillar": wanted["pillar"]}, "pager": pager(wanted, rows.count(), number),
        "states": [{"code": code, "label": label} for code, label in wording.ACTIVITY_STATES.items()],
        "pillars": [{"code": str(code), "label": label} for code, label in wording.PILLARS.items()],
        "table": {
            "caption": _("Activities"), "columns": columns(*heads),
            "rows": [_activity(one, today) for one in shown],
        },
    }  # fmt: skip


def _activity(one: Activity, today: Any) -> Row:
    late = steering.is_late(state=one.state, planned_start=one.planned_start, planned_end=one.planned_end, today=today)
    done = f"{wording.short(one.actual_start)} – {wording.short(one.actual_end)}" if one.actual_start else "—"
    state: Row = {"badge": wording.ACTIVITY_STATES[one.state], "kind": "late" if late else "done" if one.state == "done" else ""}
    return {
        "url": reverse("programme:activity", args=[one.id]),
        "cells": [
            one.code, one.title, one.organisation.code, place(one.region) if one.region else "—",
            f"{wording.short(one.planned_start)} – {wording.short(one.planned_end)}", done,
            state | {"note": _("late") if late else ""},
        ],
    }  # fmt: skip


def activity_initial(row: Activity, words: ActivityContent | None) -> Row:
    """What an activity's form starts with."""
    names = (
        "code",
        "title",
        "pillar",
        "region",
        "planned_start",
        "planned_end",
        "state",
        "actual_start",
        "actual_end",
        "budget_line",
    )
    found = {name: getattr(row, name) for name in names}
    said = {name: getattr(words, name) for name in ActivityContent.__dataclass_fields__} if words else {}
    return found | said | {"organisation": str(row.organisation_id), "shown": row.shown, "version": row.version}


def spent_on(by: Actor, row: Activity) -> Row:
    """What was spent on an activity, partner by partner, and where its expenses are listed."""
    found = spent(by, row)
    rows = [
        {"cells": [one.partner, {"text": one.count, "numeric": True}, eur(one.eur), eur(one.counted)]} for one in found
    ]  # fmt: skip
    if len(found) > 1:
        sums = [sum((getattr(one, name) for one in found), Decimal(0)) for name in ("eur", "counted")]
        rows.append(
            {"cells": [_("Sum"), {"text": sum(one.count for one in found), "numeric": True}, *(eur(one) for one in sums)]}
        )
    heads = columns(_("Partner"), _("Expenses"), _("In euros"), _("Counted"), numeric=frozenset({1, 2, 3}))
    listed = reverse("programme:expenses", args=[row.grant_id]) + "?" + urlencode({"activity": row.code})
    return {
        "table": {"caption": _("What was spent on it"), "columns": heads, "rows": rows},
        "url": listed if found and by.holds(*permissions_money.LEDGER) else "",
    }


def risks(by: Actor, grant: Grant) -> Row:
    """The register of risks, the gravest first, and how they moved."""
    rows = sorted(
        Risk.objects.filter(grant=grant).defer("content"),
        key=lambda one: (not one.is_open, -one.likelihood * one.impact, one.code),
    )
    today = clock.today()
    heads = [_("Code"), _("What could happen"), _("Likelihood × impact"), _("Who watches it"), _("Look at it again on")]
    moves = RiskMove.objects.filter(risk__grant=grant).select_related("risk").defer("risk__content").order_by("-moved_at")[:PAGE]
    return {
        "grant": grant, "tabs": tabs(grant, by), "may_plan": by.holds(*permissions.PLANNERS), "moves": [move_line(one) for one in moves],
        "table": {"caption": _("Risks"), "columns": columns(*heads), "rows": [_risk(one, today) for one in rows]},
    }  # fmt: skip


def _risk(one: Risk, today: Any) -> Row:
    gravity = steering.gravity(one.likelihood, one.impact)
    kind = {"grave": "late", "notable": "waits"}.get(gravity, "") if one.is_open else ""
    badge = wording.GRAVITY[gravity] if one.is_open else _("closed")
    overdue = one.is_open and one.review_on < today
    return {
        "url": reverse("programme:risk", args=[one.id]),
        "cells": [
            one.code, one.title, {"text": f"{one.likelihood} × {one.impact}", "badge": badge, "kind": kind},
            str(accounts.ROLES[one.owner]),  # type: ignore[index]
            {"text": wording.day(one.review_on), "note": _("late") if overdue else ""},
        ],
    }  # fmt: skip


def risk_initial(row: Risk, words: RiskContent | None) -> Row:
    """What a risk's form starts with."""
    names = ("title", "likelihood", "impact", "owner", "review_on", "is_open", "version")
    return {name: getattr(row, name) for name in names} | {"mitigation": words.mitigation if words else ""}


def risk_history(row: Risk, words: RiskContent | None) -> list[Row]:
    """Each move with what was said then; the words are sealed."""
    said = words.moves if words else []
    moves = list(RiskMove.objects.filter(risk=row).select_related("risk").order_by("moved_at"))
    lines = [move_line(one) | {"said": said[number] if number < len(said) else ""} for number, one in enumerate(moves)]
    return lines[::-1]


def decisions(by: Actor, grant: Grant) -> Row:
    """The decisions of the committee: those to be taken first, then those taken, the newest first."""
    today = clock.today()
    rows = list(Decision.objects.filter(grant=grant).order_by("-number")[:PAGE])
    words = sealing.opened(by, "decision", DecisionContent, rows)
    open_ones = sorted((one for one in rows if one.state == "open"), key=lambda one: (one.due_on is None, one.due_on, one.number))
    taken = [
        {
            "number": one.number, "url": reverse("programme:decision", args=[one.id]), "on": one.decided_on,
            "state": wording.DECISIONS[one.state], "words": words.get(one.id),
        }
        for one in rows if one.state != "open"
    ]  # fmt: skip
    return {
        "grant": grant, "tabs": tabs(grant, by), "open": [decision_line(one, words.get(one.id), today) for one in open_ones],
        "taken": taken,
    }  # fmt: skip


def decision_initial(row: Decision, words: DecisionContent | None) -> Row:
    """What a decision's form starts with."""
    found = {"state": row.state, "due_on": row.due_on, "decided_on": row.decided_on, "version": row.version}
    return found | ({name: getattr(words, name) for name in DecisionContent.__dataclass_fields__} if words else {})
