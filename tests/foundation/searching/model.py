"""The same questions answered by reading every document, one after the other."""

from dataclasses import dataclass, field

from seereya.foundation.searching import Entry, IndexSchema, Query
from seereya.foundation.searching.points import distance_km

SCHEMA = IndexSchema("test", 1, ("kind", "place"), ("day", "title"), dates=True, points=True)


def matches(entry: Entry, query: Query) -> bool:
    terms = set(entry.terms)
    dates = query.dates if query.dates != (None, None) else None
    return (
        all(terms & words for words in query.terms)
        and all(any(term.startswith(prefix) for term in terms) for prefix in query.prefixes)
        and not any(terms & words for words in query.none)
        and all(set(entry.facets.get(name, ())) & set(values) for name, values in query.include.items())
        and not any(set(entry.facets.get(name, ())) & set(values) for name, values in query.exclude.items())
        and (dates is None or touches(entry, *dates))
        and (query.near is None or close(entry, *query.near))
        and (query.among is None or entry.key in query.among)
    )


def touches(entry, first, last):
    if entry.span is None or (first is not None and last is not None and first > last):
        return False
    low, high = entry.span
    return (first is None or high >= first) and (last is None or low <= last)


def close(entry, latitude, longitude, radius):
    return entry.point is not None and distance_km((latitude, longitude), entry.point) <= radius


@dataclass
class Naive:
    """Documents by key, in the order in which they were last put."""

    entries: dict[bytes, Entry] = field(default_factory=dict)

    def put(self, entry):
        self.entries.pop(entry.key, None)
        self.entries[entry.key] = entry

    def delete(self, key):
        self.entries.pop(key, None)

    def found(self, query):
        return [entry for entry in self.entries.values() if matches(entry, query)]


def naive_facets(found_by, query, name, *, lifted=True):
    """`found_by` answers a query with distinct entries."""
    found = found_by(query.without(name) if lifted else query)
    values = {value for entry in found for value in entry.facets.get(name, ())}
    counts = {value: sum(value in entry.facets.get(name, ()) for entry in found) for value in values}
    counts |= {value: 0 for value in query.include.get(name, ()) if value not in counts}
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def sort_key(value):
    return (isinstance(value, str), value)


def assert_ordered(values, *, descending):
    """In order, and nothing last in both directions."""
    present = [value for value in values if value is not None]
    assert present == sorted(present, key=sort_key, reverse=descending)
    assert values == present + [None] * (len(values) - len(present))
