"""Every sealed index has a name that its column holds on both engines, and words on the page of the indexes."""

from __future__ import annotations

import pytest

from seereya.documentation.wording_lists import INDEXES
from seereya.vault.indexing import KINDS
from seereya.vault.models import IndexEntry

_LENGTH = IndexEntry._meta.get_field("index").max_length


@pytest.mark.parametrize("name", sorted(KINDS))
def test_an_index_fits_its_column_and_has_words(name):
    assert len(name) <= _LENGTH
    assert INDEXES[name]
