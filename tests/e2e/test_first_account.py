"""The tutorial from a first account to a complaint, walked in both languages by the words it prints in bold."""

from __future__ import annotations

import pytest

from tests.e2e.telling import Telling


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_tutorial_is_walked_as_it_is_told(visits, visit, language):
    walk = Telling(visits, language)
    walk.walk()
    assert walk.wrong == []
