"""What is put into an index: its schema, and one document at a time."""

import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from seereya.foundation.searching.errors import BadEntry

Analyse = Callable[[str], list[str]]
SortValue = int | str | None
Point = tuple[float, float]

KEY_BYTES: Final = 16
_LARGEST_INTEGER: Final = 2**63 - 1
_LARGEST_DAY: Final = 2**31 - 1
_POLE: Final = 90.0
_ANTIMERIDIAN: Final = 180.0


@dataclass(frozen=True)
class IndexSchema:
    """What an index holds; two indexes can be merged when their schemas are equal.

    `version` is raised by the caller whenever the meaning of an entry changes (its analysis included): an index of
    another version is refused and rebuilt. `dates` and `points` say whether documents carry a span of days and a
    point on the earth; points are for public data only. `card`: the names of what a card holds, so that they need not be
    kept with every document.
    """

    name: str
    version: int
    facets: tuple[str, ...] = ()
    sorts: tuple[str, ...] = ()
    dates: bool = True
    points: bool = False
    card: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for names in (self.facets, self.sorts):
            if len(set(names)) != len(names) or not all(name.isidentifier() for name in names):
                raise ValueError(f"Fields of index {self.name} are not distinct identifiers.")

    def to_json(self) -> str:
        shape = [self.name, self.version, self.facets, self.sorts, self.dates, self.points]
        return json.dumps(shape, ensure_ascii=False)


@dataclass(frozen=True)
class Entry:
    """One document: `text` is analysed by the index, `terms` are taken as they are (either or both).

    A hierarchical facet (places, kinds of violation) is given with all ancestors as values, so that a place means
    itself and all below it. `span` is the earliest and the latest day (proleptic ordinals, both inclusive). `card` is
    what a list shows without opening the record.
    """

    key: bytes
    text: str = ""
    terms: Sequence[str] = ()
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sorts: Mapping[str, SortValue] = field(default_factory=dict)
    span: tuple[int, int] | None = None
    point: Point | None = None
    card: Mapping[str, Any] = field(default_factory=dict)

    def analysed(self, analyse: Analyse) -> "Entry":
        """The same entry with its text turned into terms, so that analysis can be done where there is time."""
        return replace(self, text="", terms=[*self.terms, *analyse(self.text)]) if self.text else self

    def to_json(self) -> bytes:
        """The entry as UTF-8 JSON, for the delta log (to be sealed by the caller)."""
        shape = {
            "key": b64encode(self.key).decode(),
            "text": self.text,
            "terms": list(self.terms),
            "facets": {name: list(values) for name, values in self.facets.items()},
            "sorts": dict(self.sorts),
            "span": self.span,
            "point": self.point,
            "card": dict(self.card),
        }
        return json.dumps(shape, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_json(cls, data: bytes | str) -> "Entry":
        """Read what `to_json` wrote; raises BadEntry for anything else."""
        try:
            shape = json.loads(data)
            span, point = shape["span"], shape["point"]
            return cls(
                key=b64decode(shape["key"], validate=True),
                text=shape["text"],
                terms=shape["terms"],
                facets=shape["facets"],
                sorts=shape["sorts"],
                span=(span[0], span[1]) if span is not None else None,
                point=(point[0], point[1]) if point is not None else None,
                card=shape["card"],
            )
        except (ValueError, TypeError, LookupError) as error:
            raise BadEntry("Not an entry.") from error


@dataclass(frozen=True)
class Prepared:
    """An entry checked and ready to be written: nothing after this point can refuse it."""

    key: bytes
    terms: frozenset[str]
    facets: Mapping[str, frozenset[str]]
    sorts: tuple[SortValue, ...]
    span: tuple[int, int] | None
    point: Point | None
    card: str
    digest: int


def prepare(entry: Entry, schema: IndexSchema, analyse: Analyse | None) -> Prepared:
    """Check an entry against the schema; raises BadEntry."""
    if entry.text and analyse is None:
        raise BadEntry("An entry with text needs an index with an analyser.")
    analysed = entry.analysed(analyse) if analyse is not None else entry
    if not isinstance(entry.key, bytes) or len(entry.key) != KEY_BYTES:
        raise BadEntry("A key is the 16 bytes of a UUID.")
    if unknown := (set(entry.facets) - set(schema.facets)) | (set(entry.sorts) - set(schema.sorts)):
        raise BadEntry(f"The index {schema.name} has no field {', '.join(sorted(unknown))}.")
    if not _are_texts(analysed.terms) or not all(map(_are_texts, entry.facets.values())):
        raise BadEntry("Terms, and the values of a facet, are lists of texts.")
    _check_span(entry.span, schema)
    _check_point(entry.point, schema)
    terms = frozenset(analysed.terms) - {""}
    facets = {name: frozenset(values) for name, values in entry.facets.items() if values}
    sorts = tuple(_sort_value(entry.sorts.get(name)) for name in schema.sorts)
    try:
        card = write_card(entry.card, schema)
        digest = _digest(terms, facets, sorts, entry.span, entry.point)
    except (ValueError, TypeError) as error:
        raise BadEntry("An entry holds text, numbers and lists that JSON and UTF-8 can write.") from error
    return Prepared(entry.key, terms, facets, sorts, entry.span, entry.point, card, digest)


def write_card(card: Mapping[str, Any], schema: IndexSchema) -> str:
    """A card as kept: its values alone where it holds exactly what the schema names."""
    named = schema.card and card.keys() == set(schema.card)
    shape: object = [card[name] for name in schema.card] if named else dict(card)
    text = json.dumps(shape, ensure_ascii=False, separators=(",", ":"))
    text.encode()
    return text


def read_card(text: str, schema: IndexSchema) -> dict[str, Any]:
    """A card from what `write_card` gave."""
    shape: Any = json.loads(text)
    return dict(zip(schema.card, shape, strict=True)) if isinstance(shape, list) else dict(shape)


def _digest(
    terms: frozenset[str],
    facets: Mapping[str, frozenset[str]],
    sorts: tuple[SortValue, ...],
    span: tuple[int, int] | None,
    point: Point | None,
) -> int:
    """Eight bytes by which two indexes see that a shared document is the same in both for every question."""
    fields = [(name, sorted(values)) for name, values in sorted(facets.items())]
    whole = json.dumps([sorted(terms), fields, sorts, span, point], ensure_ascii=False).encode()
    return int.from_bytes(hashlib.blake2b(whole, digest_size=8).digest(), "big", signed=True)


def _are_texts(values: object) -> bool:
    return isinstance(values, Collection) and not isinstance(values, str) and all(isinstance(v, str) for v in values)


def _sort_value(value: SortValue) -> SortValue:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST_INTEGER:
        return value
    raise BadEntry("A sort value is a text, a whole number of 64 bits or nothing.")


def _check_span(span: tuple[int, int] | None, schema: IndexSchema) -> None:
    if span is None:
        return
    if not schema.dates:
        raise BadEntry(f"The index {schema.name} has no dates.")
    days = [day for day in span if isinstance(day, int) and abs(day) <= _LARGEST_DAY]
    if len(days) != len(span) or len(days) != len(("earliest", "latest")) or days[0] > days[1]:
        raise BadEntry("A span is its earliest day, then its latest.")


def _check_point(point: Point | None, schema: IndexSchema) -> None:
    if point is None:
        return
    if not schema.points:
        raise BadEntry(f"The index {schema.name} has no points.")
    latitude, longitude = point
    if not (abs(latitude) <= _POLE and abs(longitude) <= _ANTIMERIDIAN):
        raise BadEntry("A point is its latitude, then its longitude, in degrees.")
