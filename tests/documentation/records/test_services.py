"""Incidents in their vaults: sealed, versioned, moved, shared, and no trace where a share was withdrawn."""

import pytest
from django.db import connection

from seereya.accounts.rules import Refused, Role
from seereya.documentation import queries, services
from seereya.documentation.content import IncidentContent, PrecisePlace
from seereya.documentation.models import Comment, Incident, Person, Revision, Source
from seereya.documentation.rules import Status
from seereya.documentation.selection import parse
from seereya.documentation.services.storing import NotThere
from seereya.foundation import clock
from seereya.foundation.seal import Broken
from seereya.vault.models import Wrap
from seereya.vault.rules import Group
from tests.factories import documentation as made
from tests.factories import vault as vaults

pytestmark = pytest.mark.django_db
SECRETS = ("northern well", "Nineteen dead", "my own brother", "Strike on a feast", "secret remark", "Aminata")


def _found(by, **asked):
    return queries.incidents(by=by, selection=parse(asked, queries.INCIDENTS, today=clock.today())).total


def test_nothing_sealed_stands_in_the_database(writer, incident):
    content = services.open_incident(by=writer, incident_id=incident.id).content
    content.title = "Strike on a feast"
    services.change_incident(by=writer, incident_id=incident.id, version=1, content=content)
    services.set_precise_place(by=writer, incident_id=incident.id, place=PrecisePlace("northern well"))
    services.save_account(by=writer, incident_id=incident.id, account=content.accounts[0], verbatim="my own brother")
    services.comment(by=writer, incident_id=incident.id, words="secret remark")
    made.person(by=writer)
    with connection.cursor() as cursor:
        for model in (Incident, Revision, Comment, Person, Source):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608 - names of our own tables
            stored = b"".join(
                bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode() for row in cursor for cell in row
            )
            assert not [said for said in SECRETS if said.encode() in stored], model


def test_a_change_over_an_older_version_is_refused_and_changes_nothing(writer, incident):
    services.change_incident(by=writer, incident_id=incident.id, version=1, content=IncidentContent(title="One"))
    with pytest.raises(Refused, match="changed_meanwhile"):
        services.change_incident(by=writer, incident_id=incident.id, version=1, content=IncidentContent(title="Two"))
    opened = services.open_incident(by=writer, incident_id=incident.id)
    assert (opened.content.title, opened.row.version) == ("One", 2)
    assert len(opened.content.accounts) == 2


def test_every_version_stays_readable(writer, incident):
    services.change_incident(by=writer, incident_id=incident.id, version=1, content=IncidentContent(title="One"))
    versions = services.open_revisions(by=writer, incident_id=incident.id)
    assert [(row.number, content.title) for row, content in versions] == [(2, "One"), (1, "Frappe sur un rassemblement")]


def test_sealed_parts_survive_changes_of_the_content(writer, incident):
    services.set_precise_place(by=writer, incident_id=incident.id, place=PrecisePlace("northern well"))
    services.change_incident(by=writer, incident_id=incident.id, version=2, content=IncidentContent(title="One"))
    assert services.open_precise_place(by=writer, incident_id=incident.id, purpose="test").words == "northern well"


def test_a_purpose_is_asked_before_anything_is_opened(writer, incident):
    with pytest.raises(Refused, match="purpose_needed"):
        services.open_precise_place(by=writer, incident_id=incident.id)


def test_moves_follow_the_rules_and_keep_who_and_why(writer, verifier, incident):
    for after in (Status.TRIAGED, Status.VERIFYING):
        services.move_incident(by=writer, incident_id=incident.id, after=after, reason="seen")
    with pytest.raises(Refused, match="four_eyes_author"):
        services.move_incident(by=writer, incident_id=incident.id, after=Status.CORROBORATED)
    services.move_incident(by=verifier, incident_id=incident.id, after=Status.CORROBORATED)
    with pytest.raises(Refused, match="four_eyes_mover"):
        services.move_incident(by=verifier, incident_id=incident.id, after=Status.VALIDATED)
    content = services.open_incident(by=writer, incident_id=incident.id).content
    assert [(move.after, move.by) for move in content.moves][-1] == (Status.CORROBORATED, str(verifier.id))
    assert _found(writer, status=["VS-COR"]) == 1


