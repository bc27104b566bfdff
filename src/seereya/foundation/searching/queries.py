"""What is asked of an index, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from pyroaring import BitMap

from seereya.foundation.searching.entries import IndexSchema, SortValue
from seereya.foundation.searching.errors import BadQuery

Near = tuple[float, float, float]
Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Query:
    """All conditions together; each may be absent.

    `terms`: every set must match, by any of its alternatives (an empty set matches nothing). `prefixes`: some term of
    the document begins so, for each. `none`: no alternative of any set occurs. `include`: any of the values within a
    field, all fields together; `exclude`: none of the values (an empty list includes nothing and excludes nothing).
    `dates`: the document's span touches these days (inclusive; None is open; undated documents do not match).
    `near`: latitude, longitude and radius in kilometres. `among`: only these (keys, or the rows of `Index.within`).
    `sort`: a sort column, or "" for the order in which documents came. Documents without a value come last in both
    directions.
    """

    terms: Sequence[frozenset[str]] = ()
    prefixes: Sequence[str] = ()
    none: Sequence[frozenset[str]] = ()
    include: Values = field(default_factory=dict)
    exclude: Values = field(default_factory=dict)
    dates: tuple[int | None, int | None] | None = None
    near: Near | None = None
    among: BitMap | frozenset[bytes] | None = None
    sort: str = ""
    descending: bool = False
    offset: int = 0
    limit: int = 10

    def without(self, name: str) -> "Query":
        """The same question with the include filter of one field lifted."""
        rest = {field_name: values for field_name, values in self.include.items() if field_name != name}
        return Query(
            terms=self.terms,
            prefixes=self.prefixes,
            none=self.none,
            include=rest,
            exclude=self.exclude,
            dates=self.dates,
            near=self.near,
            among=self.among,
        )


@dataclass(frozen=True)
class Hit:
    """One document of a page; `value` is what it was sorted by, `origin` which of several merged indexes holds it."""

    key: bytes
    card: dict[str, Any]
    value: SortValue = None
    origin: int = 0


@dataclass(frozen=True)
class Page:
    """The exact number of documents that match, and the rows asked for."""

    total: int
    rows: list[Hit]


@dataclass(frozen=True)
class Cell:
    """A square of the map: its centre in degrees and how many matching documents lie in it."""

    latitude: float
    longitude: float
    count: int


Counts = dict[str, list[tuple[str, int]]]


def check(query: Query, schema: IndexSchema) -> None:
    """Refuse a question that the index cannot answer in full; raises BadQuery."""
    check_fields({*query.include, *query.exclude}, schema)
    if query.sort and query.sort not in schema.sorts:
        raise BadQuery(f"The index {schema.name} has no order {query.sort}.")
    if query.dates is not None and not schema.dates:
        raise BadQuery(f"The index {schema.name} has no dates.")
    if query.near is not None:
        check_points(schema)
        if not all(map(isfinite, query.near)) or query.near[2] < 0:
            raise BadQuery("A circle is a latitude, a longitude and a radius of 0 km or more.")
    if not all(query.prefixes):
        raise BadQuery("A prefix has at least one letter.")
    if query.offset < 0 or query.limit < 0:
        raise BadQuery("A page begins at 0 or later and has 0 rows or more.")
    if any(isinstance(values, str) for values in (*query.include.values(), *query.exclude.values())):
        raise BadQuery("The values of a field are a list.")
    if any(isinstance(words, str) for words in (*query.terms, *query.none)):
        raise BadQuery("Terms are sets of alternatives.")


def check_points(schema: IndexSchema) -> None:
    if not schema.points:
        raise BadQuery(f"The index {schema.name} has no points.")


def check_fields(names: set[str], schema: IndexSchema) -> None:
    if unknown := names - set(schema.facets):
        raise BadQuery(f"The index {schema.name} has no field {', '.join(sorted(unknown))}.")


def ranked(counts: Mapping[str, int], chosen: Sequence[str]) -> list[tuple[str, int]]:
    """Values by count, then by name; a chosen value is shown even where nothing is left of it."""
    shown = {value: count for value, count in counts.items() if count} | {value: counts.get(value, 0) for value in chosen}
    return sorted(shown.items(), key=lambda pair: (-pair[1], pair[0]))
