import pytest

from seereya.accounts.rules import Role
from tests.factories import vault as vaults
from tests.factories.evidence import item as received


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    """A home of its own for sealed files."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def office(db):
    return vaults.office("EVAA")


@pytest.fixture
def partner(db):
    return vaults.office("EVBB")


@pytest.fixture
def writer(office):
    return office.join(Role.DOCUMENTALIST)


@pytest.fixture
def receiver(partner):
    return partner.join(Role.DOCUMENTALIST)


@pytest.fixture
def monitor(office):
    """Deposits and holds no vault."""
    return office.join(Role.MONITOR, holding=())


@pytest.fixture
def item(writer):
    return received(by=writer)
