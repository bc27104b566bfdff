"""GED's columns through its versions, and what each becomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from seereya.foundation.ged import values
from seereya.foundation.ged.values import Value
from seereya.foundation.tables import TableError

LAYOUT_49 = (
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
)
"""Columns of GED 20.1 and later in their order; monthly candidate releases sometimes lack the header line."""


class Column(NamedTuple):
    """One field of `GEDEvent`: the names its column has had, how it is read, whether a file can do without it."""

    field: str
    names: tuple[str, ...]
    parse: Callable[[str], Value]
    needed: bool


def _column(field: str, parse: Callable[[str], Value], *names: str, needed: bool = False) -> Column:
    return Column(field, names or (field,), parse, needed)


COLUMNS: tuple[Column, ...] = (
    _column("id", values.count, needed=True),
    _column("relid", values.text),
    _column("year", values.choice(1900, 2100), needed=True),
    _column("active_year", values.flag),
    _column("code_status", values.text),
    _column("type_of_violence", values.choice(1, 3), needed=True),
    _column("conflict_id", values.optional_whole, "conflict_new_id", "conflict_id"),
    _column("conflict_name", values.text),
    _column("dyad_id", values.optional_whole, "dyad_new_id", "dyad_id"),
    _column("dyad_name", values.text, needed=True),
    _column("side_a_id", values.optional_whole, "side_a_new_id", "side_a_id"),
    _column("side_a", values.name, needed=True),
    _column("side_b_id", values.optional_whole, "side_b_new_id", "side_b_id"),
    _column("side_b", values.name, needed=True),
    _column("gwnoa", values.text),
    _column("gwnob", values.text),
    _column("number_of_sources", values.optional_whole),
    _column("source_article", values.text),
    _column("source_office", values.text),
    _column("source_date", values.text),
    _column("source_headline", values.text),
    _column("source_original", values.text),
    _column("where_prec", values.choice(1, 7), needed=True),
    _column("where_coordinates", values.text),
    _column("where_description", values.text),
    _column("adm_1", values.text),
    _column("adm_2", values.text),
    _column("latitude", values.coordinate(90), needed=True),
    _column("longitude", values.coordinate(180), needed=True),
    _column("country", values.name, needed=True),
    _column("country_id", values.whole, needed=True),
    _column("region", values.text),
    _column("event_clarity", values.optional_choice(1, 2)),
    _column("date_prec", values.choice(1, 5), needed=True),
    _column("date_start", values.day, needed=True),
    _column("date_end", values.day, needed=True),
    _column("deaths_a", values.count, needed=True),
    _column("deaths_b", values.count, needed=True),
    _column("deaths_civilians", values.count, needed=True),
    _column("deaths_unknown", values.count, needed=True),
    _column("low", values.count, needed=True),
    _column("best", values.count, needed=True),
    _column("high", values.count, needed=True),
)

NEEDED = tuple(column.names[0] for column in COLUMNS if column.needed)
_IGNORED = frozenset({"geom_wkt", "priogrid_gid", "conflict_dset_id", "dyad_dset_id", "side_a_dset_id", "side_b_dset_id"})


class Placed(NamedTuple):
    """A field and where its column stands in this file (`None`: this version does not have it)."""

    field: str
    parse: Callable[[str], Value]
    position: int | None


def place_columns(header: Sequence[str]) -> tuple[Placed, ...]:
    """Find every field's column by name, in any order and case. Raises `TableError` where a needed one is missing."""
    found = {name.casefold(): position for position, name in enumerate(header)}
    placed = []
    missing = []
    for column in COLUMNS:
        position = next((found[name] for name in column.names if name in found), None)
        if position is None and column.needed:
            missing.append(column.names[0])
        placed.append(Placed(column.field, column.parse, position))
    if missing:
        listed = ", ".join(missing)
        raise TableError(
            "missing_columns",
            f"this is not a GED file, or not a whole one: the first line lacks these columns: {listed}",
            line=1,
            values={"columns": listed},
        )
    return tuple(placed)


def unknown_columns(header: Sequence[str]) -> tuple[str, ...]:
    """Columns of a file that no version known here has; they are passed over."""
    known = {name for column in COLUMNS for name in column.names} | _IGNORED
    return tuple(name for name in header if name.casefold() not in known)
