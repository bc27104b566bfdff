"""The pages of vocabularies and places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from seereya.accounts.actor import Actor
from seereya.documentation import wording_lists as wording
from seereya.documentation.pages_lists.asking import language, may
from seereya.documentation.pages_lists.naming import place_words
from seereya.documentation.permissions import READERS
from seereya.foundation import dates, text
from seereya.reference import places
from seereya.reference import queries as reference
from seereya.reference.models import Term, Vocabulary
from seereya.reference.places import Node

EDIT = "documentation:vocabulary:edit"
MOST_FOUND = 50
_STEP = "\u2003"


def vocabularies_page(by: Actor) -> dict[str, Any]:
    """All vocabularies with the number of their terms."""
    rows = reference.vocabularies()
    words = language()
    listed = [
        {
            "url": reverse("documentation:vocabulary", args=[row.code]),
            "label": getattr(row, words),
            "in_use": row.in_use,  # type: ignore[attr-defined]
            "retired": row.retired,  # type: ignore[attr-defined]
            "editable": row.editable,
        }
        for row in rows
    ]
    return {"vocabularies": sorted(listed, key=lambda one: text.fold(str(one["label"]))), "may_edit": may(by, EDIT)}


def vocabulary_or_404(code: str) -> Vocabulary:
    """A vocabulary by its code."""
    row = reference.vocabulary_of(code)
    if row is None:
        raise Http404
    return row


def term_or_404(vocabulary: Vocabulary, code: str) -> Term:
    """A term of a vocabulary by its code."""
    row = reference.term_of(vocabulary, code)
    if row is None:
        raise Http404
    return row


def vocabulary_page(by: Actor, code: str) -> dict[str, Any]:
    """A vocabulary's terms as a tree, in both languages."""
    row = vocabulary_or_404(code)
    leaves = reference.terms_as_tree(row)
    return {
        "vocabulary": row,
        "label": getattr(row, language()),
        "breadcrumb": trail(row),
        "leaves": [{"term": leaf.term, "depth": min(leaf.depth, 4)} for leaf in leaves],
        "may_edit": may(by, EDIT),
    }


def trail(vocabulary: Vocabulary, *, here: str = "") -> list[dict[str, str]]:
    """Where a page of this vocabulary stands."""
    label = str(getattr(vocabulary, language()))
    step = {"label": label, "url": reverse("documentation:vocabulary", args=[vocabulary.code])} if here else {"label": label}
    above = {"label": _("Vocabularies"), "url": reverse("documentation:vocabularies")}
    return [above, step, *([{"label": here}] if here else [])]


def parents(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """The terms another can be put under; none where the vocabulary knows no levels."""
    if not vocabulary.hierarchical:
        return []
    leaves = reference.terms_as_tree(vocabulary)
    return [(leaf.term.code, _STEP * leaf.depth + str(getattr(leaf.term, language()))) for leaf in leaves]


@dataclass(frozen=True)
class PlaceLine:
    """A place of a list: what it is, what else it is called, since and until when it is."""

    url: str
    label: str
    level: str
    others: str
    validity: str
    below: int


def _line(node: Node, *, whole: bool = False) -> PlaceLine:
    words = language()
    return PlaceLine(
        reverse("documentation:place", args=[node.code]),
        place_words(node.code, words) if whole else node.label(words),
        str(wording.LEVELS.get(node.kind, "")),
        ", ".join(_others(node)),
        validity(node),
        len(places.tree().children(node.code)),
    )


def _others(node: Node) -> list[str]:
    """Every other spelling, those of the other language included."""
    shown = node.label(language())
    return sorted({name for name in (node.fr, node.en, *node.alternatives) if name and name != shown})


def validity(node: Node) -> str:
    """Since when and until when a place is one, in words; empty where nothing is known."""
    since, until = (_day(day) for day in (node.valid_from, node.valid_to))
    if since and until:
        return _("from %(since)s to %(until)s") % {"since": since, "until": until}
    if since:
        return _("since %(since)s") % {"since": since}
    return _("until %(until)s") % {"until": until} if until else ""


def _day(day: str) -> str:
    if not day:
        return ""
    value = date.fromisoformat(day)
    return dates.say(dates.UncertainDate(value, value, "day"), language())


def _lines(nodes: Iterable[Node]) -> list[PlaceLine]:
    return sorted((_line(node) for node in nodes), key=lambda line: text.fold(line.label))


def places_page(typed: str) -> dict[str, Any]:
    """Places whose names begin with, or hold, what was typed; the countries and their parts where nothing was."""
    tree = places.tree()
    words = typed.strip()[:100]
    if words:
        return {"typed": words, "found": [_line(node, whole=True) for node in tree.suggest(words, MOST_FOUND)]}
    countries = [{"place": _line(node), "parts": _lines(tree.children(node.code))} for node in tree.children("")]
    return {"typed": "", "countries": countries, "count": len(tree.nodes)}


def place_page(by: Actor, code: str) -> dict[str, Any]:
    """One place: its names, when it is one, what it lies in and what lies in it."""
    tree, words = places.tree(), language()
    node = tree.get(code)
    if node is None:
        raise Http404
    above = [{"label": _("Places"), "url": reverse("documentation:places")}]
    above += [{"label": one.label(words), "url": reverse("documentation:place", args=[one.code])} for one in tree.ancestors(code)]
    later = [tree.nodes[one] for one in node.also_in if one in tree.nodes]
    facts = [
        {"label": _("Code"), "value": node.code},
        {"label": _("Level"), "value": wording.LEVELS.get(node.kind, node.kind)},
        {"label": _("Other names and spellings"), "value": ", ".join(_others(node)) or _("none known")},
        {"label": _("Valid"), "value": validity(node) or _("not dated")},
        {"label": _("Point"), "value": _point(node)},
    ]
    facts += [
        {"label": _("Went over to"), "value": one.label(words), "url": reverse("documentation:place", args=[one.code])}
        for one in later
    ]
    asked = urlencode({"place": code})
    return {
        "place": node,
        "label": node.label(words),
        "level": wording.LEVELS.get(node.kind, ""),
        "breadcrumb": [*above, {"label": node.label(words)}],
        "facts": facts,
        "parts": _lines(tree.children(code)),
        "incidents_url": f"{reverse('documentation:incidents')}?{asked}" if by.roles & READERS else "",
        "map_url": f"{reverse('documentation:incidents')}?{asked}&view=map" if by.roles & READERS else "",
    }


def _point(node: Node) -> str:
    if node.latitude is None or node.longitude is None:
        return _("none known")
    return _("%(latitude)s, %(longitude)s (rounded)") % {"latitude": f"{node.latitude:g}", "longitude": f"{node.longitude:g}"}
