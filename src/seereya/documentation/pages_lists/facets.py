"""Facets and chips: what a list can be narrowed by, with exact counts, as links that carry the whole state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from seereya.documentation.pages_lists.naming import HIERARCHIES, Hierarchy, Names
from seereya.documentation.queries.checking import FLAGS, VOCABULARIES
from seereya.documentation.selection import Selection
from seereya.documentation.wording_lists import FACETS, PARAMETERS
from seereya.reference import terms

MOST = 40
_STEP = "\u2003"


def facets(selection: Selection, counts: Mapping[str, list[tuple[str, int]]], names: Names) -> list[dict[str, Any]]:
    """The facets of a list, those without any value left out; `open`: which stand unfolded."""
    found = []
    for name, counted in counts.items():
        one = _Facet(name, selection, dict(counted), names)
        values = list(one.tree(HIERARCHIES[name]) if name in HIERARCHIES else one.flat())
        chosen = bool(selection.include.get(name) or selection.exclude.get(name))
        if values:
            more = selection.url(view="map") if name == "place" and len(values) > MOST else ""
            found.append({"name": name, "label": FACETS[name], "values": values[:MOST], "open": chosen, "more_url": more})
    return found


@dataclass(frozen=True)
class _Facet:
    name: str
    selection: Selection
    counts: dict[str, int]
    names: Names

    @property
    def chosen(self) -> tuple[str, ...]:
        return self.selection.include.get(self.name, ())

    @property
    def left_out(self) -> tuple[str, ...]:
        return self.selection.exclude.get(self.name, ())

    def flat(self) -> Iterator[dict[str, Any]]:
        for value in _ordered(self.name, {*self.counts, *self.left_out}, self.counts):
            yield self._value(value, self.selection.toggled(self.name, value))

    def tree(self, hierarchy: Hierarchy) -> Iterator[dict[str, Any]]:
        """What is chosen, with what it lies in above and what lies in it below; the topmost values where nothing is chosen."""
        shown: dict[str, int] = {}
        for value in self.chosen:
            path = [*hierarchy.above(value), value]
            shown |= {code: depth for depth, code in enumerate(path)}
            shown |= dict.fromkeys(self._present(hierarchy.children(value)), len(path))
        if not self.chosen:
            self._show_top(hierarchy, shown)
        shown |= {value: 0 for value in self.left_out if value not in shown}
        for code, depth in shown.items():
            narrowed = self._narrowed(code, hierarchy) if code not in self.chosen else self.selection.toggled(self.name, code)
            yield self._value(code, narrowed, depth)

    def _show_top(self, hierarchy: Hierarchy, shown: dict[str, int]) -> None:
        """The topmost values; where all incidents lie in one of them (one country), what lies in it too."""
        level, depth = self._present(hierarchy.children("")), 0
        shown |= dict.fromkeys(level, 0)
        while len(level) == 1 and (below := self._present(hierarchy.children(level[0]))):
            depth += 1
            shown |= dict.fromkeys(below, depth)
            level = below

    def _present(self, codes: list[str]) -> list[str]:
        return [code for code in codes if self.counts.get(code) or code in self.left_out]

    def _narrowed(self, code: str, hierarchy: Hierarchy) -> Selection:
        """The selection with one value of a hierarchy chosen: it takes the place of what it lies in and of what lies in it."""
        above = hierarchy.above(code)
        kept = tuple(one for one in self.chosen if one not in above and code not in hierarchy.above(one))
        out = tuple(one for one in self.left_out if one != code)
        include = {**self.selection.include, self.name: (*kept, code)}
        return replace(self.selection, include=include, exclude={**self.selection.exclude, self.name: out})

    def _value(self, value: str, narrowed: Selection, depth: int = 0) -> dict[str, Any]:
        state = "in" if value in self.chosen else "out" if value in self.left_out else ""
        out = self.selection.toggled(self.name, value, out=True).url()
        return {
            "label": _STEP * depth + self.names.of(self.name, value),
            "count": "" if state == "out" else self.counts.get(value, 0),
            "include_url": narrowed.url(),
            "exclude_url": out if state != "in" else "",
            "state": state,
        }


def _ordered(name: str, values: set[str], counts: Mapping[str, int]) -> list[str]:
    """Statuses in the order of their vocabulary, years from the latest, others by how many there are."""
    if name in VOCABULARIES:
        return [code for code in terms.vocabulary(VOCABULARIES[name]) if code in values]
    if name == "flag":
        return [flag for flag in FLAGS if flag in values]
    if name == "year":
        return sorted(values, reverse=True)
    return sorted(values, key=lambda value: (-counts.get(value, 0), value))


def chips(selection: Selection, names: Names) -> list[dict[str, Any]]:
    """What narrows a list, in words, each with the address of the list without it."""
    found = []
    if selection.text:
        found.append({"label": _("“%(words)s”") % {"words": selection.text}, "remove_url": selection.url(text=""), "out": False})
    for name, words, changes in (
        ("from", selection.date_from, {"date_from": "", "first_day": None}),
        ("to", selection.date_to, {"date_to": "", "last_day": None}),
    ):
        if words:
            found.append({"label": f"{PARAMETERS[name]} {words}", "remove_url": selection.url(**changes), "out": False})
    for filters, out in ((selection.include, False), (selection.exclude, True)):
        for name in selection.shape.facets:
            for value in filters.get(name, ()):
                url = selection.toggled(name, value, out=out).url()
                found.append({"label": names.whole(name, value), "remove_url": url, "out": out})
    return found
