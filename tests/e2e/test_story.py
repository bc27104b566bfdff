"""The whole story in order, in French; in English, the same words as the screens say there."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from tests.architecture.test_manual import same
from tests.e2e.telling import steps
from tests.e2e.telling_story import TUTORIALS, Story


def test_the_story_is_told_in_order(visits, visit):
    walk = Story(visits, "fr")
    walk.walk()
    assert walk.wrong == []


@pytest.mark.parametrize("section", range(10))
def test_the_english_tutorial_says_the_same_words(section):
    """Each word in bold is a message whose French stands at the same place of the French tutorial."""
    english, french = steps(TUTORIALS["en"])[section], steps(TUTORIALS["fr"])[section]
    assert len(english) == len(french)
    for said, dit in zip(english, french, strict=True):
        words = re.sub(r"\bJUS-ML\b", "%(code)s", said)
        with translation.override("fr"):
            found = {same(translation.gettext(one)) for one in (said, words)}
            found |= {same(translation.pgettext(context, said)) for context in ("of education",)}
        there = {dit, re.sub(r"\bJUS-ML\b", "%(code)s", dit)}
        assert said == dit or found & there or " · " in said, (said, dit, found)
