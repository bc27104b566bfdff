"""An office with documentation loaded, and its people in front of their browsers."""

import pytest

from seereya.accounts.rules import Role
from tests.factories import documentation as made
from tests.factories import vault as vaults
from tests.factories.accounts import browser_for


@pytest.fixture
def office(db):
    made.packs_loaded()
    return vaults.office()


@pytest.fixture
def writer(office):
    """A documentalist who holds the vaults her role allows."""
    return office.join(Role.DOCUMENTALIST, language="en")


@pytest.fixture
def verifier(office):
    return office.join(Role.VERIFIER, language="en")


@pytest.fixture
def browser(writer):
    return browser_for(writer)


@pytest.fixture
def incident(writer):
    return made.incident(
        by=writer,
        accounts=[
            made.account("AFP", killed=(19, 22), says="Nineteen dead", published=made.day("2021-01-05")),
            made.account("Ministry", killed=(30, 30), status="combatant", published=made.day("2021-01-07")),
        ],
    )
