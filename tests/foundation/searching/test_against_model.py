"""Whatever is put, replaced, deleted, dumped and asked: the index answers as if it had read every document."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from seereya.foundation.searching import Index, Merged, Query

from .model import SCHEMA, Naive, assert_ordered, naive_facets
from .strategies import KEYS, entries, keys, questions


def check_search(searched, found, query):
    """`found`: the distinct entries that match, those of the shown copies."""
    page = searched.search(query)
    assert page.total == len(found)
    assert searched.count(query) == len(found)
    by_key = {entry.key: entry for entry in found}
    everything = searched.search(Query(**{**vars(query), "offset": 0, "limit": 100})).rows
    assert {hit.key for hit in everything} == by_key.keys()
    assert len(everything) == len(by_key)
    assert page.rows == everything[query.offset : query.offset + query.limit]
    assert searched.keys(query) == [hit.key for hit in everything]
    for hit in everything:
        assert hit.card == by_key[hit.key].card
        assert hit.value == (by_key[hit.key].sorts.get(query.sort) if query.sort else None)
    assert_ordered([hit.value for hit in everything], descending=query.descending)


def check_facets(searched, found_by, query):
    for lifted in (True, False):
        counted = searched.facets(query, SCHEMA.facets, own_filter_ignored=lifted)
        assert list(counted) == list(SCHEMA.facets)
        for name, counts in counted.items():
            assert counts == naive_facets(found_by, query, name, lifted=lifted)


class OneIndex(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.index = Index.new(SCHEMA)
        self.naive = Naive()

    @rule(entry=entries)
    def put(self, entry):
        self.index.put(entry)
        self.naive.put(entry)

    @rule(many=st.lists(entries, max_size=8), gone=st.lists(keys, max_size=2))
    def batch(self, many, gone):
        with self.index.batch():
            for entry in many:
                self.index.put(entry)
                self.naive.put(entry)
            for key in gone:
                self.index.delete(key)
                self.naive.delete(key)

    @rule(key=keys)
    def delete(self, key):
        self.index.delete(key)
        self.naive.delete(key)

    @rule()
    def purge(self):
        self.index.purge()

    @rule(seq=st.integers(0, 10))
    def dump_and_load(self, seq):
        self.index.seq = seq
        data = self.index.dump()
        self.index.close()
        self.index = Index.load(SCHEMA, data)
        assert self.index.seq == seq

    @rule(query=questions)
    def search(self, query):
        check_search(self.index, self.naive.found(query), query)

    @rule(query=questions)
    def facets(self, query):
        check_facets(self.index, self.naive.found, query)

    @rule(query=questions)
    def grid(self, query):
        placed = [entry for entry in self.naive.found(query) if entry.point is not None]
        cells = self.index.grid(query, 0.5)
        assert sum(cell.count for cell in cells) == len(placed)

    @rule(prefix=st.sampled_from(["k", "keita", "mar", "é", "zz"]), limit=st.integers(0, 3))
    def complete(self, prefix, limit):
        counts = {}
        for entry in self.naive.entries.values():
            for term in set(entry.terms):
                if term.startswith(prefix):
                    counts[term] = counts.get(term, 0) + 1
        expected = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]
        assert self.index.complete(prefix, limit) == expected

    @invariant()
    def knows_its_documents(self):
        assert len(self.index) == len(self.naive.entries)
        assert all((key in self.index) == (key in self.naive.entries) for key in KEYS)

    def teardown(self):
        self.index.close()


class SeveralIndexes(RuleBasedStateMachine):
    """Copies of one document may differ between vaults: it is the first copy that matches which counts."""

    @initialize(count=st.integers(1, 3))
    def open(self, count):
        self.indexes = [Index.new(SCHEMA) for _ in range(count)]
        self.naives = [Naive() for _ in range(count)]

    def found(self, query):
        shown = {}
        for naive in self.naives:
            for entry in naive.found(query):
                shown.setdefault(entry.key, entry)
        return list(shown.values())

    @rule(entry=entries, where=st.sets(st.integers(0, 2), min_size=1))
    def put(self, entry, where):
        for number in where:
            self.indexes[number % len(self.indexes)].put(entry)
            self.naives[number % len(self.indexes)].put(entry)

    @rule(many=st.lists(entries, max_size=6), number=st.integers(0, 2))
    def batch(self, many, number):
        number %= len(self.indexes)
        with self.indexes[number].batch() as index:
            for entry in many:
                index.put(entry)
                self.naives[number].put(entry)

    @rule(key=keys, number=st.integers(0, 2))
    def delete(self, key, number):
        self.indexes[number % len(self.indexes)].delete(key)
        self.naives[number % len(self.indexes)].delete(key)

    @rule(number=st.integers(0, 2))
    def purge(self, number):
        self.indexes[number % len(self.indexes)].purge()

    @rule(number=st.integers(0, 2))
    def reload(self, number):
        number %= len(self.indexes)
        self.indexes[number] = Index.load(SCHEMA, self.indexes[number].dump())

    @rule(query=questions)
    def search(self, query):
        check_search(Merged(self.indexes), self.found(query), query)

    @rule(query=questions)
    def facets(self, query):
        check_facets(Merged(self.indexes), self.found, query)

    @rule(query=questions)
    def grid(self, query):
        placed = [entry for entry in self.found(query) if entry.point is not None]
        cells = Merged(self.indexes).grid(query, 0.1)
        assert sum(cell.count for cell in cells) == len(placed)

    @rule(prefix=st.sampled_from(["k", "mar", "é"]))
    def complete(self, prefix):
        counts = {}
        for naive in self.naives:
            for entry in naive.entries.values():
                for term in set(entry.terms):
                    if term.startswith(prefix):
                        counts.setdefault(term, set()).add(entry.key)
        expected = sorted(((term, len(held)) for term, held in counts.items()), key=lambda pair: (-pair[1], pair[0]))
        assert Merged(self.indexes).complete(prefix, 10) == expected

    @invariant()
    def counts_each_once(self):
        distinct = {key for naive in self.naives for key in naive.entries}
        assert len(Merged(self.indexes)) == len(distinct)


OneIndex.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
SeveralIndexes.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestOneIndex = OneIndex.TestCase
TestSeveralIndexes = SeveralIndexes.TestCase


@given(many=st.lists(entries, max_size=8), query=questions)
@settings(max_examples=200, deadline=None)
def test_a_loaded_index_answers_as_the_dumped_one(many, query):
    index = Index.new(SCHEMA)
    for entry in many:
        index.put(entry)
    naive = Naive()
    for entry in many:
        naive.put(entry)
    # Each question is the first that a freshly opened index hears, in whatever part of it.
    data = index.dump()
    check_search(Index.load(SCHEMA, data), naive.found(query), query)
    check_facets(Index.load(SCHEMA, data), naive.found, query)
    check_search(index, naive.found(query), query)
    check_search(Merged([Index.load(SCHEMA, data), index]), naive.found(query), query)
