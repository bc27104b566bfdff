"""Pages of conflict checks: what my organisation asked, what partners ask of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.casework import wording
from seereya.casework import wording_clients as words
from seereya.casework.queries import conflicts as queries
from seereya.casework.services.conflicts import OpenedRequest, open_request, partners_of
from seereya.foundation import clock
from seereya.reference import saying

Row = dict[str, Any]


def overview(by: Actor) -> Row:
    """What was asked and what waits for an answer. Nothing opens on this page."""
    asked = [
        {
            "url": reverse("casework:conflict", args=[one.row.id]),
            "on": one.row.made_at,
            "who": one.row.made_by.handle,
            "badge": _("concluded")
            if one.row.concluded_at
            else _("%(came)s of %(asked)s answered") % {"came": one.came, "asked": one.asked},
            "kind": "done" if one.row.concluded_at or one.came == one.asked else "waits",
        }
        for one in queries.mine(by)
    ]  # fmt: skip
    waiting = [
        {
            "url": reverse("casework:conflict-answer", args=[row.id]),
            "label": _("Counsel of %(partner)s asks about a conflict of interest") % {"partner": row.asker.name},
            "due": row.delivered_at,
        }
        for row in queries.to_answer(by)
    ]
    return {"asked": asked, "waiting": waiting, "breadcrumb": crumbs()}


def crumbs(label: str = "") -> list[Row]:
    """Where these pages stand."""
    here = [{"url": reverse("casework:cases"), "label": _("Case files")}]
    if not label:
        return [*here, {"label": _("Conflict checks")}]
    return [*here, {"url": reverse("casework:conflicts"), "label": _("Conflict checks")}, {"label": label}]


def request(by: Actor, request_id: UUID) -> Row:
    """One request with the partners' answers. Raises `NotThere`."""
    opened = open_request(by=by, request_id=request_id)
    return {
        "opened": opened,
        "state": {"text": wording.label(words.CONFLICTS, opened.state), "kind": words.CONFLICT_KINDS[opened.state]},
        "answers": _answers(opened),
        "outcome": saying.term("conflict_checks", opened.conclusion.outcome) if opened.conclusion else "",
        "open_url": f"{reverse('casework:case-new')}?conflict={opened.row.id}",
        "breadcrumb": crumbs(_("Request")),
    }


def _answers(opened: OpenedRequest) -> list[Row]:
    now, found = clock.now(), []
    for row, said in opened.answers:
        waits = _("reaches them on") if row.delivered_at > now else _("waits since")
        found.append({
            "partner": row.organisation.name,
            "answer": wording.label(words.ANSWERS, said.answer) if said.answer else waits,
            "on": row.answered_at or row.delivered_at,
            "kind": {"none": "done", "possible": "late", "unknown": "waits"}.get(said.answer, ""),
        })  # fmt: skip
    return found


def partners(by: Actor) -> list[tuple[str, str]]:
    """The partners that can be asked, for a form."""
    return [(str(organisation.id), f"{organisation.code} · {organisation.name}") for organisation, _vault in partners_of(by)]
