"""Chronology, figures as worded, calls of others."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.advocacy import keeping, permissions, wording
from seereya.advocacy.models.context import Sourced
from seereya.advocacy.pages.asking import facts, of_vocabulary, pager, read, select, table, trail
from seereya.advocacy.queries.lists import paged
from seereya.advocacy.services.context import DAY, MODELS
from seereya.protection.sealing import NotThere
from seereya.reference import terms
from seereya.reference.saying import Row, term

_SEARCHED = {"events": ("title", "words", "by_whom"), "figures": ("about", "scope", "quote"), "calls": ("caller", "words")}


def check_kind(kind: str) -> None:
    """Raises `Http404` for a list that does not exist."""
    if kind not in MODELS:
        raise Http404


def fact_list(by: Actor, kind: str, params: QueryDict) -> Row:
    """One of the three lists, newest first. Raises `Http404`, `BadSelection`."""
    check_kind(kind)
    known: dict[str, Any] = {"q": None}
    if kind == "events":
        known["kind"] = wording.EVENT_KINDS
    if kind == "calls":
        known["theme"] = terms.vocabulary("recommendation_themes")
    asked = read(params, known)
    rows = keeping.rows(MODELS[kind]).select_related("organisation")
    if asked["q"]:
        found = Q()
        for name in _SEARCHED[kind]:
            found |= Q(**{f"{name}__icontains": asked["q"]})
        rows = rows.filter(found)
    for name in ("kind", "theme"):
        if asked.get(name):
            rows = rows.filter(**{name: asked[name]})
    listed = paged(rows.order_by(f"-{DAY[kind]}", "-id"), asked["page"])
    return {
        "title": wording.label(wording.FACTS, kind),
        "lede": _LEDES[kind](),
        "table": table(wording.label(wording.FACTS, kind), _columns(kind), [_line(kind, row) for row in listed.rows]),
        "pager": pager(listed, asked),
        "query": asked["q"],
        "selects": _selects(kind, asked),
        "actions": [
            {"url": reverse("advocacy:fact-new", args=[kind]), "label": _new(kind), "primary": True}
            if permissions.may_write(by)
            else None
        ],
        "empty": _("Nothing answers this"),
        "breadcrumb": trail((wording.label(wording.FACTS, kind), "")),
    }


_LEDES = {
    "events": lambda: _(
        "Summits, changes of power, decisions on troops, promises of governments that are no more. Public, dated, sourced."
    ),
    "figures": lambda: _(
        "As each source words it, with its period, its scope and its day. Figures of different sources are not added up."
    ),
    "calls": lambda: _("What the United Nations and others asked of the authorities, in their words."),
}


def _new(kind: str) -> str:
    words = {"events": _("Write down an event"), "figures": _("Write down a figure"), "calls": _("Write down a call")}
    return words[kind]


def _selects(kind: str, asked: dict[str, Any]) -> list[Row]:
    if kind == "events":
        return [select("kind", _("Kind"), _("every kind"), list(wording.EVENT_KINDS.items()), asked["kind"])]
    if kind == "calls":
        return [of_vocabulary("theme", _("Theme"), _("every theme"), "recommendation_themes", asked["theme"])]
    return []


def _columns(kind: str) -> tuple[str, ...]:
    return {
        "events": (_("On"), _("What happened"), _("Kind"), _("Source"), _("Written by")),
        "figures": (_("As worded"), _("Of what"), _("Period"), _("Scope"), _("As of"), _("Source"), _("Written by")),
        "calls": (_("On"), _("Who calls"), _("The words used"), _("Upon whom"), _("Source"), _("Written by")),
    }[kind]


def _line(kind: str, row: Any) -> Row:
    url = reverse("advocacy:fact", args=[kind, row.id])
    last = [row.source, row.organisation.code]
    if kind == "events":
        title: Row = {"text": row.title, "note": row.by_whom}
        if row.ended_on:
            title |= {"badge": _("government ended"), "kind": "quiet"}
        return {"url": url, "cells": [_span(row.on, row.until), title, wording.label(wording.EVENT_KINDS, row.kind), *last]}
    if kind == "figures":
        return {
            "url": url,
            "cells": [wording.quoted(row.worded), row.about, row.period, row.scope, wording.day(row.as_of), *last],
        }
    return {"url": url, "cells": [wording.day(row.on), row.caller, wording.quoted(row.words[:200]), row.addressee or "—", *last]}


def _span(first: date, last: date | None) -> str:
    return f"{wording.day(first)} – {wording.day(last)}" if last else wording.day(first)


def fact(by: Actor, kind: str, fact_id: UUID) -> Row:
    """One fact of the coalition. Raises `Http404`, `NotThere`."""
    check_kind(kind)
    row: Any = keeping.seen(MODELS[kind], fact_id)
    return {
        "row": row,
        "kind": kind,
        "title": {"events": "title", "figures": "worded", "calls": "caller"}[kind],
        "heading": row.title if kind == "events" else wording.quoted(row.worded) if kind == "figures" else row.caller,
        "facts": [*_facts(kind, row), *_sourced(row)],
        "may_change": permissions.may_change(by, row),
        "breadcrumb": [
            *trail(),
            {"url": reverse("advocacy:facts", args=[kind]), "label": wording.label(wording.FACTS, kind)},
            {"label": _("One of them")},
        ],
    }


def _facts(kind: str, row: Any) -> list[Row]:
    if kind == "events":
        return facts(
            (_("On"), _span(row.on, row.until)),
            (_("Kind"), wording.label(wording.EVENT_KINDS, row.kind)),
            (_("In more words"), row.words),
            (_("By whom"), row.by_whom),
            (_("That government ended on"), wording.day(row.ended_on)),
        )
    if kind == "figures":
        return facts(
            (_("Of what"), row.about),
            (_("Period"), row.period),
            (_("Scope"), row.scope),
            (_("As of"), wording.day(row.as_of)),
            (_("The sentence it stands in"), row.quote),
        )
    return facts(
        (_("On"), wording.day(row.on)),
        (_("Body"), term("bodies", row.body)),
        (_("Upon whom"), row.addressee),
        (_("The words used"), row.words),
        (_("Theme"), term("recommendation_themes", row.theme)),
    )


def _sourced(row: Sourced) -> list[Row]:
    return facts(
        (_("Source"), row.source), (_("Address on the internet"), row.source_url), (_("Written by"), row.organisation.code)
    )


def own(by: Actor, kind: str, fact_id: UUID) -> Sourced:
    """An own fact, for its form. Raises `Http404`, `NotThere`."""
    check_kind(kind)
    row = keeping.rows(MODELS[kind]).filter(id=fact_id, organisation_id=by.organisation_id).first()
    if row is None:
        raise NotThere
    return row
