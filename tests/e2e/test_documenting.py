"""The documentalist's path by keyboard only, in both languages: from an empty form to a shared and withdrawn incident."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests.architecture.test_manual import same
from tests.e2e import documenting
from tests.e2e.house import PICTURES, ROOT

TUTORIALS = {"fr": "docs/fr/tutoriels/premier-incident.md", "en": "docs/en/tutorials/first-incident.md"}
PDFTOPPM, PDFTOTEXT = shutil.which("pdftoppm"), shutil.which("pdftotext")


@pytest.fixture(scope="module", params=["fr", "en"])
def walk(visits, request) -> documenting.Walk:
    """The tutorial, walked to its end once in each language."""
    one = documenting.Walk(visits, request.param)
    for step in (one.begin, one.accounts, one.proposition, one.somebody, one.opening, one.moving, one.sharing):
        step()
    visits.close()
    return one


def test_the_tutorial_says_what_was_walked(walk):
    tutorial = (ROOT / TUTORIALS[walk.language]).read_text(encoding="utf-8")
    said = {same(one) for one in re.findall(r"\*\*(.+?)\*\*", tutorial)}
    assert said - {same(one) for one in walk.words.used} == set()
    typed = [documenting.TITLE, documenting.WHEN, documenting.SENTENCE, documenting.NAME, documenting.PURPOSE]
    assert [one[walk.language] for one in typed if one[walk.language] not in tutorial] == []


def test_the_history_says_what_each_version_changed(walk, visit):
    page = visit("oumar", language=walk.language)
    page.goto(walk.where + "history/")
    told = page.locator("main").inner_text()
    assert documenting.SENTENCE[walk.language] in told
    assert documenting.VILLAGER[walk.language] in told
    assert page.locator("ins").count() > 3
    assert documenting.NAME[walk.language] not in page.content()


def test_what_was_opened_is_on_the_record(walk, visit):
    page = visit("oumar", language=walk.language)
    page.goto(walk.where + "history/")
    with_identity = walk.words("Opened the identity")
    page.goto("/persons/")
    page.get_by_role("link", name=walk.person).click()
    assert with_identity in page.locator(".side").inner_text()


@pytest.mark.skipif(PDFTOPPM is None, reason="no pdftoppm (poppler-utils)")
@pytest.mark.parametrize("part", ["", "print/"])
def test_paper_carries_reference_date_and_page(walk, visit, tmp_path, part):
    page = visit("oumar", language=walk.language)
    page.goto(walk.where + part)
    reference = page.locator("main .reference").first.inner_text()
    reference = re.search(r"AMDH-INC-\d+", reference).group(0)
    paper = tmp_path / "incident.pdf"
    page.pdf(path=paper, format="A4", prefer_css_page_size=True, print_background=True)
    keep = PICTURES / f"paper-{walk.language}{'-dossier' if part else ''}"
    PICTURES.mkdir(parents=True, exist_ok=True)
    subprocess.run([PDFTOPPM, "-r", "60", "-png", paper, keep], check=True)
    told = subprocess.run([PDFTOTEXT, "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    sheets = told.rstrip("\f").split("\f")
    assert len(sheets) >= 2
    for number, sheet in enumerate(sheets, 1):
        foot = sheet[-600:]
        assert reference in foot
        assert re.search(rf"\b{number}\s*/\s*{len(sheets)}\b", foot)
        assert re.search(r"\b20\d\d\b", foot), "the day it was printed"
    assert documenting.NAME[walk.language] not in told
