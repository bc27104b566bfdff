"""The place tree and the table of name variants in memory: public data, read once per process and again when they change."""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, field
from functools import cache

from django.conf import settings
from django.db.models import Count, Max

from seereya.foundation import text
from seereya.foundation.names import AliasTable
from seereya.foundation.tables import open_table
from seereya.reference.models import Place


@dataclass(frozen=True)
class Node:
    """A place in the tree; `path` lists its ancestors' codes from the country down to itself."""

    code: str
    kind: str
    fr: str
    en: str
    alternatives: tuple[str, ...]
    path: tuple[str, ...]
    also_in: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    valid_from: str
    valid_to: str

    def label(self, language: str) -> str:
        """The name in a language."""
        return self.en if language == "en" else self.fr


@dataclass
class Tree:
    """All places by code, with a way to find them by the first letters of any of their names."""

    nodes: dict[str, Node] = field(default_factory=dict)
    _folded: list[tuple[str, str]] = field(default_factory=list)
    _below: dict[str, list[str]] = field(default_factory=dict)

    def get(self, code: str) -> Node | None:
        return self.nodes.get(code)

    def add(self, node: Node) -> None:
        self.nodes[node.code] = node
        self._folded += [(text.fold(name), node.code) for name in {node.fr, node.en, *node.alternatives} if name]

    def sort(self) -> None:
        """Puts names and children in order; called once all places are in."""
        rank = {"country": 0, "region": 1, "cercle": 2, "commune": 3}
        self._folded.sort(key=lambda pair: (rank.get(self.nodes[pair[1]].kind, 9), pair[0]))
        self._below.clear()
        for node in sorted(self.nodes.values(), key=lambda node: text.fold(node.fr)):
            for above in self._directly_above(node):
                self._below.setdefault(above, []).append(node.code)

    def _directly_above(self, node: Node) -> list[str]:
        """The parent ("" for a country), and what the place itself went over to when borders were redrawn."""
        parent = node.path[-2] if len(node.path) > 1 else ""
        inherited = set(self.nodes[parent].also_in) if parent in self.nodes else set()
        later = [code for code in node.also_in if code not in inherited and code in self.nodes]
        above_later = {code for one in later for code in self.nodes[one].path[:-1]}
        return [parent, *(code for code in later if code not in above_later)]

    def children(self, code: str) -> list[Node]:
        """Places directly below one, old and new divisions alike, by name; the countries for an empty code."""
        return [self.nodes[one] for one in self._below.get(code, [])]

    def ancestors(self, code: str) -> list[Node]:
        """What a place lies in, from the country down, itself left out."""
        node = self.nodes.get(code)
        return [self.nodes[one] for one in node.path[:-1] if one in self.nodes] if node else []

    def suggest(self, typed: str, limit: int = 12) -> list[Node]:
        """Places one of whose names begins with what was typed, larger places first; then those that contain it."""
        wanted = text.fold(typed)
        if not wanted:
            return []
        codes = dict.fromkeys(code for name, code in self._folded if name.startswith(wanted))
        codes |= dict.fromkeys(code for name, code in self._folded if f" {wanted}" in name or f"-{wanted}" in name)
        return [self.nodes[code] for code in list(codes)[:limit]]

    def named(self, typed: str) -> list[Node]:
        """Places that bear exactly this name, accents and case apart."""
        wanted = text.fold(typed)
        return [self.nodes[code] for code in dict.fromkeys(code for name, code in self._folded if name == wanted)]

    def full_label(self, code: str, language: str) -> str:
        """The name with the names of what it lies in, the country left out: "Town, Region"."""
        node = self.nodes.get(code)
        if node is None:
            return code
        above = [self.nodes[one] for one in reversed(node.path[:-1]) if one in self.nodes]
        return ", ".join([node.label(language), *(one.label(language) for one in above if one.kind != "country")])


_lock = threading.Lock()
_changes = itertools.count(1)
_newest = 0
_kept: tuple[int, Tree] | None = None


def tree() -> Tree:
    """The place tree, read again when places were added or changed."""
    global _kept  # noqa: PLW0603 - one tree for the process, swapped whole under a lock
    kept = _kept
    if kept is None or kept[0] != _newest:
        with _lock:
            kept, newest = _kept, _newest  # a change that comes while reading is read next time
            if kept is None or kept[0] != newest:
                kept = _kept = (newest, _read())
    return kept[1]


def _read() -> Tree:
    fresh = Tree()
    later: dict[str, tuple[str, ...]] = {}
    for place in Place.objects.order_by("path").iterator(chunk_size=2000):
        later[place.path] = tuple(place.also_in)
        fresh.add(
            Node(
                place.code,
                place.kind,
                place.fr,
                place.en,
                tuple(place.alternatives),
                tuple(part for part in place.path.split("/") if part),
                _later(place.path, later),
                float(place.latitude) if place.latitude is not None else None,
                float(place.longitude) if place.longitude is not None else None,
                place.valid_from.isoformat() if place.valid_from else "",
                place.valid_to.isoformat() if place.valid_to else "",
            )
        )
    fresh.sort()
    return fresh


_marker: tuple[int, int] | None = None


def look_again() -> None:
    """Reads the tree again where another process has added places since the last look; what it only corrected waits for a restart."""
    global _marker  # noqa: PLW0603 - what this process saw last
    counted = Place.objects.aggregate(places=Count("pk"), last=Max("pk"))
    found = (counted["places"], counted["last"] or 0)
    if _marker not in {None, found}:
        changed()
    _marker = found


def _later(path: str, later: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """What a place, or any place above it, went over to when borders were redrawn."""
    found: set[str] = set()
    parts = path.strip("/").split("/")
    for depth in range(1, len(parts) + 1):
        found |= set(later.get("/" + "/".join(parts[:depth]) + "/", ()))
    return tuple(sorted(found - set(parts)))


def changed() -> None:
    """Places were loaded: the tree is read again at its next use."""
    global _newest  # noqa: PLW0603 - a number that only grows
    _newest = next(_changes)


@cache
def name_aliases() -> AliasTable:
    """Families of spelling variants of names, from the packs."""
    rows: list[dict[str, str]] = []
    for path in sorted(settings.PACKS.glob("*/name_aliases.csv")):
        with open_table(path) as table:
            rows += [row.as_dict() for row in table]
    return AliasTable.from_rows(rows)
