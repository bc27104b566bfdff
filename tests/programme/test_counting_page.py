"""The reference pages say of every counting rule what the product says of it."""

from __future__ import annotations

import pytest
from django.utils import translation

from seereya.programme import wording_counting
from seereya.programme.queries import counting
from tests.architecture import house

PAGES = {"fr": "docs/fr/reference/regles-de-comptage.md", "en": "docs/en/reference/counting-rules.md"}


@pytest.mark.parametrize("language", PAGES)
def test_the_page_says_what_the_rule_says(language):
    page = (house.ROOT / PAGES[language]).read_text(encoding="utf-8")
    with translation.override(language):
        for code, words in wording_counting.RULES.items():
            assert f"### {words.name} (`{code}`)" in page
            part = page.split(f"(`{code}`)")[1].split("\n### ")[0]
            for one in (words.what, words.state, words.at, words.once):
                assert str(one) in part, code


def test_every_rule_has_words():
    assert [rule.code for rule in counting.rules() if rule.code not in wording_counting.RULES] == []
