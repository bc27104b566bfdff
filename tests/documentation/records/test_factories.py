"""The makers other tests rely on give records that open."""

import pytest

from seereya.accounts.rules import Role
from seereya.documentation import services
from tests.factories import documentation as made
from tests.factories import vault as vaults

pytestmark = pytest.mark.django_db


def test_an_incident_a_person_and_a_source_open_for_a_documentalist():
    by = vaults.office().join(Role.DOCUMENTALIST)
    row = made.incident(by=by, accounts=[made.account("AFP", killed=(19, 22))])
    assert services.open_incident(by=by, incident_id=row.id).content.accounts[0].source_words == "AFP"
    person = made.person(by=by, how="téléphone")
    assert services.open_identity(by=by, person_id=person.id, purpose="test").names == ["Aminata Keïta"]
    source = made.source(by=by, name="Oumar")
    assert services.open_source(by=by, source_id=source.id)[1].kind == "ST-EYE"
