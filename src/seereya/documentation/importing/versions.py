"""An event as one row of GED told it: its columns, its place in our tree, and the facts beside them."""

from __future__ import annotations

import re
from typing import Any, Final
from uuid import NAMESPACE_URL, UUID, uuid5

from seereya.documentation.models import EventImport, EventVersion
from seereya.foundation.ged import GEDEvent
from seereya.reference.places import Node, Tree

SOURCE: Final = "ucdp-ged"
_KIND_OF_PLACE: Final = re.compile(
    r"\b(region|région|cercle|district|governorate|gouvernorat|province|state|department|département|county|prefecture"
    r"|préfecture|municipality|commune)\b( of| de| du)?",
    re.IGNORECASE,
)
_LONGEST: Final = {"country": 100, "admin1": 200, "admin2": 200, "where": 400, "side_a": 300, "side_b": 300}
_OWN_COLUMNS: Final = frozenset(
    {"line", "id", "earliest", "latest", "country", "adm_1", "adm_2", "where_coordinates", "latitude", "longitude"}
    | {"type_of_violence", "side_a", "side_b", "low", "best", "high", "deaths_civilians", "row_hash"}
)
_FACTS: Final = tuple(name for name in GEDEvent.__dataclass_fields__ if name not in _OWN_COLUMNS)


def event_id(external_id: str) -> UUID:
    """The same id for the same event in every import and every installation, so that what refers to it outlives an undo."""
    return uuid5(NAMESPACE_URL, f"urn:{SOURCE}:event:{external_id}")


def version_of(row: GEDEvent, batch: EventImport, *, release: str, placer: Placer) -> EventVersion:
    """The event as a row tells it, not yet stored. Texts longer than their column are cut there and whole in `facts`."""
    facts = {name: _plain(getattr(row, name)) for name in _FACTS}
    facts = {name: value for name, value in facts.items() if value not in ("", None)}
    version = EventVersion(
        event=event_id(str(row.id)),
        source=SOURCE,
        external_id=str(row.id),
        batch=batch,
        row_hash=bytes.fromhex(row.row_hash),
        earliest=row.earliest,
        latest=row.latest,
        place=placer.code(row.country, row.adm_1, row.adm_2),
        latitude=row.latitude,
        longitude=row.longitude,
        kind_of_violence=row.type_of_violence,
        deaths_low=row.low,
        deaths_best=row.best,
        deaths_high=row.high,
        deaths_civilians=row.deaths_civilians,
        facts=facts | ({"release": release} if release else {}),
    )
    _set_texts(version, row)
    return version


def _set_texts(version: EventVersion, row: GEDEvent) -> None:
    texts = {
        "country": row.country,
        "admin1": row.adm_1,
        "admin2": row.adm_2,
        "where": row.where_coordinates,
        "side_a": row.side_a,
        "side_b": row.side_b,
    }
    for name, words in texts.items():
        most = _LONGEST[name]
        if len(words) > most:
            version.facts[f"{name}_whole"] = words
            words = words[: most - 1] + "…"  # noqa: PLW2901 - what the column holds
        setattr(version, name, words)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


class Placer:
    """Names of countries and their divisions to places of our tree; remembers what it found, for names come again and again."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._found: dict[tuple[str, str, str], str] = {}

    def code(self, country: str, admin1: str, admin2: str) -> str:
        """The smallest place that the names surely mean; empty for countries whose places are not loaded."""
        names = (country, admin1, admin2)
        if names not in self._found:
            self._found[names] = self._find(*names)
        return self._found[names]

    def _find(self, country: str, admin1: str, admin2: str) -> str:
        above = _only([node for node in self._tree.named(country) if node.kind == "country"])
        if above is None:
            return ""
        first = self._inside(above, admin1) or above
        return (self._inside(first, admin2) or first).code

    def _inside(self, above: Node, name: str) -> Node | None:
        """The one place of this name below another; where several bear it (a region and its capital), the highest."""
        bare = " ".join(_KIND_OF_PLACE.sub(" ", name).split())
        found = [node for node in self._tree.named(bare) if above.code in (*node.path[:-1], *node.also_in)]
        highest = min((len(node.path) for node in found), default=0)
        return _only([node for node in found if len(node.path) == highest])


def _only(nodes: list[Node]) -> Node | None:
    return nodes[0] if len(nodes) == 1 else None
