"""The rows are those every system was measured with, as far as their shape goes."""

import csv
import json
from collections import Counter
from itertools import islice
from pathlib import Path

from seereya.foundation.ged.reading import open_ged, read_ged
from seereya.site.benchmarks import events, seal
from seereya.site.benchmarks.building import place_rows
from seereya.site.benchmarks.rows import KINDS, RARE, communes, rows

NAMES = Path(__file__).parents[2] / "foundation" / "names" / "name_variants.json"


def test_the_same_rows_come_every_time():
    assert list(rows(50)) == list(rows(50))
    assert list(islice(rows(1000), 50)) == list(rows(50))
    assert list(rows(50)) != list(rows(50, seed=8))


def test_words_are_as_frequent_as_in_the_rows_of_the_comparison():
    found = list(rows(4000))
    common = sum("village" in row.text.split() for row in found) / len(found)
    rare = sum(any(word in row.text.split() for word in RARE) for row in found) / len(found)
    assert 0.56 < common < 0.62
    assert 0.08 < rare < 0.13
    assert {row.kind for row in found} == set(KINDS)


def test_places_fall_off_like_the_communes_of_the_comparison():
    counted = Counter(row.commune for row in rows(20_000))
    assert len(communes()) == 700
    assert set(counted) <= set(communes())
    assert 0.05 < counted.most_common(1)[0][1] / 20_000 < 0.09


def test_every_commune_stands_in_the_tree_below_its_cercle():
    tree = {row.code: row for row in place_rows()}
    assert len(tree) == 1 + 10 + 50 + 700
    for code in communes():
        assert [tree[code].kind, tree[tree[code].parent].kind] == ["commune", "cercle"]
        assert tree[tree[tree[code].parent].parent].kind == "region"


def test_invented_events_are_read_as_ged_without_a_fault(tmp_path):
    path = events.write(tmp_path / "events.csv", 200)
    with path.open(newline="", encoding="utf-8") as file:
        assert sum(1 for _ in csv.DictReader(file)) == 200
    with open_ged(path) as table:
        assert [type(one).__name__ for one in read_ged(table)] == ["GEDEvent"] * 200


def test_families_of_names_are_those_the_search_is_tested_with():
    first, last = seal.families()
    kept = json.loads(NAMES.read_text(encoding="utf-8"))
    assert last == kept["surnames"]
    assert first == kept["given_m"] | kept["given_f"]
    share = sum(map(seal.kept_out, [*first, *last])) / len([*first, *last])
    assert 0.4 < share < 0.6
