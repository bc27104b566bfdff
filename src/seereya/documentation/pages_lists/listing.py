"""The page of incidents, as a list or as a map: everything the template needs."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse

from seereya.accounts.actor import Actor
from seereya.documentation import wording_lists as wording
from seereya.documentation.pages_lists import facets, layering, table
from seereya.documentation.pages_lists.asking import language, may
from seereya.documentation.pages_lists.naming import Names
from seereya.documentation.queries import INCIDENTS, lists, saved
from seereya.documentation.queries.checking import open_codes
from seereya.documentation.selection import BadSelection, Selection, parse
from seereya.foundation import clock
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import VaultKind

SIZES = (25, 50, 100)


def asked(params: QueryDict) -> Selection:
    """The selection an address asks for. Raises `BadSelection`."""
    return parse(dict(params.lists()), INCIDENTS, today=clock.today())


def incidents_page(by: Actor, selection: Selection) -> dict[str, Any]:
    """Context of the list. Raises `BadSelection`."""
    listed = lists.incidents(by=by, selection=selection)
    names = Names(language(), listed.organisations, open_codes(by=by, selection=selection))
    return {
        **frame_of(by, selection, names),
        "cautions": layering.cautions(by, selection),
        "total": listed.total,
        "total_words": wording.incidents(listed.total),
        "facets": facets.facets(selection, listed.facets, names),
        "columns": table.columns(selection),
        "rows": table.rows(selection, listed.rows, names, by),
        "pager": pager(selection, listed.total) if listed.total else None,
        "past_the_end": bool(listed.total and not listed.rows),
        "first_page_url": selection.url(),
    }


def frame_of(by: Actor, selection: Selection, names: Names) -> dict[str, Any]:
    """What list and map have in common: the form on top, chips, views, saved searches, what may be done."""
    return {
        "selection": selection,
        "filtered": selection.is_filtered(),
        "holds_a_vault": bool(keyring_of(by).of_kind(VaultKind.DOCUMENTATION)),
        "export_url": f"{reverse('documentation:export-new')}{selection.url()}" if may(by, "documentation:export:ask") else "",
        "may_document": may(by, "documentation:incident:create"),
        "chips": facets.chips(selection, names),
        "clear_url": _cleared(selection).url() if selection.is_filtered() else "",
        "hidden": _hidden(selection, {"q", "from", "to", "page"}),
        "shown_hidden": _hidden(selection, {"columns", "sort", "page"}),
        "choices": [(name, label, name in selection.columns) for name, label in wording.COLUMNS.items()],
        "orders": [(name, label, name == selection.sort) for name, label in wording.ORDERS.items()],
        "list_url": selection.url(view="list"),
        "map_url": selection.url(view="map"),
        "saved": saved_links(by),
        "state": selection.url().removeprefix("?"),
    }


def _cleared(selection: Selection) -> Selection:
    """The same columns, order and view, with nothing narrowed."""
    kept = {"view": [selection.view], "sort": [selection.sort], "size": [str(selection.size)]}
    return parse({**kept, "columns": [",".join(selection.columns)]}, selection.shape, today=clock.today())


def _hidden(selection: Selection, without: set[str]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in selection.pairs() if name not in without]


def saved_links(by: Actor) -> list[dict[str, Any]]:
    """The member's saved searches with how many incidents each finds now; one that can no longer be asked says so."""
    links: list[dict[str, Any]] = []
    asks: list[tuple[dict[str, Any], Selection]] = []
    for one in saved.saved_searches(by=by):
        link = {
            "id": one.id,
            "name": one.name,
            "readable": one.readable,
            "url": f"{reverse('documentation:incidents')}?{one.query}",
        }
        links.append(link)
        if one.readable:
            try:
                asks.append((link, asked(QueryDict(one.query))))
            except BadSelection:
                link["readable"] = False
    for (link, _), count in zip(asks, lists.count(by=by, selections=[ask for _, ask in asks]), strict=True):
        link["count"] = count
    return links


def pager(selection: Selection, total: int) -> dict[str, Any]:
    """Where this page stands among all."""
    first = (selection.page - 1) * selection.size + 1
    last = min(total, selection.page * selection.size)
    return {
        "total": total,
        "first": min(first, total),
        "last": last,
        "previous_url": selection.url(page=selection.page - 1) if selection.page > 1 else "",
        "next_url": selection.url(page=selection.page + 1) if last < total else "",
        "sizes": [{"size": size, "url": selection.url(size=size), "current": size == selection.size} for size in SIZES],
    }


def refusal_page(params: QueryDict, refusal: BadSelection) -> dict[str, Any]:
    """Context of the answer to an address that cannot be asked: why, and the same list without what is wrong in it."""
    rest = params.copy()
    rest.pop(refusal.name, None)
    rest.pop("page", None)
    kept = [value for value in params.getlist(refusal.name) if value.strip() and value != refusal.value]
    if refusal.code == "no_such_value" and kept:
        rest.setlist(refusal.name, kept)
    return {"refusal": wording.say(refusal), "without_url": f"?{rest.urlencode()}"}
