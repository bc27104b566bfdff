"""Desks of two organisations that document side by side."""

import pytest
from django.urls import reverse

from seereya.accounts.rules import Role
from seereya.vault import indexing
from seereya.vault.rules import VaultKind
from tests.factories.accounts import browser_for
from tests.factories.vault import office

BOTH = (VaultKind.DOCUMENTATION, VaultKind.IDENTITIES)


@pytest.fixture(autouse=True)
def _nothing_in_memory():
    indexing.forget_everything()
    yield
    indexing.forget_everything()


@pytest.fixture
def house():
    return office("AMDH")


@pytest.fixture
def desk(house):
    """A documentalist who holds content and names."""
    return house.join(Role.DOCUMENTALIST, holding=BOTH, language="en")


@pytest.fixture
def monitor(house):
    """A field monitor: content, no names."""
    return house.join(Role.MONITOR, holding=(VaultKind.DOCUMENTATION,), language="en")


@pytest.fixture
def partner():
    """A documentalist of another organisation."""
    return office("FIDH").join(Role.DOCUMENTALIST, holding=BOTH, language="en")


@pytest.fixture
def ask():
    """Asks the list as a browser does; returns the response."""

    def asked(person, query="", status=200):
        response = browser_for(person).get(reverse("documentation:incidents") + query)
        assert response.status_code == status, response.content.decode()
        return response

    return asked


@pytest.fixture
def total(ask):
    """How many incidents a member is told there are."""
    return lambda person, query="": ask(person, query).context["total"]
