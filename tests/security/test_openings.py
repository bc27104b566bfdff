"""A13: no plaintext without its row in the log; what is done to the log is seen."""

from __future__ import annotations

import os
import signal

import pytest
from django.db import DatabaseError, connection, connections, transaction

from seereya.accounts.rules import Role
from seereya.audit import queries
from seereya.audit.models import AuditEntry
from seereya.audit.services import sequence
from seereya.audit.tags import Tag
from seereya.documentation import services
from seereya.vault.services import openings
from tests.factories.accounts import browser_for, log_in
from tests.factories.documentation import incident
from tests.factories.vault import office

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Zopenedtitleqk"


@pytest.fixture
def reader():
    a = office("OPEN")
    incident(by=a.join(Role.DOCUMENTALIST), title=TITLE)
    return log_in(a.join(Role.VERIFIER))


def opened():
    return AuditEntry.objects.filter(tag=Tag.RECORD_OPENED).count()


def the_incident():
    from seereya.documentation.models import Incident

    return Incident.objects.get().id


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the child opens the same file")
@pytest.mark.parametrize("moment", ["before the row", "after the row", "after the keys"])
def test_killed_at_any_moment_there_is_never_plaintext_without_a_row(reader, monkeypatch, moment):
    """The child reports through a pipe when it holds plaintext, and dies (kill -9) at one of three moments."""
    record_id, before = the_incident(), opened()
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _die(moment, monkeypatch, reader, record_id, writing)
    os.close(writing)
    _, status = os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        plaintext = pipe.read()
    assert os.WTERMSIG(status) == signal.SIGKILL
    rows = opened() - before
    assert rows == (0 if moment == "before the row" else 1)
    assert bool(plaintext) == (moment == "after the keys")
    assert not plaintext or rows == 1


def _die(moment, monkeypatch, reader, record_id, pipe):
    def dead(*_args, **_more):
        os.kill(os.getpid(), signal.SIGKILL)

    if moment == "before the row":
        monkeypatch.setattr(openings, "record", dead)
    elif moment == "after the row":
        monkeypatch.setattr(openings, "_settle_deposits", dead)
    try:
        found = services.open_incident(by=reader, incident_id=record_id)
        os.write(pipe, found.content.title.encode())
        dead()
    finally:
        os._exit(1)


def test_a_log_that_takes_no_row_gives_no_bytes(reader):
    """The log's table refuses: the page fails, and carries nothing of the record."""
    body = "BEGIN SELECT RAISE(ABORT, 'full'); END"
    if connection.vendor != "sqlite":
        pytest.skip("the same on PostgreSQL, said with SQLite's trigger")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TRIGGER no_more BEFORE INSERT ON audit_auditentry {body}")
    try:
        response = browser_for(reader, raise_request_exception=False).get(f"/incidents/{the_incident()}/")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER no_more")
    assert response.status_code == 500
    assert TITLE not in response.content.decode()


def test_a_page_that_shows_a_record_has_its_row(reader):
    before = opened()
    response = browser_for(reader).get(f"/incidents/{the_incident()}/")
    assert TITLE in response.content.decode()
    assert opened() == before + 1


def test_the_log_refuses_to_be_changed(reader):
    services.open_incident(by=reader, incident_id=the_incident())
    sequence()
    statements = [
        "UPDATE audit_auditentry SET tag = 'x'",
        "DELETE FROM audit_auditentry",
        "UPDATE audit_auditleaf SET position = position + 1",
        "DELETE FROM audit_auditnode",
    ]
    if connection.vendor == "postgresql":
        statements.append("TRUNCATE audit_auditentry CASCADE")
    for statement in statements:
        with pytest.raises(DatabaseError), transaction.atomic():
            _execute(statement)
    assert queries.verify() == []


def _execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
