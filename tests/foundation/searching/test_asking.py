"""What a user sees of a search: nothing refused silently, places with all below them, every document once."""

from dataclasses import replace

import pytest
from hypothesis import given

from seereya.foundation.searching import BadEntry, BadQuery, Entry, Index, IndexSchema, Merged, Query

from .model import SCHEMA
from .strategies import entries

A, B, C = (letter * 16 for letter in (b"a", b"b", b"c"))


@pytest.fixture
def index():
    index = Index.new(SCHEMA)
    index.put(
        Entry(
            A,
            terms=["marche"],
            facets={"kind": ["death"], "place": ["ml", "ml-mopti", "bounti"]},
            sorts={"day": 2},
            span=(10, 20),
            point=(14.5, -4.2),
            card={"n": 1},
        )
    )
    index.put(
        Entry(
            B,
            terms=["marche", "camp"],
            facets={"kind": ["arrest"], "place": ["ml", "ml-gao"]},
            sorts={"day": 1},
            span=(30, 30),
            card={"n": 2},
        )
    )
    index.put(Entry(C, terms=["camp"], facets={"kind": ["death"], "place": ["ml"]}, card={"n": 3}))
    return index


@given(entries)
def test_an_entry_survives_the_delta_log(entry):
    again = Entry.from_json(entry.to_json())
    assert again == replace(entry, facets=dict(entry.facets))


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b'{"key":"AA"}', b"\xff", b'{"key": "!", "text": ""}'])
def test_anything_else_is_no_entry(data):
    with pytest.raises(BadEntry):
        Entry.from_json(data)


@pytest.mark.parametrize(
    "change",
    [
        {"key": b"short"},
        {"key": "a" * 16},
        {"text": "no analyser"},
        {"terms": "abc"},
        {"terms": [1]},
        {"terms": ["\ud800"]},
        {"facets": {"unknown": ["x"]}},
        {"facets": {"kind": "death"}},
        {"facets": {"kind": [3]}},
        {"facets": {"kind": ["\ud800"]}},
        {"sorts": {"unknown": 1}},
        {"sorts": {"day": 1.5}},
        {"sorts": {"day": True}},
        {"sorts": {"day": 2**63}},
        {"sorts": {"title": "\ud800"}},
        {"span": (20, 10)},
        {"span": (10,)},
        {"span": (10, 2**31)},
        {"span": ("10", "20")},
        {"point": (91.0, 0.0)},
        {"point": (float("nan"), 0.0)},
        {"card": {"x": b"bytes"}},
        {"card": {"x": "\ud800"}},
    ],
)
def test_an_entry_that_does_not_fit_changes_nothing(index, change):
    before = index.dump()
    with pytest.raises(BadEntry):
        index.put(replace(Entry(A, terms=["marche"]), **change))
    assert index.dump() == before


def test_dates_and_points_need_a_schema_that_has_them():
    plain = Index.new(IndexSchema("plain", 1, dates=False))
    for entry in (Entry(A, span=(1, 2)), Entry(A, point=(1.0, 2.0))):
        with pytest.raises(BadEntry):
            plain.put(entry)
    for query in (Query(dates=(1, 2)), Query(near=(1.0, 2.0, 3.0))):
        with pytest.raises(BadQuery):
            plain.search(query)
    with pytest.raises(BadQuery):
        plain.within(1.0, 2.0, 3.0)
    with pytest.raises(BadQuery):
        plain.grid(Query(), 1.0)
    plain.put(Entry(A, terms=["x"]))
    assert Index.load(plain.schema, plain.dump()).search(Query(terms=(frozenset("x"),))).total == 1


