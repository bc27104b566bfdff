"""An organisation with an educator who holds the education vault, and somebody of protection."""

import pytest

from seereya.accounts.rules import Role
from tests.factories import education_sessions as make
from tests.factories.documentation import packs_loaded
from tests.factories.vault import office


@pytest.fixture
def ours(db):
    packs_loaded()
    return office()


@pytest.fixture
def educator(ours):
    return make.educator(ours)


@pytest.fixture
def protector(ours):
    return ours.join(Role.PROTECTION)


@pytest.fixture
def coordinator(ours):
    return ours.join(Role.COORDINATOR)
