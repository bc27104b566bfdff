"""The page of incidents as a map: the same selection and the same counts as the list, by place and all below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from django.conf import settings

from seereya.accounts.actor import Actor
from seereya.documentation import wording_lists as wording
from seereya.documentation.pages_lists import facets, layering, listing
from seereya.documentation.pages_lists.asking import language
from seereya.documentation.pages_lists.drawing import Spot, draw
from seereya.documentation.pages_lists.naming import Names, place_words
from seereya.documentation.queries import lists
from seereya.documentation.queries.checking import open_codes
from seereya.documentation.selection import Selection
from seereya.foundation.packs import load_pack
from seereya.reference import places
from seereya.reference.places import Node


@cache
def outlines() -> dict[str, Mapping[str, Any]]:
    """The outlines of countries in the packs of this installation, by the country's code."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(settings.PACKS.glob("*/pack.yaml")):
        outline = load_pack(path.parent).outline
        for feature in (outline or {}).get("features", []):
            found[str(feature["properties"]["code"])] = feature["geometry"]
    return found


def map_page(by: Actor, selection: Selection) -> dict[str, Any]:
    """Context of the map. Raises `BadSelection`."""
    listed = lists.incidents(by=by, selection=replace(selection, page=1))
    names = Names(language(), listed.organisations, open_codes(by=by, selection=selection))
    counts = dict(listed.facets["place"])
    root = _root(selection, counts)
    nodes = places.tree().children(root)
    known = [_spot(node, counts.get(node.code, 0), selection, names) for node in nodes]
    lines = sorted((spot for spot in known if spot.count), key=lambda spot: (-spot.count, spot.label))
    drawn = [spot for spot in known if (spot.latitude, spot.longitude) != (0.0, 0.0)]
    country = places.tree().get(root)
    over, near = layering.laid_over(by, selection), bool(country and country.kind != "country")
    shapes = {code: shape for code, shape in outlines().items() if country is None or code == country.path[0]}
    return {
        **listing.frame_of(by, selection, names),
        "total": listed.total,
        "total_words": wording.incidents(listed.total),
        "facets": facets.facets(selection, listed.facets, names),
        "drawing": draw(drawn, shapes, near=near, areas=layering.areas(over, names.language, near=near)),
        "layers": over,
        "root": place_words(root, names.language) if root else "",
        "trail": _trail(root, selection, names),
        "lines": [{"spot": spot, "level": wording.LEVELS.get(_kind(spot.code), "")} for spot in lines],
        "blanks": [spot for spot in known if not spot.count],
        "unlabelled": sum(1 for spot in lines if spot not in drawn),
        "overlap": _overlap(nodes, counts),
        **_rest(by, selection, root, nodes, listed.total, counts),
    }


def _root(selection: Selection, counts: Mapping[str, int]) -> str:
    """The place whose parts are drawn: the one chosen, else the only country there is, else all countries."""
    chosen = selection.include.get("place", ())
    if len(chosen) == 1:
        node = places.tree().get(chosen[0])
        if node is not None and places.tree().children(node.code):
            return node.code
        return node.path[-2] if node is not None and len(node.path) > 1 else ""
    countries = places.tree().children("")
    with_any = [node for node in countries if counts.get(node.code)] or countries
    return with_any[0].code if len(with_any) == 1 else ""


def _kind(code: str) -> str:
    node = places.tree().get(code)
    return node.kind if node else ""


def _spot(node: Node, count: int, selection: Selection, names: Names) -> Spot:
    """A place with what its circle leads to: its own parts where it has any, else the list of its incidents."""
    view = "map" if places.tree().children(node.code) else "list"
    narrowed = replace(selection, include={**selection.include, "place": (node.code,)})
    return Spot(
        node.code, node.label(names.language), node.latitude or 0.0, node.longitude or 0.0, count, narrowed.url(view=view)
    )


def _trail(root: str, selection: Selection, names: Names) -> list[dict[str, str]]:
    """The way back up: everything, then each place down to the one that is drawn."""
    rest = {name: values for name, values in selection.include.items() if name != "place"}
    above = [*places.tree().ancestors(root), *([places.tree().nodes[root]] if root else [])]
    steps = [{"url": replace(selection, include=rest).url(), "label": str(wording.EVERYWHERE)}]
    for node in above:
        narrowed = replace(selection, include={**rest, "place": (node.code,)})
        steps.append({"url": narrowed.url(), "label": node.label(names.language)})
    del steps[-1]["url"]
    return steps


def _overlap(nodes: list[Node], counts: Mapping[str, int]) -> bool:
    """Whether some incident is counted in two of the places drawn, because borders were redrawn."""
    drawn = {node.code for node in nodes}
    return any(
        counts.get(node.code) and drawn & set(node.also_in) - set(node.path)
        for one in nodes
        for node in [one, *places.tree().children(one.code)]
    )


def _rest(by: Actor, selection: Selection, root: str, nodes: list[Node], total: int, counts: Mapping[str, int]) -> dict[str, Any]:
    """What no circle shows: incidents of the place as a whole, of which no smaller place is known; incidents without a place."""
    if not root:
        return {"here": None, "unplaced": total - sum(counts.get(node.code, 0) for node in nodes), "unplaced_url": ""}
    left_out = {*selection.exclude.get("place", ()), *(node.code for node in nodes)}
    here = replace(
        selection,
        include={**selection.include, "place": (root,)},
        exclude={**selection.exclude, "place": tuple(sorted(left_out))},
    )
    asks = [here]
    without_place = not selection.include.get("place") and not selection.include.get("flag")
    unplaced = replace(selection, include={**selection.include, "flag": ("unplaced",)})
    if without_place:
        asks.append(unplaced)
    found = lists.count(by=by, selections=asks)
    return {
        "here": found[0],
        "unplaced": found[1] if without_place else 0,
        "unplaced_url": unplaced.url(view="list") if without_place else "",
    }