def test_a_share_opens_content_only_and_its_withdrawal_leaves_no_trace(writer, incident):
    partner_office = vaults.office()
    partner = partner_office.join(Role.DOCUMENTALIST)
    services.save_account(by=writer, incident_id=incident.id, account=made.account("A", killed=(1, 1)), verbatim="my own brother")
    before = (_found(partner), Wrap.objects.filter(organisation=partner_office.organisation).count())
    services.share_incident(by=writer, incident_id=incident.id, organisation_id=partner_office.organisation.id)
    opened = services.open_incident(by=partner, incident_id=incident.id)
    assert not opened.holds_testimony
    assert not opened.keys.holds(Group.PLACE)
    assert _found(partner, q=["rassemblement"]) == 1
    with pytest.raises(NotThere):
        services.open_testimony(by=partner, incident_id=incident.id, purpose="x")
    with pytest.raises(Refused, match="partner_may_not_change"):
        services.change_incident(by=partner, incident_id=incident.id, version=2, content=IncidentContent(title="Theirs"))
    services.withdraw_incident(by=writer, incident_id=incident.id, organisation_id=partner_office.organisation.id)
    assert (_found(partner), Wrap.objects.filter(organisation=partner_office.organisation).count()) == before
    assert _found(partner, q=["rassemblement"]) == 0
    with pytest.raises(NotThere):
        services.open_incident(by=partner, incident_id=incident.id)


def test_a_change_after_a_share_reaches_the_partners_search(writer, incident):
    partner_office = vaults.office()
    partner = partner_office.join(Role.DOCUMENTALIST)
    services.share_incident(by=writer, incident_id=incident.id, organisation_id=partner_office.organisation.id)
    services.change_incident(by=writer, incident_id=incident.id, version=1, content=IncidentContent(title="Le marché de Kolenzé"))
    assert _found(partner, q=["kolenze"]) == 1


def test_what_a_depositor_wrote_only_holders_open(office, writer):
    monitor = office.join(Role.MONITOR, holding=())
    row = made.incident(by=monitor, title="Told by a relay")
    with pytest.raises(NotThere):
        services.open_incident(by=monitor, incident_id=row.id)
    assert services.open_incident(by=writer, incident_id=row.id).content.title == "Told by a relay"


def test_A7_a_sealed_value_of_an_incident_moved_elsewhere_is_refused(writer, incident):  # noqa: N802
    other = made.incident(by=writer, title="Another")
    services.set_precise_place(by=writer, incident_id=incident.id, place=PrecisePlace("northern well"))
    row = Incident.objects.get(id=incident.id)
    swaps = (
        {"id": other.id, "content": row.content},
        {"id": incident.id, "content": row.place},
        {"id": incident.id, "content": Revision.objects.get(incident=incident, number=1).content},
    )
    for swap in swaps:
        kept = bytes(Incident.objects.get(id=swap["id"]).content)
        Incident.objects.filter(id=swap["id"]).update(content=swap["content"])
        with pytest.raises(Broken):
            services.open_incident(by=writer, incident_id=swap["id"])
        Incident.objects.filter(id=swap["id"]).update(content=kept)
    Incident.objects.filter(id=incident.id).update(place=row.content)
    with pytest.raises(Broken):
        services.open_precise_place(by=writer, incident_id=incident.id, purpose="test")


def test_coarse_columns_of_a_marked_vault_stay_empty(office, writer):
    vault = office.vaults["documentation"]
    type(vault).objects.filter(id=vault.id).update(marked=True)
    row = made.incident(by=writer, accounts=[made.account("A", killed=(3, 4))])
    row.refresh_from_db()
    assert (row.types, row.month, row.region, row.killed_min, row.killed_max) == ([], "", "", None, None)
    assert "0001" not in row.reference


def test_the_read_only_example_is_not_changed(writer):
    row = made.incident(by=writer, public_example=True)
    with pytest.raises(Refused, match="read_only_example"):
        services.save_account(by=writer, incident_id=row.id, account=made.account("A"))
    with pytest.raises(Refused, match="read_only_example"):
        services.move_incident(by=writer, incident_id=row.id, after=Status.TRIAGED)
    with pytest.raises(Refused, match="read_only_example"):
        services.change_incident(by=writer, incident_id=row.id, version=1, content=IncidentContent(title="Mine"))
    with pytest.raises(Refused, match="read_only_example"):
        services.set_precise_place(by=writer, incident_id=row.id, place=PrecisePlace("mine"))
