"""Values of filters in words, and how hierarchies are walked: places, kinds of violation, alleged perpetrators."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from seereya.documentation.queries.checking import VOCABULARIES
from seereya.documentation.wording_lists import FACETS, FLAGS, LEVELS
from seereya.reference import places, terms

_MORE_OF_IT = re.compile(r"\s\(|\s?: ")


@dataclass(frozen=True)
class Names:
    """Turns the values of facets into words of one language. `codes`: open codes of persons and sources by id."""

    language: str
    organisations: dict[str, str] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def of(self, name: str, value: str) -> str:
        """One value of a facet, short."""
        if name in VOCABULARIES:
            return short(terms.label(VOCABULARIES[name], value, self.language))
        if name == "place":
            node = places.tree().get(value)
            return node.label(self.language) if node else value
        if name == "organisation":
            return self.organisations.get(value, value)
        if name == "flag":
            return str(FLAGS[value])
        return self.codes.get(value, value[:8]) if name in {"person", "source"} else value

    def whole(self, name: str, value: str) -> str:
        """One value of a facet, standing alone: what it is a value of is said too where the words do not show it."""
        if name == "place":
            return place_words(value, self.language)
        if name in {"type", "status", "flag", "organisation"}:
            return self.of(name, value)
        return f"{FACETS[name]} {self.of(name, value)}"


def place_words(code: str, language: str) -> str:
    """A place with what it lies in, the country left out; where a town and its district bear one name, that name once and the level."""
    tree = places.tree()
    names = tree.full_label(code, language).split(", ")
    once = list(dict.fromkeys(names))
    node = tree.get(code)
    if node is not None and len(once) < len(names):
        once[0] = f"{once[0]} ({str(LEVELS.get(node.kind, node.kind)).lower()})"
    return ", ".join(once)


def short(label: str) -> str:
    """A term without what it says after a colon or between brackets: lists have little room, the record has more."""
    return _MORE_OF_IT.split(label, maxsplit=1)[0]


@dataclass(frozen=True)
class Hierarchy:
    """How a facet's values lie in each other: the values directly below one (the topmost for ""), and those above one."""

    children: Callable[[str], list[str]]
    above: Callable[[str], list[str]]


def _hierarchy(vocabulary: str) -> Hierarchy:
    return Hierarchy(
        lambda code: [word.code for word in terms.children(vocabulary, code)],
        lambda code: list(terms.with_ancestors(vocabulary, code)[:-1]),
    )


HIERARCHIES: dict[str, Hierarchy] = {
    "place": Hierarchy(
        lambda code: [node.code for node in places.tree().children(code)],
        lambda code: [node.code for node in places.tree().ancestors(code)],
    ),
    "type": _hierarchy("violation_types"),
    "blames": _hierarchy("perpetrator_categories"),
}
