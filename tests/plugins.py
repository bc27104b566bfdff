"""Hooks that every test with a database needs: the wall of PostgreSQL stands open, and the log can be emptied between tests."""

from __future__ import annotations

import pytest
from django.db import connections
from django.test import TransactionTestCase

from seereya.audit import protection
from seereya.evidence import protection as custody
from seereya.foundation import walls

_flush = TransactionTestCase._fixture_teardown


def _fixture_teardown(self: TransactionTestCase) -> None:
    """Emptying a test database deletes and truncates; the log's triggers refuse that, so they step aside meanwhile."""
    for alias in self._databases_names(include_mirrors=False):
        protection.run(
            connections[alias], [*protection.removals(connections[alias].vendor), *custody.removals(connections[alias].vendor)]
        )
    try:
        _flush(self)
    finally:
        for alias in self._databases_names(include_mirrors=False):
            protection.run(
                connections[alias],
                [*protection.statements(connections[alias].vendor), *custody.statements(connections[alias].vendor)],
            )


TransactionTestCase._fixture_teardown = _fixture_teardown


@pytest.fixture(autouse=True)
def _as_the_operator():
    """Rows made by a test belong to several organisations; a request of a test client sets its own wall inside."""
    with walls.system("a test"):
        yield
