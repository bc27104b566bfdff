"""A count keeps its wording and gets bounds only where the words give them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.quantities import BadQuantity, Quantity, combine_ranges, parse_quantity

counts = st.integers(0, 10**6)


@pytest.mark.parametrize(
    ("text", "minimum", "maximum"),
    [
        ("19", 19, 19),
        ("19 morts", 19, 19),
        ("au moins 19", 19, None),
        ("at least nineteen", 19, None),
        ("more than 20", 21, None),
        ("plus de vingt", 21, None),
        ("over 270", 271, None),
        ("20+", 20, None),
        ("moins de 5", None, 4),
        ("jusqu’à 20", None, 20),
        ("entre 15 et 20", 15, 20),
        ("15-20", 15, 20),
        ("15–20", 15, 20),
        ("15 à 20", 15, 20),
        ("between twenty and thirty people", 20, 30),
        ("19 ou 20", 19, 20),
        ("quatre-vingt-dix-sept", 97, 97),
        ("deux cent trois", 203, 203),
        ("1 200", 1200, 1200),
        ("aucun", 0, 0),
        ("aucun mort", 0, 0),
        ("no deaths", 0, 0),
        ("none", 0, 0),
        ("inconnu", None, None),
    ],
)
def test_bounds_are_those_the_words_give(text, minimum, maximum):
    quantity = parse_quantity(text)
    assert (quantity.bounds, quantity.approximate, quantity.words) == ((minimum, maximum), False, text)


@pytest.mark.parametrize("text", ["une vingtaine", "dozens", "des dizaines", "environ 20", "several people", "at least a dozen"])
def test_a_rough_wording_is_not_given_bounds_of_ours(text):
    quantity = parse_quantity(text)
    assert quantity.bounds == (None, None)
    assert quantity.approximate
    assert quantity.words == text


def test_who_types_a_rough_wording_may_bound_it():
    assert parse_quantity("des dizaines (20-40)") == Quantity(20, 40, approximate=True)
    assert parse_quantity("une vingtaine (au moins 18)") == Quantity(18, None, approximate=True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("bla", "not_understood"),
        ("personne", "not_understood"),
        ("no", "not_understood"),
        ("trois quatre", "not_understood"),
        ("-3", "negative"),
        ("moins de 0", "negative"),
        ("12,5", "not_whole"),
        ("20-15", "minimum_above_maximum"),
        ("9999999999999", "too_large"),
    ],
)
def test_a_refusal_says_what_is_wrong_but_not_what_was_typed(text, code):
    with pytest.raises(BadQuantity) as refusal:
        parse_quantity(text)
    assert (refusal.value.code, str(refusal.value)) == (code, code)


@given(counts, counts)
def test_any_range_is_read_in_both_languages(one, other):
    low, high = sorted((one, other))
    assert parse_quantity(f"entre {low} et {high}").bounds == (low, high)
    assert parse_quantity(f"{low} to {high}").bounds == (low, high)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    try:
        quantity = parse_quantity(text)
    except BadQuantity:
        return
    assert Quantity.from_record(quantity.to_record()) == quantity


@given(st.lists(st.tuples(counts, counts).map(lambda pair: tuple(sorted(pair))), min_size=1))
def test_the_span_holds_every_range(ranges):
    low, high = combine_ranges(ranges)
    assert all(low <= a and b <= high for a, b in ranges)
    assert (low, high) == (min(a for a, _ in ranges), max(b for _, b in ranges))


def test_an_open_side_stays_open_and_a_wording_without_bounds_says_nothing():
    assert combine_ranges([(19, None), (15, 20)]) == (15, None)
    assert combine_ranges([(None, None), (15, 20)]) == (15, 20)
    assert combine_ranges([]) == (None, None)
    with pytest.raises(BadQuantity):
        combine_ranges([(20, 15)])
