"""Loaders for gazetteers and boundaries that an office fetches itself: GeoNames text, and GeoJSON with place codes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from seereya.foundation.geo.geometry import GeometryError, middle_of
from seereya.foundation.geo.places import PlaceKind, PlaceProblem, PlaceRow, degrees
from seereya.foundation.tables import Row, TableError, open_table
from seereya.foundation.tables.streams import Source, open_bytes

GEONAMES_COLUMNS = (
    "geonameid",
    "name",
    "asciiname",
    "alternatenames",
    "latitude",
    "longitude",
    "fclass",
    "fcode",
    "country",
    "cc2",
    "admin1",
    "admin2",
    "admin3",
    "admin4",
    "population",
    "elevation",
    "dem",
    "timezone",
    "modified",
)
"""Columns of the GeoNames dump (readme.txt of its download server): tab-separated, no header, no quoting."""

_KINDS: dict[str, PlaceKind] = {"PCLI": "country", "ADM1": "region", "ADM2": "cercle", "ADM3": "commune", "ADM4": "commune"}
_RENAMED = {"lat": "latitude", "lon": "longitude", "lng": "longitude"}


class _Properties(NamedTuple):
    """The names under which a GeoJSON file keeps what we need."""

    code: str
    name: str
    parent: str | None


MAX_GEOJSON = 100_000_000
"""Bytes of the largest boundary file that is read: it has to fit in memory whole."""


def read_geonames(
    source: Source, *, kinds: frozenset[str] | None = None, parents: Mapping[str, str] | None = None
) -> Iterator[PlaceRow | PlaceProblem]:
    """Places of a GeoNames file: the dump as published, or a CSV of it with a header line.

    `kinds` restricts what is handed out; features that are no place of the tree (rivers, hills) are passed over. `parents`
    maps GeoNames' own region codes (`admin1`) to place codes; a column `adm2_pcode` wins over it. Codes are `GN` and the id.
    Data of GeoNames are CC BY 4.0: whoever loads them names the source. Raises `TableError` for a file that cannot be used.
    """
    stream, owned = open_bytes(source)
    try:
        start = stream.peek(4096)
        dump = start.split(b"\n", 1)[0].count(b"\t") == len(GEONAMES_COLUMNS) - 1
        if dump and not start.startswith(b"geonameid\t"):
            table = open_table(stream, delimiter="\t", header=GEONAMES_COLUMNS, quotes=False)
        else:
            table = open_table(stream, expected=("geonameid", "name"), quotes=not dump)
        names = {_RENAMED.get(name, name): name for name in table.index}
        for row in table.read():
            place = _geonames_place(row, names, parents or {})
            if isinstance(place, PlaceProblem) or (place and (kinds is None or place.kind in kinds)):
                yield place
    finally:
        if owned is not None:
            owned.close()


def _geonames_place(
    row: Row | TableError, names: Mapping[str, str], parents: Mapping[str, str]
) -> PlaceRow | PlaceProblem | None:
    if isinstance(row, TableError):
        return PlaceProblem(row.line or 0, row.column, row.column_name, row.code, row.detail, "", row.values)
    fcode = row.get("fcode", "PPL")
    kind = "settlement" if fcode.startswith("PPL") else _KINDS.get(fcode)
    if kind is None:
        return None
    identity = row["geonameid"].strip()
    if not (identity.isascii() and identity.isdigit()):
        return PlaceProblem(row.line, 1, "geonameid", "integer", "this is not a GeoNames id", identity[:32])
    point: list[float | None] = []
    for name, limit in (("latitude", 90.0), ("longitude", 180.0)):
        written = names.get(name, name)
        try:
            point.append(degrees(row.get(written), limit))
        except ValueError as wrong:
            column = list(row.as_dict()).index(written) + 1
            return PlaceProblem(row.line, column, written, "range", str(wrong), identity)
    name = row["name"].strip()
    if not name:
        return PlaceProblem(row.line, None, "name", "empty", "the place has no name", identity)
    parent = "" if kind == "country" else row.get("adm2_pcode").strip() or parents.get(row.get("admin1").strip(), "")
    others = _others(name, row.get("asciiname"), *row.get("alternatenames").split(","))
    return PlaceRow(f"GN{identity}", kind, parent, {"und": name}, others, point[0], point[1], line=row.line)


def _others(name: str, *spellings: str) -> tuple[str, ...]:
    """Other spellings, once each, in their order; web addresses that GeoNames keeps among them are left out."""
    found = dict.fromkeys(text.strip() for text in spellings)
    return tuple(text for text in found if text and text != name and "://" not in text)


def read_geojson_places(
    source: Source,
    code_property: str,
    name_property: str,
    parent_property: str | None = None,
    *,
    kind: PlaceKind,
) -> Iterator[PlaceRow | PlaceProblem]:
    """Places of a GeoJSON feature collection (RFC 7946), such as administrative boundaries with P-codes.

    The point of each is the middle of its largest part. Raises `TableError` for a file that cannot be used at all.
    """
    properties = _Properties(code_property, name_property, parent_property)
    seen: dict[str, int] = {}
    for number, feature in enumerate(_features(source), 1):
        try:
            place = _feature_place(feature, number, properties, kind)
        except GeometryError as fault:
            yield PlaceProblem(number, None, None, "geometry", str(fault))
            continue
        if isinstance(place, PlaceRow) and seen.setdefault(place.code, number) != number:
            detail = f"feature {seen[place.code]} has the same code"
            place = PlaceProblem(number, None, code_property, "duplicate", detail, place.code)
        yield place


def _features(source: Source) -> list[Any]:
    stream, owned = open_bytes(source)
    try:
        content = stream.read(MAX_GEOJSON + 1)
    finally:
        if owned is not None:
            owned.close()
    if len(content) > MAX_GEOJSON:
        raise TableError("too_long", f"the file is larger than {MAX_GEOJSON // 1_000_000} MB")
    try:
        collection = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise TableError("encoding", f"this is not UTF-8 text (byte 0x{content[fault.start]:02X})", line=line) from None
    except json.JSONDecodeError as fault:
        raise TableError("cut", f"this is not whole JSON: {fault.msg.lower()}", line=fault.lineno) from None
    except RecursionError:
        raise TableError("not_text", "the JSON is nested too deeply to be a map") from None
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise TableError("missing_columns", "this is not a GeoJSON feature collection: it has no “features”")
    return features


def _feature_place(feature: object, number: int, names: _Properties, kind: PlaceKind) -> PlaceRow | PlaceProblem:
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return PlaceProblem(number, None, None, "empty", "this feature has no properties")
    properties = feature["properties"]
    read: dict[str, str] = {}
    for name in (names.code, names.name):
        read[name] = _worded(properties.get(name))
        if not read[name]:
            return PlaceProblem(number, None, name, "empty", f"the property “{name}” is missing or empty")
    parent = _worded(properties.get(names.parent)) if names.parent else ""
    geometry = feature.get("geometry")
    middle = middle_of(geometry) if isinstance(geometry, dict) else None
    latitude, longitude = (round(middle.latitude, 5), round(middle.longitude, 5)) if middle else (None, None)
    labels = {"und": read[names.name]}
    return PlaceRow(read[names.code], kind, parent, labels, (), latitude, longitude, line=number)


def _worded(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) else ""
