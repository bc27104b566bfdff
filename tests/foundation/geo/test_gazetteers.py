"""An office loads its own gazetteer; what is wrong in it is named, the rest is read."""

import contextlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.geo import PlaceProblem, PlaceRow, read_geojson_places, read_geonames
from seereya.foundation.tables import TableError

SHARED = Path(__file__).resolve().parents[4] / "shared/data/geo"

DUMP = (
    "1\tHill\tHill\t\t14.0\t-4.0\tT\tHLL\tXX\t\t04\t\t\t\t0\t\t300\tAfrica/Abidjan\t2014-12-03\n"
    '2\tVillé "Ba"\tVille Ba\tVillé Bâ,https://example.org/Ville,Ville\t14.5\t-4.2\tP\tPPL\tXX\t\t04\t\t\t\t90\t\t300\tAfrica/Abidjan\t2014-12-03\n'
    "3\tNorth\tNorth\t\t15\t-4\tA\tADM1\tXX\t\t04\t\t\t\t0\t\t300\tAfrica/Abidjan\t2014-12-03\n"
)


def test_the_dump_as_published():
    found = list(read_geonames(io.BytesIO(DUMP.encode()), parents={"04": "XX05"}))
    assert [(place.code, place.kind, place.parent) for place in found] == [
        ("GN2", "settlement", "XX05"),
        ("GN3", "region", "XX05"),
    ]
    assert found[0].name("fr") == 'Villé "Ba"'
    assert found[0].alternatives == ("Ville Ba", "Villé Bâ", "Ville")
    assert (found[0].latitude, found[0].longitude, found[0].line) == (14.5, -4.2, 2)


def test_only_the_kinds_asked_for():
    assert [place.code for place in read_geonames(io.BytesIO(DUMP.encode()), kinds=frozenset({"region"}))] == ["GN3"]


def test_faults_are_named_and_the_rest_is_read():
    broken = DUMP.replace("14.5", "114.5").replace("3\tNorth", "x\tNorth") + "4\tgood\n"
    found = list(read_geonames(io.BytesIO(broken.encode())))
    assert [(one.line, one.column_name, one.code) for one in found] == [
        (2, "latitude", "range"),
        (3, "geonameid", "integer"),
        (4, "asciiname", "too_few"),
    ]


@pytest.mark.skipif(not SHARED.exists(), reason="the public files are not beside this checkout")
def test_the_real_gazetteer():
    found = list(read_geonames(SHARED / "geonames_ml_places.csv.gz"))
    assert len(found) == 14_889
    assert not [one for one in found if isinstance(one, PlaceProblem)]
    assert sum(1 for one in found if one.parent) == 14_865


@pytest.mark.skipif(not SHARED.exists(), reason="the public files are not beside this checkout")
def test_the_real_boundaries():
    found = list(read_geojson_places(SHARED / "mali_adm2.geojson", "adm2_pcode", "adm2_name", "adm1_pcode", kind="cercle"))
    assert len(found) == 50
    by_code = {place.code: place for place in found}
    assert (by_code["ML0501"].parent, by_code["ML0501"].name("fr")) == ("ML05", "Bandiagara")
    assert by_code["ML0501"].latitude == pytest.approx(14.3, abs=0.5)


def feature(code="X1", name="One", **geometry):
    geometry = geometry or {"type": "Point", "coordinates": [1, 2]}
    return {"type": "Feature", "properties": {"pcode": code, "name": name, "above": "X"}, "geometry": geometry}


def boundaries(*features):
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return list(read_geojson_places(io.BytesIO(content), "pcode", "name", "above", kind="region"))


def test_a_feature_becomes_a_place():
    (place,) = boundaries(feature())
    assert place == PlaceRow("X1", "region", "X", {"und": "One"}, (), 2, 1, line=1)


def test_broken_features_are_named_by_number():
    found = boundaries(
        feature(), feature(), feature(code=""), feature("X4", type="Polygon", coordinates=[[[500, 0]]]), 3, feature("X6")
    )
    assert [(one.line, one.code) for one in found] == [
        (1, "X1"), (2, "duplicate"), (3, "empty"), (4, "geometry"), (5, "empty"), (6, "X6"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code"),
    [(b'{"features": [', "cut"), (b"[]", "missing_columns"), (b'{"features": "\xe9"}', "encoding"), (b"[" * 200_000, "not_text")],
)
def test_unusable_files(content, code):
    with pytest.raises(TableError) as caught:
        list(read_geojson_places(io.BytesIO(content), "a", "b", kind="region"))
    assert caught.value.code == code


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "coordinates", "geometries", "pcode", "name"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.lists(st.fixed_dictionaries({"properties": json_values, "geometry": json_values}), max_size=4))
def test_any_features_are_read_or_refused(features):
    assert len(boundaries(*features)) == len(features)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=300))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(TableError):
        for found in read_geonames(io.BytesIO(text.encode())):
            assert isinstance(found, PlaceRow | PlaceProblem)
