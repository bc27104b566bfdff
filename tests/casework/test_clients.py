"""Mandates, updates, costs and privileged notes of a file: through the services, sealed, refused in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from seereya.accounts.rules import Refused, Role
from seereya.casework import services
from seereya.casework.content import Party
from seereya.casework.models import CaseFile, CounselNote
from seereya.casework.rules.costs import CostContent, CostState
from seereya.casework.rules.mandates import MandateContent
from seereya.casework.rules.updates import UpdateContent
from seereya.casework.services.costs import add_cost, decide_cost, set_ceiling
from seereya.casework.services.mandates import check_mandate, revoke_mandate, save_mandate
from seereya.casework.services.notes import open_notes, write_note
from seereya.casework.services.storing import NotThere
from seereya.casework.services.updates import record_update
from seereya.documentation.services import link_person
from seereya.foundation import clock
from seereya.foundation.identifiers import new_id
from seereya.vault.models import Wrap
from seereya.vault.rules import VaultKind
from tests.factories.casework import case_file
from tests.factories.documentation import incident, packs_loaded, person
from tests.factories.vault import office

pytestmark = pytest.mark.django_db

NATIONAL = "P-NAT-PEN"


@pytest.fixture
def house():
    packs_loaded()
    return office("AMDH")


@pytest.fixture
def counsel(house):
    return house.join(Role.COUNSEL)


@pytest.fixture
def client(counsel):
    return person(by=counsel)


@pytest.fixture
def case(counsel):
    return case_file(by=counsel)


def signed(code: str, **more: object) -> MandateContent:
    today = clock.today()
    values: dict[str, object] = {
        "kind": "M-PC",
        "forum": NATIONAL,
        "givers": [code],
        "scope": "civil party",
        "signed_on": str(today - timedelta(days=10)),
        "expires_on": str(today + timedelta(days=20)),
    }
    return MandateContent(**(values | more))  # type: ignore[arg-type]


def content(by, case):
    return services.open_case(by=by, case_id=case.id).content


def test_mandate_is_sealed_and_carries_acts_in_its_forum_only(counsel, client, case):
    save_mandate(by=counsel, case_id=case.id, mandate=signed(client.code, scope="Zscopeqk"))
    assert b"Zscopeqk" not in bytes(CaseFile.objects.get(pk=case.pk).content)
    known = content(counsel, case)
    today = clock.today()
    check_mandate(known, NATIONAL, today)
    with pytest.raises(Refused, match="mandate_expired"):
        check_mandate(known, NATIONAL, today + timedelta(days=21))
    with pytest.raises(Refused, match="no_mandate"):
        check_mandate(known, "P-NAT-MIL", today)


def test_same_mandate_sent_twice_is_kept_once(counsel, client, case):
    token = new_id()
    for _ in range(2):
        save_mandate(by=counsel, case_id=case.id, mandate=signed(client.code), token=token)
    assert len(content(counsel, case).mandates) == 1


def test_revoked_mandate_carries_no_act(counsel, client, case):
    row = save_mandate(by=counsel, case_id=case.id, mandate=signed(client.code))
    mandate = content(counsel, case).mandates[0]
    revoke_mandate(
        by=counsel, case_id=case.id, version=row.version, mandate_id=mandate.id, on=clock.today(), why="the client wishes so"
    )
    with pytest.raises(Refused, match="mandate_revoked"):
        check_mandate(content(counsel, case), NATIONAL, clock.today())


def test_guardian_accused_as_party_is_refused(counsel, client, case):
    uncle = person(by=counsel)
    held_party = Party("p1", str(uncle.id), uncle.code, "suspect", basis="legal_claim")
    with_suspect = case_file(by=counsel, parties=[held_party])
    child = signed(client.code, kind="M-MIN", guardian=uncle.code, guardian_tie="uncle", assent="says yes")
    with pytest.raises(Refused, match="guardian_implicated"):
        save_mandate(by=counsel, case_id=with_suspect.id, mandate=child)
    save_mandate(by=counsel, case_id=case.id, mandate=child)


def test_guardian_accused_in_an_incident_of_the_file_is_refused(counsel, client):
    uncle = person(by=counsel)
    row = incident(by=counsel)
    link_person(by=counsel, incident_id=row.id, person_id=uncle.id, role="alleged_perpetrator")
    case = case_file(by=counsel, incidents=[str(row.id)])
    child = signed(client.code, kind="M-MIN", guardian=uncle.code, guardian_tie="uncle", assent="says yes")
    with pytest.raises(Refused, match="guardian_implicated"):
        save_mandate(by=counsel, case_id=case.id, mandate=child)


def test_giver_nobody_knows_is_refused(counsel, case):
    with pytest.raises(Refused, match="no_such_person"):
        save_mandate(by=counsel, case_id=case.id, mandate=signed("P-NOBODY"))


def test_update_is_for_clients_only(counsel, client, case):
    told = UpdateContent(
        client=client.code, told_on=str(clock.today()), how="call", language="bm", said="The judge was written to."
    )
    with pytest.raises(Refused, match="update_not_a_client"):
        record_update(by=counsel, case_id=case.id, update=told)
    save_mandate(by=counsel, case_id=case.id, mandate=signed(client.code))
    record_update(by=counsel, case_id=case.id, update=told)
    assert [one.said for one in content(counsel, case).updates] == ["The judge was written to."]


def cost(amount: str) -> CostContent:
    return CostContent(kind="travel", amount=amount, currency="eur", spent_on=str(clock.today()), what="bus", receipt="R-12")


def test_cost_above_the_ceiling_waits_for_a_second_person(house, counsel, case):
    coordinator, colleague = house.join(Role.COORDINATOR), house.join(Role.COUNSEL)
    set_ceiling(by=coordinator, kind="travel", amount="100", currency="EUR")
    assert add_cost(by=counsel, case_id=case.id, cost=cost("60")).state == CostState.WITHIN
    above = add_cost(by=counsel, case_id=case.id, cost=cost("40,01"))
    assert above.state == CostState.WAITING
    with pytest.raises(Refused, match="second_person_needed"):
        decide_cost(by=counsel, case_id=case.id, cost_id=above.id, approve=True, why="needed")
    decide_cost(by=colleague, case_id=case.id, cost_id=above.id, approve=True, why="needed")
    assert [one.state for one in content(counsel, case).costs] == ["within", "approved"]


def test_cost_without_ceiling_waits(counsel, case):
    assert add_cost(by=counsel, case_id=case.id, cost=cost("1")).state == CostState.WAITING


def test_note_has_a_key_of_its_own_in_the_casework_vault_alone(house, counsel, case):
    note = write_note(by=counsel, case_id=case.id, words="Zprivilegedqk")
    assert b"Zprivilegedqk" not in bytes(CounselNote.objects.get(pk=note.pk).content)
    assert list(Wrap.objects.filter(record=note.id).values_list("vault_id", flat=True)) == [house.vaults[VaultKind.CASEWORK].id]
    assert [words for _row, words in open_notes(by=counsel, case_id=case.id)[1]] == ["Zprivilegedqk"]
    assert "Zprivilegedqk" not in content(counsel, case).to_json().decode()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DONOR, Role.DOCUMENTALIST, Role.DATA_PROTECTION, Role.ADMINISTRATOR])
def test_note_is_not_there_for_others(house, counsel, case, role):
    write_note(by=counsel, case_id=case.id, words="Zprivilegedqk")
    with pytest.raises(NotThere):
        open_notes(by=house.join(role), case_id=case.id)


def test_note_is_not_there_for_a_partner(counsel, case):
    write_note(by=counsel, case_id=case.id, words="Zprivilegedqk")
    with pytest.raises(NotThere):
        open_notes(by=office("FIDH").join(Role.COUNSEL), case_id=case.id)
