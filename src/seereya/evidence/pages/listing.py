"""The page of items as a list: everything the template needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.evidence import indexing, wording
from seereya.evidence.permissions import DEPOSITORS
from seereya.evidence.queries.lists import FLAGS, ITEMS, Row, items
from seereya.foundation import clock
from seereya.foundation.selection import BadSelection, Selection, parse
from seereya.reference.wording_selection import say_selection
from seereya.vault.keyring import keyring_of

SIZES = (25, 50, 100)
_WORDS: dict[str, Mapping[str, Any]] = {
    "status": wording.STATUSES,
    "kind": wording.KINDS,
    "linked": wording.LINKS,
    "flag": wording.FLAGS,
}
_SORTS = {"reference": "reference", "received": "-received", "size": "-size"}


def asked(params: QueryDict) -> Selection:
    """The selection an address asks for. Raises `BadSelection`."""
    return parse(dict(params.lists()), ITEMS, today=clock.today())


def items_page(by: Actor, params: QueryDict) -> dict[str, Any]:
    """Context of the list. Raises `BadSelection`."""
    selection = asked(params)
    listed = items(by=by, selection=selection)
    return {
        "selection": selection,
        "filtered": selection.is_filtered(),
        "total_words": wording.items(listed.total),
        "holds_a_vault": bool(keyring_of(by).of_kind(*indexing.VAULTS)),
        "may_deposit": by.holds(*DEPOSITORS),
        "facets": facets(selection, listed.facets, listed.organisations),
        "chips": chips(selection, listed.organisations),
        "clear_url": "?" if selection.is_filtered() else "",
        "hidden": [(name, value) for name, value in selection.pairs() if name not in {"q", "from", "to", "page"}],
        "columns": columns(selection),
        "rows": [row_of(one) for one in listed.rows],
        "pager": pager(selection, listed.total) if listed.total else None,
        "past_the_end": bool(listed.total and not listed.rows),
        "first_page_url": selection.url(),
    }


def word(name: str, value: str, organisations: Mapping[str, str]) -> str:
    """A facet's value in words."""
    if name == "organisation":
        return organisations.get(value, value)
    return str(_WORDS.get(name, {}).get(value, value))


def facets(
    selection: Selection, counts: Mapping[str, list[tuple[str, int]]], organisations: Mapping[str, str]
) -> list[dict[str, Any]]:
    """What the list can be narrowed by, with exact counts, as links that carry the whole state."""
    found = []
    for name, counted in counts.items():
        known, out = dict(counted), selection.exclude.get(name, ())
        values = [
            _value(selection, name, value, known, organisations)
            for value in _ordered(name, {*known, *out, *selection.include.get(name, ())}, known)
        ]
        if values:
            chosen = bool(selection.include.get(name) or out)
            found.append({"name": name, "label": wording.FACETS[name], "values": values[:40], "open": chosen, "more_url": ""})
    return found


def _ordered(name: str, values: set[str], counts: Mapping[str, int]) -> list[str]:
    order = [*_WORDS.get(name, {})] if name != "flag" else list(FLAGS)
    if name == "year":
        return sorted(values, reverse=True)
    return [one for one in order if one in values] or sorted(values, key=lambda one: (-counts.get(one, 0), one))


def _value(
    selection: Selection, name: str, value: str, counts: Mapping[str, int], organisations: Mapping[str, str]
) -> dict[str, Any]:
    state = "in" if value in selection.include.get(name, ()) else "out" if value in selection.exclude.get(name, ()) else ""
    return {
        "label": word(name, value, organisations),
        "count": "" if state == "out" else counts.get(value, 0),
        "include_url": selection.toggled(name, value).url(),
        "exclude_url": selection.toggled(name, value, out=True).url() if state != "in" else "",
        "state": state,
    }


def chips(selection: Selection, organisations: Mapping[str, str]) -> list[dict[str, Any]]:
    """What narrows the list, in words, each with the address of the list without it."""
    found = []
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
                label = f"{wording.FACETS[name]} {word(name, value, organisations)}"
                found.append({"label": label, "remove_url": selection.toggled(name, value, out=out).url(), "out": out})
    return found


def columns(selection: Selection) -> list[dict[str, Any]]:
    """The heads of the columns, with the address that sorts by each where the index can."""
    heads = []
    for name in selection.columns:
        head: dict[str, Any] = {"name": name, "label": wording.COLUMNS[name], "numeric": name == "size", "wide": name == "title"}
        if name in _SORTS:
            here = selection.sort.lstrip("-") == _SORTS[name].lstrip("-")
            opposite = selection.sort.removeprefix("-") if selection.sort.startswith("-") else f"-{selection.sort}"
            head["sort_url"] = selection.url(sort=opposite if here else _SORTS[name])
            head["sorted"] = ("descending" if selection.sort.startswith("-") else "ascending") if here else ""
        heads.append(head)
    return heads


def row_of(one: Row) -> dict[str, Any]:
    """An item as lists and panels show it, from the index alone: nothing is opened to draw it."""
    card = one.card
    return {
        "url": reverse("evidence:item", args=[one.id]),
        "reference": card["ref"],
        "title": card["title"],
        "kind": wording.label(wording.KINDS, card["kind"]) if card["kind"] else "",
        "received": date_format(datetime.fromisoformat(card["received"]), "j F Y"),
        "size": filesizeformat(card["size"]),
        "status": wording.label(wording.STATUSES, card["status"]),
        "status_kind": wording.STATUS_KINDS.get(card["status"], ""),
        "flags": [wording.label(wording.FLAGS, flag) for flag in card["flags"]],
        "graphic": "graphic" in card["flags"],
    }


def pager(selection: Selection, total: int) -> dict[str, Any]:
    """Where this page stands among all."""
    first, last = (selection.page - 1) * selection.size + 1, min(total, selection.page * selection.size)
    return {
        "total": total,
        "first": min(first, total),
        "last": last,
        "previous_url": selection.url(page=selection.page - 1) if selection.page > 1 else "",
        "next_url": selection.url(page=selection.page + 1) if last < total else "",
        "sizes": [{"size": size, "url": selection.url(size=size), "current": size == selection.size} for size in SIZES],
    }


def refusal_page(params: QueryDict, refusal: BadSelection) -> dict[str, Any]:
    """Context of the answer to an address that cannot be asked."""
    rest = params.copy()
    rest.pop(refusal.name, None)
    rest.pop("page", None)
    return {"refusal": say_selection(refusal, wording.PARAMETERS), "without_url": f"?{rest.urlencode()}"}