@pytest.mark.parametrize(
    "query",
    [
        Query(include={"unknown": ["x"]}),
        Query(exclude={"unknown": ["x"]}),
        Query(include={"kind": "death"}),
        Query(terms=["marche"]),
        Query(none=["marche"]),
        Query(prefixes=[""]),
        Query(sort="unknown"),
        Query(offset=-1),
        Query(limit=-1),
        Query(near=(1.0, 2.0, -3.0)),
        Query(near=(1.0, float("nan"), 3.0)),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_and_never_widened(index, query):
    for searched in (index, Merged([index])):
        for ask in (searched.search, searched.count, searched.keys):
            with pytest.raises(BadQuery):
                ask(query)
        with pytest.raises(BadQuery):
            searched.facets(query, ["kind"])
        with pytest.raises(BadQuery):
            searched.facets(Query(), ["unknown"])


def test_no_value_and_no_word_match_nothing(index):
    assert index.count(Query(include={"kind": []})) == 0
    assert index.count(Query(terms=(frozenset(),))) == 0
    assert index.count(Query(among=frozenset())) == 0
    assert index.count(Query(exclude={"kind": []}, none=(frozenset(),))) == 3


def test_a_place_means_itself_and_all_below_it(index):
    assert index.keys(Query(include={"place": ["ml-mopti"]})) == [A]
    assert index.keys(Query(exclude={"place": ["ml-mopti"]})) == [B, C]
    assert index.count(Query(include={"place": ["ml"]})) == 3


def test_facets_let_a_second_value_be_chosen(index):
    query = Query(include={"kind": ["arrest"], "place": ["ml-mopti"]})
    assert index.facets(query, ["kind", "place"]) == {
        "kind": [("death", 1), ("arrest", 0)],
        "place": [("ml", 1), ("ml-gao", 1), ("ml-mopti", 0)],
    }
    assert index.facets(query, ["kind"], own_filter_ignored=False) == {"kind": [("arrest", 0)]}


def test_undated_documents_are_listed_last_in_both_directions(index):
    assert index.keys(Query(sort="day")) == [B, A, C]
    assert index.keys(Query(sort="day", descending=True)) == [A, B, C]
    assert index.keys(Query(descending=True)) == [C, B, A]


def test_text_is_analysed_once_by_the_given_analyser():
    index = Index.new(SCHEMA, analyse=lambda text: text.casefold().split())
    index.put(Entry(A, text="Le MARCHÉ de Bounti", terms=["extra"]))
    assert index.count(Query(terms=(frozenset({"marché"}), frozenset({"extra"})))) == 1
    entry = Entry(A, text="A b").analysed(str.split)
    assert (entry.text, entry.terms) == ("", ["A", "b"])
    again = Index.load(SCHEMA, index.dump(), analyse=str.split)
    again.put(Entry(B, text="x y"))
    assert again.complete("x") == [("x", 1)]


def test_rows_of_a_circle_restrict_the_same_index_only(index):
    near = index.within(14.5, -4.2, 1.0)
    assert index.keys(Query(among=near)) == [A]
    assert index.count(Query(among=index.within(0.0, 0.0, 1.0))) == 0
    with pytest.raises(BadQuery):
        Merged([index]).search(Query(among=near))
    assert Merged([index]).keys(Query(near=(14.5, -4.2, 1.0))) == [A]


def test_squares_of_the_map(index):
    index.put(Entry(B, point=(14.51, -4.19)))
    index.put(Entry(C, point=(14.9, -4.2)))
    assert [cell.count for cell in index.grid(Query(), 0.1)] == [2, 1]
    (cell,) = index.grid(Query(), 1.0)
    assert (cell.latitude, cell.longitude, cell.count) == (pytest.approx(14.5), pytest.approx(-4.5), 3)
    assert [cell.count for cell in Merged([index, index]).grid(Query(), 0.1)] == [2, 1]


def test_a_shared_document_is_counted_and_listed_once(index):
    other = Index.new(SCHEMA)
    other.put(Entry(A, terms=["marche"], facets={"kind": ["death"]}, sorts={"day": 9}, card={"n": 9}))
    merged = Merged([index, other])
    page = merged.search(Query(sort="day"))
    assert (page.total, len(merged)) == (3, 3)
    assert [(hit.card["n"], hit.origin) for hit in page.rows] == [(2, 0), (1, 0), (3, 0)]
    assert merged.facets(Query(), ["kind"]) == {"kind": [("death", 2), ("arrest", 1)]}
    index.delete(A)
    assert [hit.origin for hit in merged.search(Query(sort="day")).rows] == [0, 1, 0]
    assert merged.complete("mar", 0) == []


def test_a_copy_that_alone_matches_is_found(index):
    """The same record with more in one vault: the word that stands only there must not be lost."""
    other = Index.new(SCHEMA)
    other.put(Entry(A, terms=["marche", "temoin"], card={"n": 9}))
    (hit,) = Merged([index, other]).search(Query(terms=(frozenset({"temoin"}),))).rows
    assert (hit.key, hit.origin) == (A, 1)


def test_copies_that_grow_apart_are_noticed_at_once(index):
    other = Index.new(SCHEMA)
    other.put(Entry(A, terms=["marche"]))
    merged = Merged([index, other])
    assert merged.count(Query()) == 3
    for word in ("first", "second"):
        other.put(Entry(A, terms=["marche", word]))
        index.put(Entry(B, terms=[word]))
        assert merged.keys(Query(terms=(frozenset({word}),))) == [B, A]
        assert merged.count(Query()) == 3
    other.delete(A)
    assert merged.keys(Query(terms=(frozenset({"second"}),))) == [B]
    index.delete(A)
    other.put(Entry(A, terms=["second"]))
    index.purge()
    assert merged.keys(Query(terms=(frozenset({"second"}),))) == [B, A]


def test_no_index_open_answers_nothing():
    nothing = Merged([])
    assert nothing.search(Query()).total == 0
    assert nothing.facets(Query(), ["kind"]) == {"kind": []}
    assert nothing.keys(Query()) == []


def test_indexes_of_different_schemas_are_not_merged(index):
    with pytest.raises(ValueError, match="one schema"):
        Merged([index, Index.new(IndexSchema("plain", 1))])


@pytest.mark.parametrize(("dates", "found"), [((None, 10), [A]), ((21, None), [B]), ((20, 30), [A, B]), ((21, 29), [])])
def test_a_range_of_days_is_the_first_thing_asked(index, dates, found):
    opened = Index.load(SCHEMA, index.dump())
    assert opened.keys(Query(dates=dates)) == found
