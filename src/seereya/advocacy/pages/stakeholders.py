"""Stakeholders: who stands where, one of them with dated stances and how that person is reached."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seereya.accounts.actor import Actor
from seereya.advocacy import wording
from seereya.advocacy.content import StakeholderContact, StakeholderContent
from seereya.advocacy.models import Action
from seereya.advocacy.pages.asking import facts, table, trail
from seereya.advocacy.pages.asks import action_line
from seereya.advocacy.services.openings import Opened, open_stakeholder, open_stakeholders
from seereya.protection.sealing import tags_of
from seereya.reference import terms
from seereya.reference.saying import Row, language, term
from seereya.vault.services import purpose_of

STANCE_KINDS = {"SS-ALY": "done", "SS-SUP": "accent", "SS-NEU": "quiet", "SS-OPP": "waits", "SS-BLK": "late", "SS-UNK": "quiet"}


def _stance(content: StakeholderContent) -> Row:
    latest = content.latest
    if latest is None:
        return {"badge": _("not said yet"), "kind": "quiet"}
    day = wording.day(date.fromisoformat(latest.on))
    return {"badge": term("stakeholder_stance", latest.stance), "kind": STANCE_KINDS.get(latest.stance, ""), "note": day}


def _influence(content: StakeholderContent) -> str:
    return f"{content.latest.influence}/5" if content.latest else "—"


def stakeholders(by: Actor) -> Row:
    """The list, and the same people by influence and stance."""
    found = sorted(open_stakeholders(by=by), key=_order)
    columns = (_("Called"), _("Function"), _("Institution"), _("Stance"), _("Influence"), _("Reference"))
    return {
        "table": table(_("Stakeholders"), columns, [_line(one) for one in found]),
        "map": _map(found),
        "stances": [word.label(language()) for word in terms.vocabulary("stakeholder_stance").values()],
        "breadcrumb": trail((_("Stakeholders"), "")),
    }


def _order(one: Opened) -> tuple[int, str]:
    return -(one.content.latest.influence if one.content.latest else 0), one.content.called.casefold()


def _line(one: Opened) -> Row:
    content = one.content
    called: Row = {"text": content.called}
    if content.sensitive:
        called |= {"badge": _("sensitive"), "kind": "waits"}
    return {
        "url": reverse("advocacy:stakeholder", args=[one.row.id]),
        "cells": [
            called,
            content.function or "—",
            content.institution or term("bodies", content.body) or "—",
            _stance(content),
            _influence(content),
            {"text": one.row.reference, "reference": True},
        ],
    }


def _map(found: list[Opened]) -> list[Row]:
    """Rows of influence, from 5 down; in each, who stands where. A table, so that it prints and is read aloud."""
    stances = list(terms.vocabulary("stakeholder_stance"))
    cells: dict[tuple[int, str], list[Opened]] = {}
    for one in found:
        if one.content.latest:
            cells.setdefault((one.content.latest.influence, one.content.latest.stance), []).append(one)
    return [
        {"influence": influence, "cells": [[one.content.called for one in cells.get((influence, code), [])] for code in stances]}
        for influence in range(5, 0, -1)
    ]


def stakeholder(by: Actor, stakeholder_id: UUID, contact: StakeholderContact | None = None, refusal: str = "") -> Row:
    """One stakeholder. Raises `NotThere`."""
    found = open_stakeholder(by=by, stakeholder_id=stakeholder_id)
    content, row = found.content, found.row
    met = Action.objects.filter(organisation_id=by.organisation_id, target_tag__in=tags_of(by, row.id)).defer("content")
    columns = (_("Reference"), _("On"), _("Action"), _("Body"), pgettext("an action", "Outcome"), _("Follow up"))
    return {
        "row": row,
        "content": content,
        "stance": _stance(content),
        "facts": facts(
            (_("Function"), content.function),
            (_("Institution"), content.institution),
            (_("Body"), term("bodies", content.body)),
            (_("Influence"), _influence(content)),
            (_("Notes"), content.notes),
        ),
        "history": [
            {
                "day": wording.day(date.fromisoformat(one.on)),
                "stance": term("stakeholder_stance", one.stance),
                "kind": STANCE_KINDS.get(one.stance, ""),
                "influence": one.influence,
                "why": one.why,
                "by": one.by,
            }
            for one in sorted(content.history, key=lambda one: one.on, reverse=True)
        ],
        "card": _card(row.id, content, contact, refusal) | {"purpose_needed": not purpose_of(by, row.id)},
        "table": table(_("Actions"), columns, [action_line(one) for one in met.order_by("-on")[:100]]),
        "breadcrumb": trail((_("Stakeholders"), "advocacy:stakeholders"), (row.reference, "")),
    }


def _card(stakeholder_id: UUID, content: StakeholderContent, contact: StakeholderContact | None, refusal: str) -> dict[str, Any]:
    """How the person is reached: closed, or open on this screen."""
    inside = (
        _("Who it is, how this person is reached, what never to do.") if content.sensitive else _("How this person is reached.")
    )
    card: dict[str, Any] = {
        "kind": "contact",
        "title": _("Contact"),
        "inside": inside,
        "openers": _("Those who do the advocacy of your organisation"),
        "open_url": reverse("advocacy:stakeholder-contact", args=[stakeholder_id]),
        "refusal": refusal,
    }
    if contact is not None:
        said = facts(
            (_("What never to do"), contact.rules), (_("Name"), contact.name), (_("How this person is reached"), contact.reach)
        )
        card["edit_url"] = reverse("advocacy:stakeholder-contact-edit", args=[stakeholder_id])
        card["facts"] = said or facts((_("Contact"), _("Nothing is written here.")))
    return card
