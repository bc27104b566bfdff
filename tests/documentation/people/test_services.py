"""Persons and sources: names in one vault, what is said without saying who in another."""

import pytest

from seereya.accounts.rules import Refused, Role
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.documentation import queries, services
from seereya.documentation.content import Contact, Identity, PersonContent, SourceContent
from seereya.documentation.services.storing import NotThere
from seereya.foundation.identifiers import new_id
from seereya.vault.models import Wrap
from seereya.vault.rules import VaultKind
from tests.factories import documentation as made
from tests.factories import vault as vaults

pytestmark = pytest.mark.django_db


def test_a_persons_groups_are_split_between_two_vaults(office, writer):
    person = made.person(by=writer)
    scopes = dict(Wrap.objects.filter(record=person.id).values_list("vault__kind", "scope"))
    assert scopes == {VaultKind.IDENTITIES: "*", VaultKind.DOCUMENTATION: "content"}
    reader = office.join(Role.ADVOCACY)
    assert services.open_person(by=reader, person_id=person.id)[0].code == person.code
    with pytest.raises(NotThere):
        services.open_identity(by=reader, person_id=person.id, purpose="curious")
    with pytest.raises(NotThere):
        services.open_contact(by=reader, person_id=person.id, purpose="curious")


def test_a_monitor_gives_a_name_without_being_able_to_read_it_or_others(office, writer):
    monitor = office.join(Role.MONITOR)
    person = made.person(by=monitor, name="Fatoumata Diallo")
    with pytest.raises(NotThere):
        services.open_identity(by=monitor, person_id=person.id, purpose="test")
    assert services.open_identity(by=writer, person_id=person.id, purpose="test").names == ["Fatoumata Diallo"]


def test_a_name_is_found_by_other_spellings_and_the_search_is_on_the_record(writer):
    person = made.person(by=writer, name="Aminata Keïta")
    hits = queries.search_names(by=writer, typed="aminata keita", purpose="test")
    assert [hit.id for hit in hits] == [person.id]
    entry = AuditEntry.objects.filter(tag=Tag.NAMES_SEARCHED).get()
    assert [one.subject for one in entry.subjects.all()] == [person.id]
    assert "Keita" not in str(entry.facts)


def test_names_of_others_are_not_found(writer):
    made.person(by=writer, name="Aminata Keïta")
    stranger = vaults.office().join(Role.DOCUMENTALIST)
    assert queries.search_names(by=stranger, typed="Aminata Keïta", purpose="test") == []


def test_a_changed_name_is_found_and_the_former_is_not(writer):
    person = made.person(by=writer, name="Aminata Keïta")
    services.save_person(by=writer, person_id=person.id, version=1, content=PersonContent(), identity=Identity(["Oumou Sangaré"]))
    assert [hit.id for hit in queries.search_names(by=writer, typed="Oumou Sangare", purpose="test")] == [person.id]
    assert queries.search_names(by=writer, typed="Aminata Keita", purpose="test") == []


def test_a_change_keeps_what_it_was_not_given(writer):
    person = made.person(by=writer, how="a relay", safe_rules="never at home")
    services.save_person(by=writer, person_id=person.id, version=1, content=PersonContent(sex="F"))
    assert services.open_identity(by=writer, person_id=person.id, purpose="x").names == ["Aminata Keïta"]
    assert services.open_contact(by=writer, person_id=person.id, purpose="x") == Contact("a relay", "never at home")
    with pytest.raises(Refused, match="changed_meanwhile"):
        services.save_person(by=writer, person_id=person.id, version=1, content=PersonContent(sex="M"))


def test_who_holds_no_identities_changes_no_person(office, writer):
    person = made.person(by=writer)
    paralegal = office.join(Role.PARALEGAL)
    with pytest.raises(Refused, match="identity_holder_needed"):
        services.save_person(by=paralegal, person_id=person.id, version=1, content=PersonContent())


def test_a_link_stands_in_the_incident_and_its_removal_in_the_history(writer, incident):
    person = made.person(by=writer)
    services.link_person_by_code(by=writer, incident_id=incident.id, code=person.code.lower(), role="victim")
    content = services.open_incident(by=writer, incident_id=incident.id).content
    assert [(one.code, one.role) for one in content.persons] == [(person.code, "victim")]
    services.unlink_person(by=writer, incident_id=incident.id, person_id=person.id, role="victim")
    versions = services.open_revisions(by=writer, incident_id=incident.id)
    assert [len(one.persons) for _, one in versions] == [0, 1, 0]


@pytest.mark.parametrize("code", ["P-NOBODY", ""])
def test_a_code_that_is_not_mine_is_refused(writer, incident, code):
    with pytest.raises(Refused, match="no_such_person"):
        services.link_person_by_code(by=writer, incident_id=incident.id, code=code, role="victim")


def test_persons_and_sources_are_made_once_for_one_form(writer):
    token = new_id()
    first = services.create_person(by=writer, content=PersonContent(), identity=Identity(["A"]), person_id=token)
    assert (
        services.create_person(by=writer, content=PersonContent(), identity=Identity(["A"]), person_id=token).code == first.code
    )
    source = services.create_source(by=writer, content=SourceContent(), source_id=new_id())
    assert services.create_source(by=writer, content=SourceContent(), source_id=source.id).code == source.code


def test_a_source_is_changed_over_its_own_version_only(writer):
    source = made.source(by=writer, name="Oumar Cissé")
    services.save_source(by=writer, source_id=source.id, version=1, content=SourceContent(kind="ST-FAM"))
    assert services.open_source(by=writer, source_id=source.id)[1].kind == "ST-FAM"
    assert services.open_source_identity(by=writer, source_id=source.id, purpose="x").names == ["Oumar Cissé"]
    with pytest.raises(Refused, match="changed_meanwhile"):
        services.save_source(by=writer, source_id=source.id, version=1, content=SourceContent())
