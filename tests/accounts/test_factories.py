"""The people other tests are made with can do what real ones can."""

import pytest

from seereya.accounts.rules import Role, Stage
from seereya.accounts.services import sessions
from seereya.vault.rules import Group, VaultKind
from seereya.vault.services import open_records
from tests.factories import accounts, vault

pytestmark = pytest.mark.django_db


def test_a_member_has_a_key_and_an_open_session():
    person = accounts.member(Role.VERIFIER)
    found = sessions.find(person.token)
    assert found.private_key == person.private_key
    assert found.roles == {Role.VERIFIER}


def test_a_locked_session_holds_no_key():
    person = accounts.member(stage=Stage.LOCKED)
    assert sessions.find(person.token).private_key == b""


def test_colleagues_open_what_was_put_into_their_vault():
    office = vault.office()
    colleague = office.join(Role.DOCUMENTALIST)
    stranger = accounts.member(Role.DOCUMENTALIST)
    keys = vault.record(office.first, into={office.vaults[VaultKind.DOCUMENTATION]: None})
    blob = keys.seal("incident", Group.CONTENT, 1, b"words")
    opened = open_records(by=colleague, records=[keys.record])
    assert opened[keys.record].open("incident", Group.CONTENT, 1, blob) == b"words"
    assert open_records(by=stranger, records=[keys.record]) == {}


@pytest.mark.django_db(transaction=True)
def test_the_log_is_emptied_between_tests_and_protected_again():
    from django.db import DatabaseError

    from seereya.audit.models import AuditEntry

    assert AuditEntry.objects.count() == 0
    vault.office()
    with pytest.raises(DatabaseError, match="append-only"):
        AuditEntry.objects.all().delete()
