"""The list of observed trials: narrowed as the address says, counts by facet, as links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from seereya.accounts.actor import Actor
from seereya.foundation import clock
from seereya.foundation.selection import BadSelection, Selection, parse
from seereya.observatory import permissions, wording
from seereya.observatory.queries import trials
from seereya.observatory.queries.courts import adjourning
from seereya.reference import saying

Row = dict[str, Any]
SIZES = (25, 50, 100)
_WIDE = frozenset({2, 4})  # the court, the outcome


def asked(params: QueryDict) -> Selection:
    """The selection an address asks for. Raises `BadSelection`."""
    return parse(dict(params.lists()), trials.OBSERVED, today=clock.today())


def page(by: Actor, params: QueryDict) -> Row:
    """Context of the list. Raises `BadSelection`."""
    selection = asked(params)
    listed = trials.observations(by=by, selection=selection)
    return {
        "selection": selection,
        "filtered": selection.is_filtered(),
        "total_words": wording.hearings(listed.total),
        "holds_a_vault": trials.holds_a_vault(by),
        "may_create": by.holds(*permissions.WRITERS),
        "surveyor": by.holds(*permissions.SURVEYORS),
        "facets": facets(selection, listed.facets),
        "chips": chips(selection),
        "clear_url": "?" if selection.is_filtered() else "",
        "hidden": [(name, value) for name, value in selection.pairs() if name not in {"q", "from", "to", "page"}],
        "table": table(listed.rows),
        "pager": _pager(selection, listed.total) if listed.total else None,
        "past_the_end": bool(listed.total and not listed.rows),
        "first_page_url": selection.url(),
    }


def word(name: str, value: str) -> str:
    """A facet's value in words."""
    return saying.term(trials.VOCABULARIES[name], value) if name in trials.VOCABULARIES else value


def table(lines: list[trials.Line]) -> Row:
    """Hearings as a table, from the index alone: nothing is opened to draw it."""
    labels = (_("Reference"), _("Day"), _("Court"), _("Case number"), pgettext("of a hearing", "Outcome"))
    return {
        "caption": _("Observed trials"),
        "columns": [{"label": label, "wide": place in _WIDE} for place, label in enumerate(labels)],
        "rows": [_line(one) for one in lines],
    }


def _line(one: trials.Line) -> Row:
    card = one.card
    about = " · ".join(filter(None, (card["seat"], saying.term("hearing_kinds", card["kind"]))))
    sent_on = card["outcome"] in adjourning()
    note = _("next: %(day)s") % {"day": wording.short_day(card["next_on"])} if card["next_on"] else ""
    ended: Row = {
        "badge": saying.term("hearing_outcomes", card["outcome"]),
        "kind": "waits" if sent_on else "quiet",
        "note": note,
    }
    if not card["outcome"]:
        ended = {"badge": _("struck out"), "kind": "late"}
    return {
        "url": reverse("observatory:observation", args=[one.id]),
        "cells": [
            {"text": card["ref"], "reference": True},
            wording.short_day(card["on"]),
            {"text": saying.term("bodies", card["court"]), "note": about},
            card["number"] or "—",
            ended,
        ],
    }


def facets(selection: Selection, counts: Mapping[str, list[tuple[str, int]]]) -> list[Row]:
    """What the list can be narrowed by, with exact counts, as links that carry the whole state."""
    found = []
    for name in trials.SHOWN:
        known, out = dict(counts.get(name, [])), selection.exclude.get(name, ())
        chosen = selection.include.get(name, ())
        ordered = sorted({*known, *out, *chosen}, key=lambda one: (-known.get(one, 0), one))
        if name == "year":
            ordered.sort(reverse=True)
        values = [_value(selection, name, one, known.get(one, 0)) for one in ordered]
        if values:
            found.append({"label": wording.PARAMETERS[name], "values": values[:40], "open": bool(chosen or out)})
    return found


def _value(selection: Selection, name: str, value: str, count: int) -> Row:
    state = "in" if value in selection.include.get(name, ()) else "out" if value in selection.exclude.get(name, ()) else ""
    return {
        "label": word(name, value),
        "count": "" if state == "out" else count,
        "include_url": selection.toggled(name, value).url(),
        "exclude_url": selection.toggled(name, value, out=True).url() if state != "in" else "",
        "state": state,
    }


def chips(selection: Selection) -> list[Row]:
    """What narrows the list, in words, each with the address of the list without it."""
    found: list[Row] = []
    if selection.text:
        found.append({"label": _("“%(words)s”") % {"words": selection.text}, "remove_url": selection.url(text=""), "out": False})
    for name, words, changes in (
        ("from", selection.date_from, {"date_from": "", "first_day": None}),
        ("to", selection.date_to, {"date_to": "", "last_day": None}),
    ):
        if words:
            found.append({"label": f"{wording.PARAMETERS[name]} {words}", "remove_url": selection.url(**changes), "out": False})
    for filters, out in ((selection.include, False), (selection.exclude, True)):
        for name in selection.shape.facets:
            for value in filters.get(name, ()):
                label = f"{wording.PARAMETERS[name]} {word(name, value)}"
                found.append({"label": label, "remove_url": selection.toggled(name, value, out=out).url(), "out": out})
    return found


def _pager(selection: Selection, total: int) -> Row:
    first, last = (selection.page - 1) * selection.size + 1, min(total, selection.page * selection.size)
    return {
        "total": total,
        "first": min(first, total),
        "last": last,
        "previous_url": selection.url(page=selection.page - 1) if selection.page > 1 else "",
        "next_url": selection.url(page=selection.page + 1) if last < total else "",
        "sizes": [{"size": size, "url": selection.url(size=size), "current": size == selection.size} for size in SIZES],
    }


def refusal_page(params: QueryDict, refusal: BadSelection, *, back: str) -> Row:
    """Context of the answer to an address that cannot be asked: why, and the same list without what is wrong in it."""
    rest = params.copy()
    rest.pop(refusal.name, None)
    rest.pop("page", None)
    kept = [value for value in params.getlist(refusal.name) if value.strip() and value != refusal.value]
    if refusal.code == "no_such_value" and kept:
        rest.setlist(refusal.name, kept)
    return {"refusal": wording.say(refusal), "without_url": f"{back}?{rest.urlencode()}", "all_url": back}
