"""An educator of one organisation, and one of another."""

import pytest

from seereya.accounts.rules import Role
from tests.factories.accounts import member
from tests.factories.documentation import packs_loaded


@pytest.fixture
def home(tmp_path, settings):
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def educator(db, home):
    packs_loaded()
    return member(Role.EDUCATOR)


@pytest.fixture
def stranger(db, home):
    return member(Role.EDUCATOR)
