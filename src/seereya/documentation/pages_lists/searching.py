"""The page of the search on top of every page: references lead straight to the record, words to what can be opened."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format

from seereya.accounts.actor import Actor
from seereya.documentation import wording_lists as wording
from seereya.documentation.pages_lists import table
from seereya.documentation.pages_lists.asking import language
from seereya.documentation.pages_lists.naming import Names, place_words
from seereya.documentation.permissions import READERS
from seereya.documentation.queries import INCIDENTS, lists
from seereya.documentation.queries.checking import organisation_names
from seereya.documentation.queries.events import EVENTS, events
from seereya.documentation.queries.everywhere import by_reference
from seereya.documentation.selection import parse
from seereya.foundation import clock
from seereya.reference import places
from seereya.vault import wording as vault_wording
from seereya.vault.keyring import keyring_of
from seereya.vault.rules import VaultKind

SHOWN = 8
LEAST_LETTERS = 2
SHOWN_COLUMNS = "reference,title,date,place,status"
_KINDS = {"incident": "documentation:incident", "person": "documentation:person", "source": "documentation:source"}


def straight_to(by: Actor, typed: str) -> str:
    """The address of the record whose reference or code was typed; empty where there is none the member can open."""
    found = by_reference(by=by, typed=typed)
    return reverse(_KINDS[found.kind], args=[found.id]) if found else ""


def search_page(by: Actor, params: QueryDict) -> dict[str, Any]:
    """Context of the page. Raises `BadSelection` for words that cannot be searched."""
    typed = params.get("q", "").strip()
    page: dict[str, Any] = {"search_query": typed, "typed": typed, "reads": bool(by.roles & READERS), **searched(by)}
    if not typed:
        return page
    asked = {"q": [typed], "size": ["10"], "columns": [SHOWN_COLUMNS]}
    return page | _places(typed) | _events(asked) | (_incidents(by, asked) if page["reads"] else {})


def searched(by: Actor) -> dict[str, Any]:
    """Which vaults the answer covers, in words, and whether names stand apart."""
    ring = keyring_of(by)
    codes = organisation_names()
    vaults = [
        f"{keys.vault.name or vault_wording.KINDS[keys.vault.kind]} ({codes.get(str(keys.vault.organisation_id), '')})"
        for keys in ring.of_kind(VaultKind.DOCUMENTATION)
    ]
    return {"vaults": vaults, "holds_names": bool(ring.of_kind(VaultKind.IDENTITIES))}


def _incidents(by: Actor, asked: dict[str, list[str]]) -> dict[str, Any]:
    selection = parse(asked, INCIDENTS, today=clock.today())
    listed = lists.incidents(by=by, selection=selection, facets=())
    names = Names(language(), listed.organisations)
    return {
        "incidents_total": listed.total,
        "incidents_words": wording.incidents(listed.total),
        "columns": [{**head, "sort_url": "", "sorted": ""} for head in table.columns(selection)],
        "rows": table.rows(selection, listed.rows[:SHOWN], names, by),
        "incidents_url": f"{reverse('documentation:incidents')}?{urlencode({'q': selection.text})}",
        "total_words": wording.incidents(listed.total),
    }


def _places(typed: str) -> dict[str, Any]:
    tree, words = places.tree(), language()
    return {
        "places": [
            {
                "url": reverse("documentation:place", args=[node.code]),
                "label": place_words(node.code, words),
                "level": wording.LEVELS.get(node.kind, ""),
            }
            for node in tree.suggest(typed, SHOWN)
        ]
    }


def _events(asked: dict[str, list[str]]) -> dict[str, Any]:
    selection = parse({"q": asked["q"], "size": asked["size"]}, EVENTS, today=clock.today())
    listed = events(selection=selection)
    return {
        "events_total": listed.total,
        "events_url": f"{reverse('documentation:events')}?{urlencode({'q': selection.text})}",
        "events": [
            {
                "url": reverse("documentation:event", args=[row.event]),
                "label": " – ".join(side for side in (row.side_a, row.side_b) if side),
                "note": f"{row.where}, {date_format(row.earliest)}" if row.where else date_format(row.earliest),
            }
            for row in listed.rows[:SHOWN]
        ],
    }


def suggestions(typed: str) -> dict[str, Any]:
    """Places one of whose names begins so, for a form: label and code, at least two letters."""
    if len(typed.strip()) < LEAST_LETTERS:
        return {"results": []}
    tree, words = places.tree(), language()
    return {"results": [{"label": tree.full_label(node.code, words), "value": node.code} for node in tree.suggest(typed)]}
