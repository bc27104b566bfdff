"""Hooks that every test with a database needs: the wall of PostgreSQL stands open, and the log can be emptied between tests.

On PostgreSQL a sample runs: what touches the database, and of the access matrix one address in four (all of it runs on SQLite).
"""

from __future__ import annotations

import os
import zlib

import pytest
from django.db import connections
from django.test import TransactionTestCase
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

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


def _touches_the_database(item: pytest.Item) -> bool:
    named = {"db", "transactional_db", "django_db_setup"} & set(getattr(item, "fixturenames", ()))
    return bool(named) or item.get_closest_marker("django_db") is not None or item.get_closest_marker("postgres") is not None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what cannot differ on PostgreSQL; there, and before a commit (MATRIX=some), three quarters of the access matrix."""
    there = connections["default"].vendor == "postgresql"
    some = there or os.environ.get("MATRIX") == "some"
    kept, left = [], []
    for item in items:
        sampled = not some or item.path.name != "test_matrix.py" or zlib.crc32(item.name.encode()) % 4 == 0
        (kept if sampled and (not there or _touches_the_database(item)) else left).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left)


@pytest.fixture(autouse=True)
def _as_the_operator():
    """Rows made by a test belong to several organisations; a request of a test client sets its own wall inside."""
    with walls.system("a test"):
        yield


class Walks(LoadScopeScheduling):
    """Shares out the browser's tests: a file is walked by one worker in its order; pages stand alone, so they are spread."""

    PARTS = 8

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return f"{file}:{zlib.crc32(nodeid.encode()) % self.PARTS}" if file.endswith("/test_pages.py") else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Walks | None:
    """Each worker has an installation of its own, so that what belongs together stays together."""
    return Walks(config, log) if config.getvalue("dist") == "loadgroup" else None
