"""The table of incidents, from what the index keeps for lists alone: nothing is opened to draw it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.documentation.pages_lists.naming import Names, place_words, short
from seereya.documentation.permissions import WRITERS
from seereya.documentation.queries.lists import Row
from seereya.documentation.selection import Selection
from seereya.documentation.wording import STATUS_KINDS
from seereya.documentation.wording_lists import COLUMNS, dead
from seereya.foundation import dates
from seereya.reference import terms

_SORTS = {"reference": "reference", "date": "-date", "killed": "-killed"}
_SMALLEST_SCALE = 10
_MOST_TYPES = 2


def columns(selection: Selection) -> list[dict[str, Any]]:
    """The heads of the columns, with the address that sorts by each where the index can."""
    heads = []
    for name in selection.columns:
        head: dict[str, Any] = {"name": name, "label": COLUMNS[name], "numeric": name == "accounts", "wide": name == "title"}
        if name in _SORTS:
            bare = _SORTS[name].lstrip("-")
            opposite = selection.sort.removeprefix("-") if selection.sort.startswith("-") else f"-{selection.sort}"
            here = selection.sort.lstrip("-") == bare
            head["sort_url"] = selection.url(sort=opposite if here else _SORTS[name])
            head["sorted"] = ("descending" if selection.sort.startswith("-") else "ascending") if here else ""
        heads.append(head)
    return heads


def rows(selection: Selection, found: Sequence[Row], names: Names, by: Actor) -> list[dict[str, Any]]:
    """The lines of the table. Ranges of one page share a scale, dates of one page a frame, so that they can be compared."""
    writes = by.holds(*WRITERS)
    whens = [_when(row.card["when"]) for row in found]
    frame = _frame(whens)
    scale = max([_SMALLEST_SCALE, *(row.card["killed"][1] or 0 for row in found)])
    lines = []
    for row, when in zip(found, whens, strict=True):
        cells = [{"name": name, **_cell(name, row.card, when, names)} for name in selection.columns]
        lines.append(
            {
                "url": reverse("documentation:incident", args=[row.id]),
                "edit_url": reverse("documentation:incident-edit", args=[row.id]) if writes and _own(by, row) else "",
                "value": str(row.id) if _own(by, row) else "",
                "label": row.card["ref"],
                "cells": cells,
                "frame_from": frame[0],
                "frame_to": frame[1],
                "scale": scale,
            }
        )
    return lines


def _own(by: Actor, row: Row) -> bool:
    return bool(row.card["organisation"] == str(by.organisation_id))


def _when(kept: Sequence[Any]) -> dates.UncertainDate:
    earliest, latest, precision, circa, words = kept
    return dates.from_record({"earliest": earliest, "latest": latest, "precision": precision, "circa": circa, "words": words})


def _frame(whens: Sequence[dates.UncertainDate]) -> tuple[date | None, date | None]:
    """The days between which all dates of a page lie, whole years; nothing where a page has no date."""
    days = [day for when in whens for day in (when.earliest, when.latest) if day]
    return (date(min(days).year, 1, 1), date(max(days).year, 12, 31)) if days else (None, None)


def _place(card: dict[str, Any], language: str) -> dict[str, Any]:
    known = place_words(card["place"], language) if card["place"] else ""
    return {"text": known, "note": card["place_words"] if card["place_words"] != known else ""}


def _types(card: dict[str, Any], language: str) -> dict[str, Any]:
    kinds = [short(terms.label("violation_types", code, language)) for code in card["types"]]
    return {"lines": kinds[:_MOST_TYPES], "more": max(0, len(kinds) - _MOST_TYPES)}


def _killed(card: dict[str, Any], _language: str) -> dict[str, Any]:
    low, high = card["killed"]
    return {"low": low, "high": high, "text": dead(low, high), "disputed": card["disputed"]}


def _status(card: dict[str, Any], language: str) -> dict[str, Any]:
    label = terms.label("verification_status", card["status"], language)
    return {"text": short(label), "title": label, "kind": STATUS_KINDS.get(card["status"], "")}


_CELLS: dict[str, Callable[[dict[str, Any], str], dict[str, Any]]] = {
    "reference": lambda card, _: {"text": card["ref"]},
    "title": lambda card, _: {"text": card["title"]},
    "accounts": lambda card, _: {"text": card["accounts"]},
    "place": _place,
    "types": _types,
    "killed": _killed,
    "status": _status,
}


def _cell(name: str, card: dict[str, Any], when: dates.UncertainDate, names: Names) -> dict[str, Any]:
    if name == "date":
        return {"text": dates.say(when, names.language), "earliest": when.earliest, "latest": when.latest}
    if name == "organisation":
        return {"text": names.of("organisation", card["organisation"])}
    return _CELLS[name](card, names.language)
