"""French is complete, up to date with the code, and set as French is set."""

import re
import shutil
import sys
from importlib import import_module

import polib
import pytest

from . import house

sys.path.insert(0, str(house.ROOT / "script"))
strings = import_module("strings")
CATALOGUE = house.ROOT / strings.CATALOGUE
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")


@pytest.fixture(scope="module")
def catalogue():
    if not CATALOGUE.exists():
        pytest.skip("no catalogue yet")
    return polib.pofile(str(CATALOGUE))


def _translations(entry):
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def _without_dates(path):
    return [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date'))
    ]


@pytest.mark.skipif(not shutil.which("xgettext"), reason="gettext is not installed")
@pytest.mark.usefixtures("catalogue")
def test_extraction_changes_nothing(tmp_path):
    shutil.copytree(house.ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    strings.extract(tmp_path)
    assert _without_dates(tmp_path / strings.CATALOGUE) == _without_dates(CATALOGUE), "run script/strings"


def test_words_are_marked_by_names_that_the_extraction_knows():
    """Under any other name a message is never extracted, and stays English on a French page."""
    renamed = re.compile(r"^from django\.utils\.translation import n?p?gettext\w* as (?!_$)", re.MULTILINE)
    sources = (house.ROOT / "src").rglob("*.py")
    assert [str(path) for path in sources if renamed.search(path.read_text(encoding="utf-8"))] == []


def test_nothing_waits_for_a_translator(catalogue):
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert [entry.msgid for entry in catalogue if not all(_translations(entry))] == []


def test_placeholders_survive_translation(catalogue):
    for entry in catalogue:
        expected = {*PLACEHOLDER.findall(entry.msgid), *PLACEHOLDER.findall(entry.msgid_plural)}
        for text in filter(None, _translations(entry)):
            assert set(PLACEHOLDER.findall(text)) <= expected, entry.msgid
            if not entry.msgid_plural:
                assert set(PLACEHOLDER.findall(text)) == expected, entry.msgid


def test_french_has_its_spaces(catalogue):
    wrong = [text for entry in catalogue for text in _translations(entry) if strings.spaced(text) != text]
    assert wrong == [], "run script/strings"


def test_block_translations_are_trimmed():
    block = re.compile(r"{%-?\s*blocktrans(?:late)?\b(?![^%]*\btrimmed\b)[^%]*%}")
    assert [house.name(path) for path in house.templates() if block.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Ouvrir ?", "Ouvrir\u202f?"),
        ("Motif : oui", "Motif\u00a0: oui"),
        ("le « nom » scellé", "le «\u00a0nom\u00a0» scellé"),
        ("à 10:30", "à 10:30"),
        ("https://exemple", "https://exemple"),
    ],
)
def test_spaces_are_mended(typed, set_):
    assert strings.spaced(typed) == set_
    assert strings.spaced(set_) == set_


def test_fragment_fills_what_waits_and_leaves_the_rest(tmp_path):
    (tmp_path / "django.po").write_text('msgid "Open"\nmsgstr ""\n\nmsgid "Close"\nmsgstr "Fermer"\n', encoding="utf-8")
    (tmp_path / "more.po").write_text('msgid "Open"\nmsgstr "Ouvrir"\n\nmsgid "Close"\nmsgstr "Clore"\n', encoding="utf-8")
    strings.merge(tmp_path / "django.po", [tmp_path / "more.po"])
    assert {entry.msgid: entry.msgstr for entry in polib.pofile(str(tmp_path / "django.po"))} == {
        "Open": "Ouvrir",
        "Close": "Fermer",
    }
