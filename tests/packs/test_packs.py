"""The packs we ship: whole, bilingual, well written, and without what may not be in a pack."""

import csv
import re
from pathlib import Path

import pytest

from seereya.foundation.geo import bounds_of, project, to_svg_path
from seereya.foundation.packs import load_pack

PACKS = Path(__file__).resolve().parents[2] / "packs"
SHARED = Path(__file__).resolve().parents[3] / "shared/vocab"
CODES = sorted(file.parent.name for file in PACKS.glob("*/pack.yaml"))


@pytest.fixture(scope="module")
def mali():
    return load_pack(PACKS / "mali")


def terms(pack):
    return [(code, term) for code in pack.vocabulary_codes() for term in pack.vocabulary(code)]


@pytest.mark.parametrize("code", CODES)
def test_every_pack_loads(code):
    assert load_pack(PACKS / code).code == code


def test_international_names_no_country_of_application():
    pack = load_pack(PACKS / "international")
    found = [t.code for _, t in terms(pack) for text in (t.fr, t.en, t.source, *t.extra.values()) if re.search(r"\bMali", text)]
    assert found == []


@pytest.mark.skipif(not SHARED.exists(), reason="the draft vocabularies are not beside this checkout")
def test_no_drafted_code_was_lost(mali):
    drafted = set()
    for file in SHARED.glob("*.csv"):
        if file.stem != "regions_2023":
            with file.open(encoding="utf-8", newline="") as rows:
                drafted |= {row["code"] for row in csv.DictReader(rows)}
    assert drafted - {term.code for _, term in terms(mali)} == set()


def test_working_marks_are_gone(mali):
    for _, term in terms(mali):
        for text in (term.fr, term.en, term.source, *term.extra.values()):
            assert not re.search(r"\[[SM]\b|\bidem\b", text), term.code
        assert not re.search(r"\bown\b|seed", term.source), term.code


def test_french_typography(mali):
    texts = [
        (term.code, text)
        for _, term in terms(mali)
        for text in (term.fr, *(v for k, v in term.extra.items() if k.endswith("_fr")))
    ]
    texts += [(code, pack.described(code).fr) for pack in (mali,) for code in pack.vocabulary_codes()]
    wrong = [
        (code, text)
        for code, text in texts
        if re.search(r"'|\boe|[^\u202f][;!?]|[^\u00a0\d/]:(?!//)| - |  |^ | $|\d (?=\d{3}\b)|\d [%h]\b", text)
    ]
    assert wrong == []


def test_english_spelling_and_apostrophes(mali):
    wrong = [
        (t.code, t.en)
        for _, t in terms(mali)
        if re.search(r"'|  |^ | $|[a-z]iz(e|ed|ation|ing)\b", t.en) and not re.search(r"\b[Ss]eiz|\bAssize", t.en)
    ]
    assert wrong == []


def test_extra_words_for_people_come_in_both_languages(mali):
    for _, term in terms(mali):
        for name, text in term.extra.items():
            if name.endswith(("_fr", "_en")):
                assert bool(text) == bool(term.extra[name[:-3] + ("_en" if name.endswith("_fr") else "_fr")]), term.code


def test_the_tree_of_places(mali):
    kinds = {}
    for place in mali.places:
        kinds.setdefault(place.kind, []).append(place)
    assert len(kinds["country"]) == 1
    assert len(kinds["region"]) == 20
    assert len(kinds["cercle"]) == 50
    assert len(kinds["settlement"]) >= 60
    assert set(mali.levels) >= set(kinds)
    codes = {place.code: place for place in mali.places}
    assert codes["ML0501"].names == {"fr": "Bandiagara", "en": "Bandiagara"}
    assert codes["ML06"].names == {"fr": "Tombouctou", "en": "Timbuktu"}
    assert [code for code, _ in codes["ML0704"].later_parents] == ["ML-R10"]
    assert codes["ML-R19"].valid_from.isoformat() == "2023-03-13"
    assert set(mali.geonames_regions.values()) <= set(codes)


def test_no_point_is_precise(mali):
    for place in mali.places:
        assert place.latitude == round(place.latitude, 1), place.code
        assert place.longitude == round(place.longitude, 1), place.code


def test_every_place_lies_on_the_map(mali):
    (feature,) = mali.outline["features"]
    bounds = bounds_of(feature["geometry"])
    height = bounds.height_for(600)
    path = to_svg_path(feature["geometry"], bounds, 600, height)
    assert path.startswith("M")
    assert len(path) < 10_000
    for place in mali.places:
        x, y = project(place.latitude, place.longitude, bounds, 600, height)
        assert 0 <= x <= 600, place.code
        assert 0 <= y <= height, place.code


def test_the_outline_says_where_it_comes_from(mali):
    assert "Natural Earth" in mali.outline["features"][0]["properties"]["source"]
    assert "Natural Earth" in mali.attribution["fr"]


def test_grades_never_say_confirmed_or_proved(mali):
    for code in ("casualty_grading", "attribution_confidence", "verification_status"):
        for term in mali.vocabulary(code):
            assert not re.search(r"confirm|prouv|prove", f"{term.fr} {term.en}", re.IGNORECASE), term.code
