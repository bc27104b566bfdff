"""A19: the application's own filters taken away. On PostgreSQL another organisation's rows do not come; on SQLite they come sealed."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.db.utils import DataError, ProgrammingError

from seereya.documentation.models import Incident
from seereya.documentation.services import share_incident
from seereya.foundation import walls
from seereya.foundation.seal import Broken
from seereya.site.operations import doctoring_database
from seereya.vault.keyring import keyring_of, record_keys
from seereya.vault.rules import Group
from tests.security.walled import nobody, working_side_by_side
from tests.security.world import CONTENT

pytestmark = pytest.mark.django_db(transaction=True)
postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="row-level security is PostgreSQL's")


@pytest.fixture
def two():
    return working_side_by_side()


@postgres
def test_rows_streamed_in_binary_stand_behind_the_same_wall(two):
    a, b, _people = two
    for one in (a, b):
        with walls.within(one.organisation.id):
            rows = walls.stream(connection, "SELECT organisation_id FROM documentation_incident", (), ["uuid"])
            assert {row[0] for row in rows} == {one.organisation.id}


@postgres
def test_the_walls_are_not_empty_rooms(two):
    """The control: each sees its own."""
    a, _b, _people = two
    with walls.within(a.organisation.id):
        assert Incident.objects.count() == 1
    assert Incident.objects.count() == 2


@postgres
def test_a_row_for_another_organisation_is_refused(two):
    a, b, people = two
    row = Incident.objects.get(organisation=b.organisation)
    row.pk, row.reference = people[0].member.pk, "FORGED"
    with walls.within(a.organisation.id), pytest.raises(ProgrammingError), transaction.atomic():
        row.save(force_insert=True)


@postgres
def test_a_row_is_not_changed_nor_removed_across_the_wall(two):
    a, b, _people = two
    with walls.within(a.organisation.id):
        assert Incident.objects.filter(organisation=b.organisation).update(status="triaged") == 0
        assert Incident.objects.filter(organisation=b.organisation)._raw_delete("default") == 0
    assert Incident.objects.filter(organisation=b.organisation).count() == 1


@postgres
def test_a_shared_row_is_read_by_the_partner_and_written_by_its_owner_only(two):
    a, b, (_mine, theirs) = two
    row = Incident.objects.get(organisation=b.organisation)
    share_incident(by=theirs, incident_id=row.id, organisation_id=a.organisation.id)
    with walls.within(a.organisation.id):
        assert Incident.objects.filter(id=row.id).exists()
        with pytest.raises(ProgrammingError), transaction.atomic():
            Incident.objects.filter(id=row.id).update(status="VS-CLO")
        assert Incident.objects.filter(id=row.id)._raw_delete("default") == 0
    with walls.within(b.organisation.id), pytest.raises(ProgrammingError), transaction.atomic():
        Incident.objects.filter(id=row.id).update(organisation=a.organisation)
    assert Incident.objects.get(id=row.id).organisation_id == b.organisation.id


@postgres
def test_rows_read_by_a_cursor_on_the_server_stand_behind_the_wall_too(two):
    """`iterator` reads through a cursor of the server, outside of any transaction of ours."""
    a, b, _people = two
    with walls.within(a.organisation.id):
        assert [row.organisation_id for row in Incident.objects.iterator()] == [a.organisation.id]
    with nobody():
        assert list(Incident.objects.iterator()) == []
    assert {row.organisation_id for row in Incident.objects.iterator()} == {a.organisation.id, b.organisation.id}


@postgres
def test_a_view_does_not_outlive_its_request(two):
    """`SET LOCAL`, never `SET`: the next statement of a pooled connection starts with nothing."""
    a, _b, _people = two
    with walls.within(a.organisation.id):
        assert Incident.objects.exists()
    with nobody():
        assert not Incident.objects.exists()


@postgres
def test_the_doctor_finds_the_walls_whole_and_misses_one_that_was_taken_down(two):
    state, _words = doctoring_database.row_level_security()
    assert state == "ok"
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE documentation_incident NO FORCE ROW LEVEL SECURITY")
        state, words = doctoring_database.row_level_security()
        cursor.execute("ALTER TABLE documentation_incident FORCE ROW LEVEL SECURITY")
    assert state == "fail"
    assert "documentation_incident" in words
    assert doctoring_database.role()[0] == "fail"  # the tests' role owns its tables, and the doctor says so


def test_without_filters_nothing_of_another_opens(two):
    """Either engine: with every row in hand and one's own keys, another organisation's incidents stay shut."""
    a, _b, people = two
    theirs = list(Incident.objects.exclude(organisation=a.organisation))
    assert theirs
    own = list(Incident.objects.filter(organisation=a.organisation))
    mine = keyring_of(people[0])
    assert record_keys(mine, [row.id for row in theirs]) == {}
    keys = record_keys(mine, [row.id for row in own])
    for row in theirs:
        for held in keys.values():
            for group in Group:
                with pytest.raises(Broken):
                    held.open("incident", group, row.version, row.content)
        assert CONTENT["title"].encode() not in bytes(row.content)


@postgres
def test_a_wall_asks_once_for_a_statement_who_reads(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, coalesce(qual, '') || coalesce(with_check, '') FROM pg_policies")
        found = cursor.fetchall()
    assert len(found) > 100
    slow = [table for table, words in found if "current_setting(" in words.replace("SELECT current_setting(", "")]
    assert slow == [], "a setting read for each row"


@postgres
def test_nothing_is_compiled_for_a_statement_behind_a_wall(two):
    with walls.within(two[0].organisation.id), connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


@postgres
def test_a_view_that_is_no_organisation_reads_nothing(two):
    for view in ("", "Mali", "system "):
        with walls.within(view), transaction.atomic(), connection.cursor() as cursor:
            try:
                cursor.execute("SELECT count(*) FROM documentation_incident")
                assert cursor.fetchone() == (0,)
            except DataError:
                transaction.set_rollback(True)


@postgres
def test_a_view_does_not_outlive_itself_within_a_transaction(two):
    """What runs for nobody in a transaction begun for somebody sees nothing, streamed or not."""
    a, _b, _people = two
    with transaction.atomic():
        with walls.within(a.organisation.id):
            assert Incident.objects.count() == 1
        with nobody():
            assert Incident.objects.count() == 0
            assert list(walls.stream(connection, "SELECT organisation_id FROM documentation_incident", (), ["uuid"])) == []
