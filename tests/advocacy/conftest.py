"""Two organisations of one coalition with their advocacy officers."""

import pytest

from seereya.accounts.rules import Role
from tests.factories.accounts import browser_for
from tests.factories.documentation import packs_loaded
from tests.factories.vault import office


@pytest.fixture
def ours(db):
    packs_loaded()
    return office()


@pytest.fixture
def theirs(db):
    return office()


@pytest.fixture
def officer(ours):
    return ours.join(Role.ADVOCACY)


@pytest.fixture
def partner(theirs):
    return theirs.join(Role.ADVOCACY)


@pytest.fixture
def browser(officer):
    return browser_for(officer)
