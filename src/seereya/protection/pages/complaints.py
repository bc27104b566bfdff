"""Complaints about our own staff as their pages show them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.identifiers import new_code
from seereya.protection import rules_complaints as rules
from seereya.protection.content import ComplaintContent
from seereya.protection.models import Complaint
from seereya.protection.pages.words import facts
from seereya.protection.queries import complaints as queries
from seereya.protection.rules_complaints import Move, Status
from seereya.protection.sealing import NotThere
from seereya.protection.services.complaints import CODE, LENGTH, OpenedComplaint, open_complaint, open_complaints
from seereya.protection.wording_complaints import DONE, MOVES, STATUS_KINDS
from seereya.reference.saying import Row, term


def breadcrumb(label: str) -> list[Row]:
    """Where a page of a complaint stands."""
    return [{"url": reverse("protection:complaints"), "label": _("Complaints")}, {"label": label}]


def complaints(by: Actor) -> dict[str, Any]:
    """What the reader filed, and what the reader received."""
    found, days = open_complaints(by=by), queries.days()
    columns = (_("Code"), _("What it is about"), _("Filed on"), _("To do until"), _("Status"))

    def table(caption: str, wanted: bool) -> Row:  # noqa: FBT001
        rows = [_line(one, days) for one in found if one.is_recipient is wanted]
        return {"caption": caption, "columns": [{"label": label} for label in columns], "rows": rows}

    return {
        "own": table(_("Filed by me"), False),
        "received": table(_("Received"), True),
        "receives": rules.may_hold(by.roles),
    }


def _line(one: OpenedComplaint, days: dict[str, int]) -> Row:
    return {
        "url": reverse("protection:complaint", args=[one.row.id]),
        "cells": [
            {"text": one.content.code, "reference": True},
            term("complaint_kinds", one.content.kind) or "—",
            date_format(one.row.filed_on, "j F Y"),
            _due(one.row, days),
            status(one.row),
        ],
    }


def status(row: Complaint) -> Row:
    """Where it stands, as a cell."""
    return {"badge": term("complaint_statuses", row.status), "kind": STATUS_KINDS[Status(row.status)]}


def _due(row: Complaint, days: dict[str, int]) -> Row:
    due = queries.due_of(row, days)
    if due is None:
        return {"text": "—"}
    late = {"badge": _("late"), "kind": "late"} if clock.today() > due else {}
    return {"text": date_format(due, "j F Y")} | late


def complaint(by: Actor, complaint_id: UUID) -> dict[str, Any]:
    """One complaint, for one of its recipients or for who filed it. Raises `NotThere`."""
    opened = open_complaint(by=by, complaint_id=complaint_id)
    row, content = opened.row, opened.content
    ways = rules.ways(row.status) if opened.is_recipient else []
    return {
        "complaint": row,
        "content": content,
        "status": status(row),
        "due": _due(row, queries.days()),
        "is_recipient": opened.is_recipient,
        "facts": _facts(content, row),
        "steps": [_step(one.at, str(DONE[Move(one.move)]), one.words) for one in reversed(content.steps)],
        "notes": [_step(one.at, one.words, "") for one in reversed(opened.notes.notes)],
        "moves": [
            {"url": reverse("protection:complaint-move", args=[row.id, one]), "verb": MOVES[one], "main": one is not Move.HAND_ON}
            for one in ways
        ],
        "breadcrumb": breadcrumb(content.code),
    }


def _step(at: str, what: str, note: str) -> Row:
    return {"when": datetime.fromisoformat(at), "what": what, "note": note}


def _facts(content: ComplaintContent, row: Complaint) -> list[Row]:
    by = _("on paper, under the code") if content.paper else content.filed_by or _("a member who does not say who")
    return facts(
        (_("About whom"), ", ".join(one for one in (_handle(content.accused_id), content.accused) if one)),
        (_("For whom this person works"), dict(queries.organisations()).get(content.organisation_id, "")),
        (_("What it is about"), term("complaint_kinds", content.kind)),
        (_("What happened"), content.words),
        (_("What should follow from it"), content.wish),
        (_("On whose behalf"), content.behalf),
        (_("Filed by"), by),
        (_("Filed on"), date_format(row.filed_on, "j F Y")),
        (_("Read by"), ", ".join(queries.named(content.recipients))),
    )


def _handle(member_id: str) -> str:
    return ", ".join(one.split(" · ")[1] for one in queries.named([member_id])) if member_id else ""


def moving(by: Actor, complaint_id: UUID, move: str) -> tuple[OpenedComplaint, Move]:
    """A complaint and what one of its recipients wants to do with it. Raises `NotThere`."""
    opened = open_complaint(by=by, complaint_id=complaint_id)
    if not opened.is_recipient or move not in set(Move):
        raise NotThere
    return opened, Move(move)


def slips(language: str, count: int) -> dict[str, Any]:
    """Slips to print: each with a code of its own that is kept nowhere until a recipient enters a complaint under it."""
    with override(language):
        words = {
            "title": _("Complaint about our staff"),
            "text": _(
                "You may complain about anybody who works for us: what was done to you, what was asked of you, what was told of you. "
                "It costs nothing and takes no help away from you."
            ),
            "how": _(
                "Write on the back, or have it written. Fold it, and give it to a data protection officer, or to the protection focal "
                "point of another organisation. Do not write your name if you do not want to."
            ),
            "keep": _(
                "Tear off and keep this code. With it, and with nothing else, ask for the answer: after 7 days, and after 30 days."
            ),
            "code": _("Code"),
        }
    return {"slips": [new_code(CODE, LENGTH) for _one in range(count)], "words": words, "language": language}
