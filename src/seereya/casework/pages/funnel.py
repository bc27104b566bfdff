"""The page of the impunity funnel: drawn on the server, with the table that says the same underneath."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.casework import permissions, wording
from seereya.casework import wording_clients as words
from seereya.casework.queries.funnel import reckoned
from seereya.casework.rules import funnel as rules
from seereya.casework.rules.funnel import OTHERS, SMALLEST_CELL, STEPS, FileSteps, Line, Unit
from seereya.foundation import clock
from seereya.reference import places, saying, terms

Row = dict[str, Any]
Tables = dict[str, dict[str, list[FileSteps]]]
WIDTH, LINE, LEFT, RIGHT = 920, 24, 290, 110
_GROUPS = ("region", "perpetrators")


def page(by: Actor, asked: QueryDict) -> Row:
    """Context of the page. Who holds no casework sees no cell under five, by the quarter (decision 32)."""
    unit = next((one for one in Unit if one == asked.get("unit")), Unit.FILE)
    group = next((one for one in _GROUPS if one == asked.get("by")), "")
    inside = by.holds(*permissions.READERS)
    month = clock.today().isoformat()[:7]
    until = month if inside else rules.last_quarter(month)
    lines, tables, split_shown, paused = reckoned(
        by, ("page", inside, unit, until), lambda known: _figures(known, unit, until, inside=inside)
    )
    return {
        "lines": [_line(one) for one in lines],
        "drawing": drawing(lines),
        "height": len(STEPS) * LINE + 8,
        "middle": LEFT + (WIDTH - LEFT - RIGHT) // 2,
        "width": WIDTH,
        "inside": inside,
        "sets_ceilings": by.holds(*permissions.CEILING_SETTERS),
        "until": wording.month(until),
        "unit": words.UNITS[unit],
        "units": [_choice(one, words.UNITS[one], unit, f"?unit={one}&by={group}") for one in Unit],
        "groups": [
            _choice(one, label, group, f"?unit={unit}&by={one}") for one, label in [("", _("none")), *words.GROUPS.items()]
        ],
        "group": words.GROUPS.get(group, ""),
        "split": split(group, tables.get(group, {}), unit, split_shown),
        "steps": [{"code": step, "label": saying.term("impunity_funnel", step)} for step in STEPS],
        "paused": paused if inside else None,
        "empty": not any(line.reached for line in lines),
        "smallest": SMALLEST_CELL,
    }


def _figures(
    known: list[FileSteps], unit: Unit, until: str, *, inside: bool
) -> tuple[list[Line], Tables, list[bool] | None, int]:
    """The funnel's lines, the files by group, which steps the tables by group show, and how many files are paused."""
    tables = {name: rules.by_group(known, name, until) for name in _GROUPS}
    shown = split_shown = None
    if not inside:
        tables = {name: rules.merged(found, unit) for name, found in tables.items()}
        shown = rules.showable([rules.counted(known, until)], unit)
        split_shown = rules.showable([row for table in tables.values() for row in table.values()], unit, within=shown)
    lines = rules.funnel(known, unit=unit, until=until, shown=shown)
    return lines, tables, split_shown, sum(one.paused for one in known)


def _choice(value: str, label: Any, chosen: str, url: str) -> Row:
    return {"label": label, "url": url, "chosen": value == chosen}


def percent(share: float | None) -> str:
    """A share in words; a dash where there is none."""
    if share is None:
        return "—"
    return f"{share * 100:.0f}%" if get_language() == "en" else f"{share * 100:.0f} %"


def _line(one: Line) -> Row:
    hidden = one.reached is None
    return {
        "code": one.step,
        "label": saying.term("impunity_funnel", one.step),
        "hidden": hidden,
        "reached": one.reached,
        "conversion": percent(one.conversion),
        "standing": one.standing,
        "back": one.went_back,
        "months": one.months,
        "watched": one.watched,
    }


def drawing(lines: list[Line]) -> list[Row]:
    """The bars of the picture, centred under each other, as long as the numbers say."""
    most = max((one.reached or 0 for one in lines), default=0)
    room, found = WIDTH - LEFT - RIGHT, []
    for number, one in enumerate(lines):
        length = max(1, round(room * one.reached / most)) if one.reached and most else 0
        found.append({
            "y": number * LINE + 6,
            "text_y": number * LINE + 18,
            "x": LEFT + (room - length) // 2,
            "length": length,
            "label": _shortened(f"{one.step} {saying.term('impunity_funnel', one.step)}"),
            "number": one.reached,
            "hidden": one.reached is None,
            "share": percent(one.conversion) if one.conversion is not None else "",
        })  # fmt: skip
    return found


def _shortened(text: str) -> str:
    most = 40
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def split(name: str, table: dict[str, list[FileSteps]], unit: Unit, shown: list[bool] | None) -> list[Row]:
    """The same numbers by group: how many reached each step."""
    found = []
    for key, group in sorted(table.items(), key=lambda pair: (pair[0] in {"", OTHERS}, pair[0])):
        counts = rules.reached(group, unit)
        cells = [None if shown is not None and not shown[number] else count for number, count in enumerate(counts)]
        found.append({"label": _group_label(name, key), "cells": cells})
    return found


def _group_label(name: str, key: str) -> str:
    if key == OTHERS:
        return _("Smaller groups together")
    if not key:
        return _("Not said")
    language = get_language() or "fr"
    if name == "region":
        node = places.tree().get(key)
        return node.label(language) if node else key
    return terms.label("perpetrator_categories", key, language)
