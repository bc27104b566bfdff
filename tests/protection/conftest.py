"""Two organisations: one refers, the other receives; and a person."""

import pytest

from seereya.accounts.rules import Role
from seereya.vault.models import Vault
from tests.factories.documentation import packs_loaded
from tests.factories.documentation import person as record_person
from tests.factories.vault import office


@pytest.fixture
def ours(db):
    packs_loaded()
    return office()


@pytest.fixture
def theirs(db):
    return office()


@pytest.fixture
def monitor(ours):
    return ours.join(Role.MONITOR)


@pytest.fixture
def protector(ours):
    return ours.join(Role.PROTECTION)


@pytest.fixture
def focal(theirs):
    return theirs.join(Role.PROTECTION)


@pytest.fixture
def person(protector):
    return record_person(by=protector, name="Zeynabou Tall", how="through the nurse", safe_rules="Never at the village.")


@pytest.fixture
def vaults():
    return Vault.objects
