"""Catalogues compile without gettext, and read back as gettext would have compiled them."""

import gettext
import io

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.site.catalogues import BadCatalogue, compile_all, compiled, messages

PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

# a note for translators
#: some/place.py
msgid "Open"
msgstr "Ouvrir"

msgctxt "noun"
msgid "Open"
msgstr "Ouverture"

msgid "%(count)s account"
msgid_plural "%(count)s accounts"
msgstr[0] "%(count)s récit"
msgstr[1] "%(count)s récits"

#, fuzzy
msgid "Close"
msgstr "Fermer ?"

msgid "Not yet"
msgstr ""

msgid ""
"a long "
"sentence with \\"quotes\\"\\n"
msgstr "une longue phrase avec des « guillemets »\\n"

#~ msgid "gone"
#~ msgstr "parti"
"""


def _read(text):
    return gettext.GNUTranslations(io.BytesIO(compiled(messages(text))))


def test_messages_read_back():
    french = _read(PO)
    assert french.gettext("Open") == "Ouvrir"
    assert french.pgettext("noun", "Open") == "Ouverture"
    assert french.gettext('a long sentence with "quotes"\n') == "une longue phrase avec des « guillemets »\n"


@pytest.mark.parametrize(("count", "said"), [(0, "récit"), (1, "récit"), (2, "récits")])
def test_plural_follows_french(count, said):
    assert _read(PO).ngettext("%(count)s account", "%(count)s accounts", count) == f"%(count)s {said}"


@pytest.mark.parametrize("untranslated", ["Close", "Not yet", "gone"])
def test_unfinished_entries_show_the_source(untranslated):
    assert _read(PO).gettext(untranslated) == untranslated


@pytest.mark.parametrize("wrong", ["msgid Open", 'nonsense "x"', 'msgid "a"\nmsgid "b"', "msgid 3"])
def test_unreadable_line_is_named(wrong):
    with pytest.raises(BadCatalogue, match="line"):
        messages(wrong)


TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1)


@given(st.dictionaries(TEXT, TEXT))
def test_same_as_the_library_that_translators_use(pairs):
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
    for source, target in pairs.items():
        catalogue.append(polib.POEntry(msgid=source, msgstr=target))
    ours = gettext.GNUTranslations(io.BytesIO(compiled(messages(str(catalogue)))))
    assert {source: ours.gettext(source) for source in pairs} == pairs


def test_only_newer_catalogues_are_written(tmp_path):
    folder = tmp_path / "locale/fr/LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO, encoding="utf-8")
    assert compile_all(tmp_path) == [folder / "django.mo"]
    assert compile_all(tmp_path) == []
    assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]
