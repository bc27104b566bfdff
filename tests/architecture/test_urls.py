"""No address without a declared policy: a page nobody thought about is closed, and this test says so before."""

import pytest
from django.urls import URLPattern, get_resolver

pytest.importorskip("seereya.site.urls")


def _patterns(resolver, before=""):
    for entry in resolver.url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield path, entry.callback
        else:
            yield from _patterns(entry, path)


def test_every_view_declares_a_policy():
    undeclared = [path for path, view in _patterns(get_resolver()) if getattr(view, "policy", None) is None]
    assert undeclared == []


def test_there_are_pages():
    assert sum(1 for _ in _patterns(get_resolver())) > 0


def test_addresses_carry_no_name_or_word_of_a_person():
    """Identifiers in addresses are codes and UUIDs: free text in a path would stand in every proxy's log."""
    free = [path for path, _ in _patterns(get_resolver()) if "<path:" in path or "(?P" in path]
    assert free == []
