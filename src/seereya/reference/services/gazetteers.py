"""Loading places that an office fetches itself: a GeoNames file, boundaries in GeoJSON; or only saying what would come of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from seereya.accounts.rules import Refused
from seereya.foundation.geo import PlaceKind, PlaceProblem, PlaceRow, distance_km, read_geojson_places, read_geonames
from seereya.foundation.packs import load_pack
from seereya.reference import places
from seereya.reference.services.loading import Loaded, load_places

NEAR_KM = 25.0
GEONAMES_KINDS: frozenset[str] = frozenset({"settlement"})


@dataclass
class Gazetteer:
    """What a loading did: the rows, and how many were passed over because a place of that name already stands there."""

    loaded: Loaded
    known: int = 0


def load_geonames(path: Path, *, country: str, kinds: frozenset[str] = GEONAMES_KINDS, dry_run: bool = False) -> Gazetteer:
    """Settlements of a GeoNames file below a country of the tree; their regions come from the country's pack.

    A settlement of the same name near one that the tree already has is passed over, so that nobody chooses between twins.
    Raises `Refused` (`no_such_country`) and `TableError` for a file that cannot be used at all.
    """
    if (node := places.tree().get(country)) is None or node.kind != "country":
        raise Refused("no_such_country", country=country)
    gazetteer = Gazetteer(Loaded())
    rows = read_geonames(path, kinds=kinds, parents=_regions(country))
    return _load(gazetteer, _new_ones(rows, gazetteer), source="geonames", dry_run=dry_run)


def load_boundaries(path: Path, *, names: tuple[str, str, str], kind: PlaceKind, dry_run: bool = False) -> Gazetteer:
    """Places of a GeoJSON file by their codes. `names`: the properties with code, name and parent's code (empty: none).

    Raises `TableError` for a file that cannot be used at all.
    """
    code, name, parent = names
    rows = read_geojson_places(path, code, name, parent or None, kind=kind)
    return _load(Gazetteer(Loaded()), rows, source=path.name[:40], dry_run=dry_run)


def _load(gazetteer: Gazetteer, rows: Iterable[PlaceRow | PlaceProblem], *, source: str, dry_run: bool) -> Gazetteer:
    """Everything or nothing; a dry run does all of it and takes it back."""
    with transaction.atomic():
        gazetteer.loaded = load_places(rows, source=source)
        if dry_run:
            transaction.set_rollback(True)
    places.changed()
    return gazetteer


def _regions(country: str) -> dict[str, str]:
    """GeoNames' region codes to codes of the tree, from the pack that has the country."""
    for folder in sorted(path.parent for path in settings.PACKS.glob("*/pack.yaml")):
        pack = load_pack(folder)
        if any(row.code == country and row.kind == "country" for row in pack.places):
            return dict(pack.geonames_regions)
    return {}


def _new_ones(rows: Iterable[PlaceRow | PlaceProblem], gazetteer: Gazetteer) -> Iterator[PlaceRow | PlaceProblem]:
    tree = places.tree()
    for row in rows:
        if isinstance(row, PlaceRow) and row.code not in tree.nodes and _stands_there(tree, row):
            gazetteer.known += 1
        else:
            yield row


def _stands_there(tree: places.Tree, row: PlaceRow) -> bool:
    if row.latitude is None or row.longitude is None:
        return False
    return any(
        node.kind == row.kind
        and node.latitude is not None
        and node.longitude is not None
        and not node.code.startswith("GN")
        and distance_km(node.latitude, node.longitude, row.latitude, row.longitude) <= NEAR_KM
        for name in (row.name("fr"), *row.alternatives)
        for node in tree.named(name)
    )
