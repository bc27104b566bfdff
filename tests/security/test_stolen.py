"""A2: whoever has everything that is stored opens nothing; and a single leaked key would be found."""

from __future__ import annotations

import base64

import pytest

from seereya.accounts.rules import Role, Stage
from seereya.documentation.services.saved import save_search
from seereya.site.operations import stolen
from seereya.vault.keyring import keyring_of
from seereya.vault.models import Vault
from seereya.vault.rules import VaultKind
from seereya.vault.services import keep_draft, open_records, rotate
from tests.factories.accounts import log_in, member, printed_code
from tests.factories.documentation import account, incident, person, source
from tests.factories.vault import office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def writer():
    """An organisation at work: records, deposits, a rotation, drafts, live and locked sessions, a printed code."""
    a = office("STOLEN")
    writer, depositor = a.join(Role.DOCUMENTALIST), a.join(Role.MONITOR, holding=())
    row = incident(by=writer, testimony=b"said", accounts=[account("AFP", killed=(1, 2))])
    incident(by=depositor)
    person(by=writer, how="by the market")
    source(by=writer, name="A. K.")
    open_records(by=writer, records=[row.id])
    rotate(by=a.first, vault_id=a.vaults[VaultKind.DOCUMENTATION].id)
    writer.keyring = None
    incident(by=writer)
    keep_draft(by=writer, form_key="incident:1", fields={"title": ["a"]})
    save_search(by=writer, name="mine", query="q=keita")
    printed_code(writer)
    log_in(member(organisation=a.organisation, totp=True), Stage.LOCKED)
    return writer


def test_nothing_stored_opens_anything(writer):
    loot = stolen.attack()
    assert loot.opened == []
    assert loot.boxes > 15
    assert loot.envelopes > 5
    assert loot.candidates > 1000


@pytest.mark.parametrize(
    "disguise",
    [
        bytes.hex,
        pytest.param(lambda raw: base64.b64encode(raw).decode(), marks=pytest.mark.heavy),
        pytest.param(lambda raw: base64.urlsafe_b64encode(raw).decode(), marks=pytest.mark.heavy),
    ],
)
def test_a_vault_key_in_some_column_would_be_found(writer, disguise):
    keys = keyring_of(writer).of_kind(VaultKind.DOCUMENTATION)[0]
    Vault.objects.filter(kind=VaultKind.STAFF).update(name=disguise(keys.wrapping(keys.newest)))
    assert any("vault.Wrap" in one for one in stolen.attack().opened)


@pytest.mark.heavy
def test_a_private_key_in_some_column_would_be_found(writer):
    writer.member.verifier = writer.private_key
    writer.member.save(update_fields=["verifier"])
    opened = stolen.attack().opened
    assert any("vault.Grant" in one for one in opened)


@pytest.mark.heavy
def test_a_session_token_in_the_thiefs_hands_would_be_found(writer):
    """The cookie is what the server does not have."""
    assert any("accounts.Session" in one for one in stolen.attack(also=[writer.token]).opened)


@pytest.mark.heavy
def test_a_passphrase_that_is_the_handle_would_be_found(writer):
    from seereya.accounts.services import keys

    keys.set_passphrase(writer.member, writer.private_key, writer.member.handle)
    writer.member.save()
    assert any("by passphrase" in one for one in stolen.attack().opened)


@pytest.mark.heavy
def test_a_recovery_code_kept_would_be_found(writer):
    code = printed_code(writer)
    assert any("by recovery code" in one for one in stolen.attack(also=[code]).opened)
