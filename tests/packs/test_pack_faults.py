"""Whoever writes a pack for another country is told every fault by file, line and column."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation.packs import PackError, load_pack
from seereya.foundation.packs_reading import cycles

HEAD = """code: {code}
names: {{ fr: "Pays", en: "Country" }}
version: "1"
licence: EUPL-1.2
attribution: {{ fr: "nous", en: "us" }}
"""
COLUMNS = "code,fr,en,parent,source,confidence\n"
TERMS = "A,Un,One,,,own\nA-1,Deux,Two,A,Law 1,sourced\n"
VOCABULARY = """vocabularies:
  - code: crimes
    names: { fr: "Crimes", en: "Crimes" }
    hierarchical: true
"""
PLACES = "code,kind,parent,fr,en,valid_from,valid_to,latitude,longitude,alternatives,later_parents\n"


def write(folder, pack=VOCABULARY, crimes=COLUMNS + TERMS, places=None, code="country"):
    home = folder / code
    (home / "vocabularies").mkdir(parents=True)
    (home / "pack.yaml").write_text(HEAD.format(code=code) + pack + ("places: places.csv\n" if places else ""), "utf-8")
    if crimes is not None:
        (home / "vocabularies/crimes.csv").write_text(crimes, "utf-8")
    if places:
        (home / "places.csv").write_text(PLACES + places, "utf-8")
    return home


def faults(home):
    with pytest.raises(PackError) as caught:
        load_pack(home)
    return [(one.file, one.line, one.column, one.code) for one in caught.value.problems]


def test_a_good_pack(tmp_path):
    pack = load_pack(write(tmp_path, places="X,country,,Pays,Country,,,1.0,2.0,Autre|Another,\n"))
    assert [term.code for term in pack.vocabulary("crimes")] == ["A", "A-1"]
    assert pack.vocabulary("crimes")[1].confidence == "sourced"
    assert pack.places[0].alternatives == ("Autre", "Another")


def test_a_pack_adds_to_the_one_it_extends(tmp_path):
    write(tmp_path)
    more = write(
        tmp_path, "extends: [country]\nvocabularies:\n  - code: crimes\n", COLUMNS + "B,Trois,Three,A-1,,own\n", code="more"
    )
    pack = load_pack(more)
    assert [term.code for term in pack.vocabulary("crimes")] == ["A", "A-1", "B"]
    assert pack.vocabularies[0].adds
    assert pack.vocabularies[0].fr == "Crimes"
    (more / "vocabularies/crimes.csv").write_text(COLUMNS + "A-1,x,x,,,own\n")
    assert faults(more) == [("more/vocabularies/crimes.csv", 2, "code", "duplicate")]


@pytest.mark.parametrize(
    ("terms", "fault"),
    [
        ("A,Un,One,,,own\nA,Deux,Two,,,own\n", (3, "code", "duplicate")),
        ("A,Un,One,B,,own\n", (2, "parent", "parent")),
        ("A,,One,,,own\n", (2, "fr", "empty")),
        ("A,Un,One,,,sure\n", (2, "confidence", "choice")),
        ("A/../B,Un,One,,,own\n", (2, "code", "code")),
        ("A,Un,One,,own\n", (2, "confidence", "too_few")),
    ],
)
def test_faults_of_terms(tmp_path, terms, fault):
    assert ("country/vocabularies/crimes.csv", *fault) in faults(write(tmp_path, crimes=COLUMNS + terms))


def test_circles_are_named(tmp_path):
    found = faults(write(tmp_path, crimes=COLUMNS + "A,a,a,B,,own\nB,b,b,A,,own\nC,c,c,A,,own\n"))
    assert found == [("country/vocabularies/crimes.csv", line, "parent", "cycle") for line in (2, 3)]


def test_parents_elsewhere_must_be_announced(tmp_path):
    pack = VOCABULARY + '  - code: acts\n    names: { fr: "Actes", en: "Acts" }\n'
    home = write(tmp_path, pack)
    (home / "vocabularies/acts.csv").write_text(COLUMNS + "Z,z,z,A,,own\n")
    assert faults(home) == [("country/vocabularies/acts.csv", 2, "parent", "parent")]
    (home / "pack.yaml").write_text(HEAD.format(code="country") + pack + "    parents_from: [crimes]\n")
    assert load_pack(home).vocabularies[1].parents_from == ("crimes",)


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ("X,planet,,P,C,,,,,,\n", (2, "kind", "value")),
        ("X,region,Y,P,C,,,,,,\n", (2, "parent", "parent")),
        ("X,region,,P,C,,,95,0,,\n", (2, "latitude", "value")),
        ("X,region,,P,C,,,north,0,,\n", (2, "latitude", "value")),
        ("X,region,,P,C,2016,,,,,\n", (2, "valid_from", "value")),
        ("X,region,,P,C,2016-01-02,2016-01-01,,,,\n", (2, "valid_to", "order")),
        ("X,region,,P,,,,,,,\n", (2, "en", "value")),
        ("X,region,,P,C,,,,,,Y\n", (2, "later_parents", "value")),
        ("X,region,,P,C,,,,,,Y@2020-01-01\n", (2, "later_parents", "parent")),
        ("X,region,,P,C,,,,,,\nX,region,,P,C,,,,,,\n", (3, "code", "duplicate")),
        ("X,region,,P,C,,,,,,\nY,region,X,P,C,,,,,,\n", (3, "parent", "parent")),
    ],
)
def test_faults_of_places(tmp_path, place, fault):
    assert ("country/places.csv", *fault) in faults(write(tmp_path, places=place))


def test_files_that_are_missing_or_not_listed(tmp_path):
    assert faults(write(tmp_path / "a", crimes=None)) == [("country/vocabularies/crimes.csv", None, None, "missing_file")]
    assert faults(write(tmp_path / "b", pack="")) == [("country/vocabularies/crimes.csv", None, None, "unlisted")]
    assert faults(tmp_path / "nowhere") == [("nowhere/pack.yaml", None, None, "missing_file")]


@pytest.mark.parametrize(
    ("text", "code"), [("code: [\n", "yaml"), ("- a\n", "yaml"), ("code: !!python/object:os.system x\n", "yaml")]
)
def test_a_description_that_is_no_description(tmp_path, text, code):
    home = write(tmp_path)
    (home / "pack.yaml").write_text(text)
    assert faults(home)[0][3] == code


def test_latin_text_is_named_by_line(tmp_path):
    home = write(tmp_path)
    (home / "vocabularies/crimes.csv").write_bytes((COLUMNS + "A,Été,Summer,,,own\n").encode("latin-1"))
    assert faults(home) == [("country/vocabularies/crimes.csv", 2, "fr", "encoding")]


def test_packs_cannot_extend_each_other_or_leave_the_folder(tmp_path):
    write(tmp_path, "extends: [more]\n" + VOCABULARY)
    more = write(tmp_path, "extends: [country, ../x]\nvocabularies:\n  - code: crimes\n", code="more")
    assert ("country/pack.yaml", None, "extends", "cycle") in faults(more)


@given(st.dictionaries(st.integers(0, 8), st.integers(0, 10)))
def test_cycles_are_exactly_the_codes_that_reach_themselves(parents):
    def returns(start):
        here, steps = parents[start], 0
        while here in parents and here != start and steps < 20:
            here, steps = parents[here], steps + 1
        return here == start

    assert cycles({str(a): str(b) for a, b in parents.items()}) == {str(code) for code in parents if returns(code)}


def test_a_pack_may_be_named_by_text(tmp_path):
    assert load_pack(str(write(tmp_path))).code == Path("country").name
