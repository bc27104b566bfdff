"""The manual says what the product does today: its words, its dates, its rules, its commands, its pictures."""

import re
from datetime import date

import pytest
from django.core.management import get_commands, load_command_class
from django.utils import translation

from seereya.documentation import rules
from seereya.foundation.dates import BadDate, parse, say
from seereya.foundation.packs import load_pack
from tests.architecture.test_docs import PAIRS

from . import house

DOCS = house.ROOT / "docs"
IMAGES = DOCS / "images"
READ_ON = date(2026, 11, 18)
# Pages whose words in bold are the words of the screen.
SCREENS = [
    "guides/fonder",
    "guides/inviter",
    "guides/partager",
    "guides/proteger",
    "guides/plaidoyer",
    "guides/fondement-et-sorties",
    "guides/preuves",
    "guides/saisir-une-depense",
    "guides/faire-un-transfert",
    "guides/suspendre",
    "guides/retrouver-un-acces",
    "guides/importer-ucdp",
    "guides/lieux-et-vocabulaires",
    "reference/ecrans",
]
MANUAL = [*sorted((DOCS / "fr").rglob("*.md")), *sorted((DOCS / "en").rglob("*.md")), house.ROOT / "README.md"]
_REFUSALS = {
    "31/02/2021": "no_such_day",
    "3/13/2021": "no_such_month",
    "31 avril": "year_missing",
    "31 April": "year_missing",
    "mars 21": "two_digit_year",
    "'98": "two_digit_year",
    "lundi 3 janvier 2021": "weekday_differs",
    "Monday 3 January 2021": "weekday_differs",
    "entre mai et mars 2021": "end_before_start",
    "between May and March 2021": "end_before_start",
    "2030": "future",
    "un jour de marché": "not_understood",
    "a market day": "not_understood",
}


def same(words: str) -> str:
    """Words without the difference between spaces."""
    return " ".join(words.replace("\u00a0", " ").replace("\u202f", " ").split())


def catalogue(language: str) -> set[str]:
    """Everything the product can say in a language."""
    text = (house.ROOT / "src/seereya/site/locale/fr/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    entry = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:"(?:[^"\\]|\\.)*"\n?)+)', re.MULTILINE)
    wanted = ("msgid", "msgid_plural") if language == "en" else ("msgstr", "msgstr[0]", "msgstr[1]")
    parts = re.compile(r'"((?:[^"\\]|\\.)*)"')
    return {same("".join(parts.findall(found)).replace('\\"', '"')) for kind, found in entry.findall(text) if kind in wanted}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", SCREENS)
def test_words_of_the_screen_are_words_of_the_product(page, language):
    path = DOCS / (f"fr/{page}.md" if language == "fr" else f"en/{PAIRS[page]}.md")
    bold = {same(one) for one in re.findall(r"\*\*(.+?)\*\*", path.read_text(encoding="utf-8"))}
    assert bold - catalogue(language) == set()


@pytest.mark.parametrize(("language", "page"), [("fr", "fr/reference/dates.md"), ("en", "en/reference/dates.md")])
def test_dates_are_read_as_the_manual_says(language, page):
    _, understood, refused, _ = (DOCS / page).read_text(encoding="utf-8").split("\n## ")
    rows = re.compile(r"^\| `(.+?)` \| (.+?) \|$", re.MULTILINE)
    for typed, said in rows.findall(understood):
        assert (typed, say(parse(typed, today=READ_ON, language=language), language)) == (typed, said)
    for typed, _ in rows.findall(refused):
        with pytest.raises(BadDate) as bad:
            parse(typed, today=READ_ON, language=language)
        assert (typed, bad.value.code) == (typed, _REFUSALS[typed])


@pytest.mark.parametrize(("language", "page"), [("fr", "fr/reference/statuts.md"), ("en", "en/reference/statuses.md")])
def test_statuses_go_where_the_manual_says(language, page):
    pack = load_pack(house.ROOT / "packs" / "international")
    vocabulary = next(one for one in pack.vocabularies if one.code == "verification_status")
    terms = {one.code: one for one in vocabulary.terms}
    found = re.findall(r"^\| (.+?) \| `(VS-\w+)` \| (.+?) \|$", (DOCS / page).read_text(encoding="utf-8"), re.MULTILINE)
    assert [code for _, code, _ in found] == [status.value for status in rules.Status]
    for label, code, ways in found:
        assert same(label) == same(getattr(terms[code], language))
        assert set(re.findall(r"VS-\w+", ways)) == {way.value for way in rules.ways(code)}


@pytest.mark.parametrize("page", MANUAL, ids=house.name)
def test_commands_of_the_manual_exist_with_their_options(page):
    known = get_commands()
    for line in re.findall(r"(?:script/)?seereya ([a-z][a-z-]+[^`\n]*)", page.read_text(encoding="utf-8")):
        verb, *rest = line.split()
        name = verb.replace("-", "_")
        if name not in known:
            assert verb in {"est", "is", "lists", "help", "says"} or line.startswith("&&"), line
            continue
        with translation.override("en"):
            text = load_command_class(known[name], name).create_parser("seereya", name).format_help()
        for option in (one for one in rest if one.startswith("--")):
            subcommand = text if option in text else "".join(_texts(known[name], name))
            assert option in subcommand, f"{verb} {option}"


def _texts(app: str, name: str) -> list[str]:
    parser = load_command_class(app, name).create_parser("seereya", name)
    groups = [action for action in parser._actions if hasattr(action, "choices") and isinstance(action.choices, dict)]
    return [one.format_help() for action in groups for one in action.choices.values()]


def test_every_picture_is_used_exists_and_is_light():
    used = set()
    for page in MANUAL:
        for link in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            used.add((page.parent / link).resolve())
    kept = {one.resolve() for one in IMAGES.glob("*.png")}
    assert used == kept
    assert [one.name for one in kept if one.stat().st_size > 200_000] == []
