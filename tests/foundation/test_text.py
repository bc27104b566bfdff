"""A search finds what a text says, whichever the accents, endings and language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation import text
from seereya.foundation.text import Analyser, analyse, analyse_query, fold


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Keita", "Keïta"),
        ("armee", "l’armée"),
        ("armée", "L'ARMÉE"),
        ("tués", "des civils tuées"),
        ("civil", "civiles"),
        ("attaquer", "les attaques"),
        ("attacks", "they attacked"),
        ("villages", "the village"),
        ("disparus", "portée disparue"),
        ("animal", "animaux"),
        ("exécutions", "exécutés"),
        ("families", "a family"),
        ("mother", "the mother's house"),
        ("Ogossagou", "d’Ogossagou"),
        ("N'Golo", "Ngolo Traoré"),
        ("oeuvre", "œuvre"),
        ("2021", "le 3 janvier 2021"),
    ],
)
def test_a_word_finds_its_other_forms(asked, written):
    query = analyse_query(asked)
    tokens = set(analyse(written))
    assert query.all
    assert all(alternatives & tokens for alternatives in query.all)


@pytest.mark.parametrize(("one", "other"), [("village", "pillage"), ("armée", "arme à feu lourde"), ("torture", "tortue")])
def test_different_words_stay_apart_or_are_known_to_meet(one, other):
    together = set(analyse(one)) & set(analyse(other))
    assert together == (set(analyse("arme")) if one == "armée" else set())


@given(st.text(max_size=200))
def test_every_word_of_a_text_is_found_by_asking_for_the_text(written):
    plain = written.replace('"', " ").replace("-", " ").replace("*", " ")
    found = {token for alternatives in analyse_query(plain).all for token in alternatives}
    assert found <= set(analyse(plain))


@given(st.text(max_size=100))
def test_a_token_has_no_capital_no_space_and_is_not_empty(written):
    for token in analyse(written):
        assert token
        assert token.strip() == token
        assert fold(token) == token


def test_a_query_says_all_none_and_beginnings():
    query = analyse_query('massacre "saison des pluies" -démenti attaques* «de la»')
    assert query.all[:3] == [frozenset(analyse(word)) for word in ("massacre", "saison", "pluies")]
    assert query.all[3] == {"attaques*", "attaqu*"}
    assert query.none == [frozenset(analyse("démenti"))]
    assert not analyse_query("de la")
    assert not analyse_query('* - ""')


def test_names_are_folded_without_stems():
    assert fold("Fɛ́nɛ Ɓa Ŋolo Cissé") == "fene ba nolo cisse"


def test_the_words_met_can_be_let_go():
    analyser = Analyser()
    analyser.analyse("Ogossagou")
    assert analyser._stems
    analyser.forget()
    assert not analyser._stems
    text.forget()
