"""A19, table by table: without the application's filters, and without a view at all. PostgreSQL's walls; they are only read here."""

from __future__ import annotations

import pytest
from django.db import connection

from seereya.foundation import walls
from seereya.site.operations import doctoring_database, tables
from tests.security import world
from tests.security.walled import nobody, working_side_by_side

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="row-level security is PostgreSQL's"),
]
MINE = tuple(
    model
    for model in tables.ours()
    if tables.name(model) in doctoring_database.walled() and any(one.name == "organisation" for one in model._meta.fields)
)
# Everybody reads who exists; that is how partners find one another.
DIRECTORY = {"vault_vault", "vault_indexhead"}


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), walls.system("a test's world"), world.undone():
        yield working_side_by_side()


@pytest.fixture
def two(made, django_db_blocker):
    with django_db_blocker.unblock(), world.undone():
        yield made


def everything(model):
    """What a manager without any filter gives: the mutant."""
    return list(tables.rows(model).values_list("organisation_id", flat=True))


def raw(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT organisation_id FROM {table}")  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize("model", MINE, ids=tables.name)
def test_without_filters_only_ones_own_rows_come(two, model):
    a, b, _people = two
    if tables.name(model) in DIRECTORY:
        pytest.skip("a directory of the coalition")
    for one in (a, b):
        with walls.within(one.organisation.id):
            assert set(everything(model)) <= {one.organisation.id}
            assert {str(found) for found in raw(tables.name(model))} <= {str(one.organisation.id)}


@pytest.mark.parametrize("model", MINE, ids=tables.name)
def test_without_a_view_nothing_comes(two, model):
    with nobody():
        assert everything(model) == []
        assert raw(tables.name(model)) == []


def test_the_rows_are_there(two):
    """The control: without rows behind the walls the tests above would say nothing."""
    full = [model for model in MINE if everything(model)]
    assert len(full) > 5
