from hypothesis import strategies as st

from seereya.foundation.searching import Entry, Query

KEYS = [bytes([number]) * 16 for number in range(1, 9)]
WORDS = ["keita", "keit", "traore", "marche", "marchand", "été", "ét\U0010ffff", "\U0010ffff\U0010ffff", "a\ud7ff", "a\ue000"]
KINDS = ["death", "arrest", "burning"]
PLACES = ["ml", "ml-mopti", "ml-mopti-bounti", "ml-gao"]
# On whole cells, close to one border and far away, and across the date line.
POINTS = [(14.5, -4.2), (14.5001, -4.2), (14.55, -4.15), (14.95, -4.2), (16.3, 0.0), (0.0, 179.99), (0.0, -179.99), (-90.0, 0.0)]
DAYS = st.integers(734_500, 734_560)

keys = st.sampled_from(KEYS)
words = st.frozensets(st.sampled_from(WORDS), max_size=3)


def some(values):
    return st.lists(st.sampled_from(values), max_size=3, unique=True)


facet_values = st.fixed_dictionaries({}, optional={"kind": some(KINDS), "place": some(PLACES)})
spans = st.tuples(DAYS, st.integers(0, 40)).map(lambda pair: (pair[0], pair[0] + pair[1]))
titles = st.one_of(st.none(), st.integers(-3, 3), st.sampled_from(["", "a", "b", "é", "\U0001f600"]))

entries = st.builds(
    Entry,
    key=keys,
    terms=words.map(sorted),
    facets=facet_values,
    sorts=st.fixed_dictionaries({}, optional={"day": st.one_of(st.none(), st.integers(0, 4)), "title": titles}),
    span=st.none() | spans,
    point=st.none() | st.sampled_from(POINTS),
    card=st.dictionaries(st.text(max_size=3), st.text(max_size=3) | st.integers() | st.none(), max_size=2),
)

queries = st.builds(
    Query,
    terms=st.lists(words, max_size=2),
    prefixes=st.lists(
        st.sampled_from(["k", "keit", "keita", "mar", "é", "ét", "zz", "ét\U0010ffff", "\U0010ffff", "a\ud7ff"]), max_size=1
    ),
    none=st.lists(words, max_size=1),
    include=facet_values,
    exclude=facet_values,
    dates=st.none() | st.tuples(st.none() | DAYS, st.none() | DAYS),
    near=st.none()
    | st.tuples(st.sampled_from(POINTS), st.sampled_from([0.0, 0.005, 3.0, 9.0, 50.0, 250.0, 5_000.0, 21_000.0])).map(
        lambda pair: (*pair[0], pair[1])
    ),
    among=st.none() | st.frozensets(keys),
    sort=st.sampled_from(["", "day", "title"]),
    descending=st.booleans(),
    offset=st.integers(0, 5),
    limit=st.integers(0, 8),
)
# Broad questions, so that the orders and counts of many documents are compared too.
broad = st.builds(
    Query,
    include=st.fixed_dictionaries({}, optional={"kind": some(KINDS)}),
    sort=st.sampled_from(["", "day", "title"]),
    descending=st.booleans(),
    offset=st.integers(0, 5),
    limit=st.integers(0, 8),
)
questions = st.one_of(queries, broad)
