"""Sizes at which the index takes its other roads: sorted walks, rebuilt orders, flushed terms, forgotten changes."""

import random
from dataclasses import replace

import pytest

from seereya.foundation.searching import Entry, Index, Merged, Query

from .model import SCHEMA, Naive
from .test_against_model import check_facets, check_search

SIZE = 1_500
MOST = 100_000


def random_entry(numbers, key):
    low = 734_000 + numbers.randrange(1_000)
    return Entry(
        key,
        terms=[f"w{int(numbers.paretovariate(0.8)) % 400}" for _ in range(6)] + ["common"] * (numbers.random() < 0.6),
        facets={"kind": [numbers.choice("abc")], "place": ["ml", f"ml-{numbers.randrange(30)}"]},
        sorts={
            "day": low if numbers.random() < 0.9 else None,
            "title": numbers.choice(["a", "b", "c", "", None, 7]),
        },
        span=(low, low + numbers.randrange(20)) if numbers.random() < 0.9 else None,
        point=(14 + numbers.randrange(12) / 20, -4 + numbers.random()) if numbers.random() < 0.7 else None,
        card={"n": numbers.random()},
    )


def questions(numbers):
    words = [(), (frozenset({"common"}),), (frozenset({"w1"}),), (frozenset({"w1", "w2"}), frozenset({"common"}))]
    words += [(frozenset({"w37"}),), (frozenset({"w399"}),)]
    for sort in ("", "day", "title"):
        for terms in words:
            yield Query(
                terms=terms,
                sort=sort,
                descending=numbers.random() < 0.5,
                include=numbers.choice([{}, {"kind": ["a", "b"]}, {"place": ["ml-3", "ml-4"]}]),
                exclude=numbers.choice([{}, {"kind": ["c"]}]),
                none=numbers.choice([(), (frozenset({"common"}),)]),
                dates=numbers.choice([None, (734_100, 734_200), (None, 734_900), (734_050, None), (734_200, 734_100)]),
                near=numbers.choice([None, None, (14.3, -3.5, 20.0), (14.3, -3.5, 70.0)]),
                offset=numbers.choice([0, 0, 20, 400]),
            )


def check(searched, found_by, numbers):
    for query in questions(numbers):
        found = found_by(query)
        page = searched.search(query)
        everything = searched.search(replace(query, offset=0, limit=MOST))
        assert page.total == everything.total == len(found)
        assert page.rows == everything.rows[query.offset : query.offset + query.limit]
        assert {hit.key for hit in everything.rows} == {entry.key for entry in found}
        assert searched.keys(query) == [hit.key for hit in everything.rows]
        check_facets(searched, found_by, query)
        if len(found) < 100:
            check_search(searched, found, query)


@pytest.mark.parametrize("seed", [1, 2])
def test_one_index_of_many_documents(seed):
    numbers = random.Random(seed)
    keys = [numbers.randbytes(16) for _ in range(SIZE)]
    index, naive = Index.new(SCHEMA), Naive()
    with index.batch():
        for key in keys:
            entry = random_entry(numbers, key)
            index.put(entry)
            naive.put(entry)
    check(index, naive.found, numbers)
    for key in numbers.sample(keys, 200):
        entry = random_entry(numbers, key)
        index.put(entry)
        naive.put(entry)
    check(index, naive.found, numbers)
    index = Index.load(SCHEMA, index.dump())
    with index.batch():
        for key in numbers.sample(keys, 700):
            index.delete(key)
            naive.delete(key)
        check(index, naive.found, numbers)
    # Rows of deleted documents are used again after a dump, and the new documents answer only for themselves.
    data = index.dump()
    index = Index.load(SCHEMA, data)
    for key in numbers.sample(keys, 300):
        entry = random_entry(numbers, key)
        index.put(entry)
        naive.put(entry)
    assert {hit.key for hit in index.search(Query(limit=MOST)).rows} == naive.entries.keys()
    for query in questions(numbers):
        check_facets(index, naive.found, query)
        assert set(index.keys(query)) == {entry.key for entry in naive.found(query)}


@pytest.mark.parametrize("differing", [False, True])
def test_several_indexes_of_many_documents(differing):
    numbers = random.Random(5)
    indexes, naives = [Index.new(SCHEMA) for _ in range(3)], [Naive() for _ in range(3)]
    for _ in range(SIZE):
        key = numbers.randbytes(16)
        entry = random_entry(numbers, key)
        for number in numbers.sample(range(3), numbers.choice([1, 1, 2, 3])):
            copy = random_entry(numbers, key) if differing else entry
            indexes[number].put(copy)
            naives[number].put(copy)

    def found(query):
        shown = {}
        for naive in naives:
            for entry in naive.found(query):
                shown.setdefault(entry.key, entry)
        return list(shown.values())

    merged = Merged(indexes)
    check(merged, found, numbers)
    # So many changes that what the vaults have in common is worked out anew.
    for _ in range(5_000):
        indexes[0].delete(numbers.randbytes(16))
    for key in numbers.sample(sorted(naives[1].entries), 100):
        indexes[1].delete(key)
        naives[1].delete(key)
    check(merged, found, numbers)


def test_a_document_with_more_terms_than_are_kept_hot():
    index = Index.new(SCHEMA)
    many = Entry(b"1" * 16, terms=[f"term{number}" for number in range(20_000)])
    index.put(many)
    index.put(Entry(b"2" * 16, terms=["term7", "term19999"]))
    assert index.count(Query(terms=(frozenset({"term7"}),))) == 2
    assert index.complete("term1999", 2) == [("term19999", 2), ("term1999", 1)]
    index.delete(b"2" * 16)
    assert index.complete("term1999", 2) == [("term1999", 1), ("term19990", 1)]
